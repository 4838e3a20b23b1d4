/** What `nameOf` in lib/profile.ts calls a person, in canonical form: its parts are canonical, and a space joins nothing. */
export const nameSql = (user: string, canonical: string): string => `coalesce(
  ${canonical}->>'displayName', ${canonical}->'name'->>'formatted',
  nullif(concat_ws(' ', ${canonical}->'name'->>'givenName', ${canonical}->'name'->>'familyName'), ''), ${user}.user_name_canon)`;

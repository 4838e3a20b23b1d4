/** What the Users table can be sorted and filtered by; the page reads its searchParams with it. */
export const usersQuery = {
  sorts: ["name", "email", "title", "department", "lastModified"],
  filters: ["license", "status", "state"],
} as const;

export const usersPageSize = 50;

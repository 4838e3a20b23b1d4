import { canon } from "./scim/canon.ts";
import { enterpriseSchema, type UserResource } from "./scim/user.ts";

/** What lists, search and the profile page show of a user's attributes. */
export type ProfileSummary = {
  userName: string;
  userNameCanon: string;
  name: string;
  sortName: string;
  email: string | undefined;
  title: string | undefined;
  department: string | undefined;
  searchText: string;
};

/** The Email of a person: the primary e-mail, else work, else the first, else userName when it has an @. */
export function emailOf(user: UserResource): string | undefined {
  const emails = (user.emails ?? []).filter((email) => email.value);
  const chosen =
    emails.find((email) => email.primary) ?? emails.find((email) => email.type?.toLowerCase() === "work") ?? emails[0];
  return chosen?.value ?? (user.userName.includes("@") ? user.userName : undefined);
}

/** What lists call a person: displayName, else the name's parts, else userName. */
export function nameOf(user: UserResource): string {
  const parts = [user.name?.givenName, user.name?.familyName].filter(Boolean).join(" ");
  return user.displayName || user.name?.formatted || parts || user.userName;
}

/** Derives the columns of `users` from the attributes. */
export function summarize(user: UserResource): ProfileSummary {
  const name = nameOf(user);
  const email = emailOf(user);
  return {
    userName: user.userName,
    userNameCanon: canon(user.userName),
    name,
    sortName: canon(name).slice(0, 200),
    email,
    title: user.title,
    department: user[enterpriseSchema]?.department,
    searchText: [name, email, user.userName, user.title].map((text) => canon(text ?? "")).join("\n"),
  };
}

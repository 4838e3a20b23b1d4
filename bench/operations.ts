/** What a client of an endpoint does, whichever way it is asked: over HTTP, or by a statement straight through the driver. */
export type Operation =
  | { kind: "create"; person: number }
  | { kind: "match"; by: "userName" | "externalId"; person: number }
  | { kind: "get"; person: number }
  /** Entra's legacy PATCH of two attributes. */
  | { kind: "patch"; person: number; value: string }
  | { kind: "replace"; person: number; value: string }
  | { kind: "activate"; person: number; active: boolean }
  | { kind: "list"; startIndex: number }
  | { kind: "createGroup"; group: number }
  | { kind: "member"; change: "add" | "remove"; group: number; person: number };

/** Carries operations out; resolves when the answer was read whole, rejects when it is not the one wanted. */
export type Door = { send(operation: Operation): Promise<void>; close(): Promise<void> };

export const pageSize = 100;

const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

export const userNameOf = (person: number) => `person${person}@bench.example.com`;
export const externalIdOf = (person: number) => `00000000-0000-4000-8000-${String(person).padStart(12, "0")}`;

/** A person as Entra's default mapping sends one; e-mail and userName are the same, by which Polis finds people. */
export const resourceOf = (person: number, displayName = `Person ${person}`) => ({
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:User", enterprise],
  externalId: externalIdOf(person),
  userName: userNameOf(person),
  active: true,
  displayName,
  title: "Engineer",
  name: { formatted: displayName, familyName: `Family${person}`, givenName: `Given${person}` },
  emails: [{ primary: true, type: "work", value: userNameOf(person) }],
  addresses: [{ type: "work", country: "Germany", locality: "Berlin", formatted: "Street 1, Berlin" }],
  phoneNumbers: [{ type: "work", value: `+49 30 ${person}` }],
  [enterprise]: { department: `Department ${person % 100}`, employeeNumber: String(person) },
});

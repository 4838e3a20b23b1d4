import { findProfile, listProfiles, type ProfileListQuery } from "../../db/queries/profiles.ts";
import type { Client } from "./client.ts";
import type { Population } from "./seed.ts";

/** A question whose cost should not grow with the account, or only as said. `turn` makes it another one each time. */
export type Measure = {
  title: string;
  /** How many times as slow with the most people as with the fewest it may be, in the median; undefined: no goal. */
  goal?: number;
  run(population: Population, client: Client, turn: number): Promise<unknown>;
};

const somebody = ({ people }: Population, turn: number) => 1 + ((turn * 7919) % people);
const filtered = (text: string) => `/Users?filter=${encodeURIComponent(text)}`;
const find =
  (filter: (person: number) => string): Measure["run"] =>
  (population, client, turn) =>
    client.ask("GET", filtered(filter(somebody(population, turn))));

const membership = (group: string, op: string, id: string): [string, string, unknown] => [
  "PATCH",
  `/Groups/${group}`,
  { Operations: [{ op, path: "members", value: [{ value: id }] }] },
];

/** Adds somebody who is no member, or takes them out again. */
const changeOneMember =
  (size: "small" | "large"): Measure["run"] =>
  async ({ groups }, client, turn) => {
    const { body } = await client.ask("GET", filtered('userName eq "person1000@example.com"'));
    return client.ask(...membership(groups[size], turn % 2 === 0 ? "add" : "remove", JSON.parse(body).Resources[0].id));
  };

const users =
  (query: Partial<ProfileListQuery>): Measure["run"] =>
  ({ scope }) =>
    listProfiles(scope, { sort: "name", descending: false, page: 1, pageSize: 50, ...query });

export const measures: Measure[] = [
  { title: "match by userName", goal: 1.3, run: find((person) => `userName eq "person${person}@example.com"`) },
  { title: "match by externalId", goal: 3, run: find((person) => `externalId eq "External-${person}"`) },
  {
    title: "emails[type eq … and value eq …]",
    goal: 3,
    run: find((person) => `emails[type eq "work" and value eq "person${person}@work.example.com"]`),
  },
  {
    title: "department eq, 40 people",
    goal: 3,
    run: find(
      (person) =>
        `urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "department ${Math.floor(person / 40)}"`,
    ),
  },
  { title: "userName co, reads everybody", run: find((person) => `userName co "n${person}@"`) },
  { title: "totalResults alone (count=0)", run: (_, client) => client.ask("GET", "/Users?count=0") },
  { title: "first page of 100", goal: 2, run: (_, client) => client.ask("GET", "/Users?count=100") },
  {
    title: "page of 100 at nine tenths, cold",
    run: ({ people }, client, turn) => client.ask("GET", `/Users?count=100&startIndex=${Math.floor(people * 0.9) - turn}`),
  },
  { title: "one member more or less, group of 10", run: changeOneMember("small") },
  { title: "one member more or less, group of a tenth", goal: 2, run: changeOneMember("large") },
  { title: "Users: first page", goal: 3, run: users({}) },
  { title: "Users: second page by e-mail, downwards", goal: 3, run: users({ sort: "email", descending: true, page: 2 }) },
  {
    title: "Users: search",
    goal: 3,
    run: (population, client, turn) => users({ search: `person${somebody(population, turn)}@` })(population, client, turn),
  },
  { title: "Users: only active", goal: 3, run: users({ state: "active" }) },
  {
    title: "profile",
    goal: 2,
    run: async ({ scope }, client) => {
      const { body } = await client.ask("GET", filtered('userName eq "person500@example.com"'));
      return findProfile(scope, JSON.parse(body).Resources[0].id);
    },
  },
];

import type { Client } from "./client.ts";
import type { Population } from "./seed.ts";

/** A question whose cost should not grow with the account, or only as said. `turn` makes it another one each time. */
export type Measure = {
  title: string;
  goal?: Goal;
  run(population: Population, client: Client, turn: number): Promise<unknown>;
};

/**
 * At most so many times as slow, in the median: with as many people as the second size against the first, or, with the most
 * people, against another measure.
 */
export type Goal = { atMost: number; sizes: readonly [number, number] } | { atMost: number; measure: string };

const million = [1_000, 1_000_000] as const;
const pages = { atMost: 3, sizes: [100, 100_000] } as const;
const match = "match by userName";

const somebody = ({ people }: Population, turn: number) => 1 + ((turn * 7919) % people);
const filtered = (text: string) => `/Users?filter=${encodeURIComponent(text)}`;
const find =
  (filter: (person: number) => string): Measure["run"] =>
  (population, client, turn) =>
    client.ask("GET", filtered(filter(somebody(population, turn))));

async function idOf(client: Client, person: number): Promise<string> {
  const { body } = await client.ask("GET", filtered(`userName eq "person${person}@example.com"`));
  return JSON.parse(body).Resources[0].id;
}

/** Adds the last person, who is in neither group, or takes them out again. */
const changeOneMember =
  (size: "small" | "large"): Measure["run"] =>
  async ({ groups, people }, client, turn) => {
    const value = [{ value: await idOf(client, people) }];
    const operation = { op: turn % 2 === 0 ? "add" : "remove", path: "members", value };
    return client.ask("PATCH", `/Groups/${groups[size]}`, { Operations: [operation] });
  };

const open =
  (path: (population: Population, turn: number) => string): Measure["run"] =>
  (population, client, turn) =>
    client.open(path(population, turn));

export const measures: Measure[] = [
  {
    title: match,
    goal: { atMost: 1.3, sizes: million },
    run: find((person) => `userName eq "person${person}@example.com"`),
  },
  {
    title: "match by externalId",
    goal: { atMost: 3, measure: match },
    run: find((person) => `externalId eq "External-${person}"`),
  },
  {
    title: "emails[type eq … and value eq …]",
    goal: { atMost: 3, measure: match },
    run: find((person) => `emails[type eq "work" and value eq "person${person}@work.example.com"]`),
  },
  {
    title: "displayName eq",
    goal: { atMost: 3, measure: match },
    run: find((person) => `displayName eq "person ${person}"`),
  },
  {
    title: "department eq, 40 people",
    run: find(
      (person) =>
        `urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "department ${Math.floor(person / 40)}"`,
    ),
  },
  { title: "userName co, reads everybody", run: find((person) => `userName co "n${person}@"`) },
  { title: "totalResults alone (count=0)", run: (_, client) => client.ask("GET", "/Users?count=0") },
  { title: "first page of 100 and totalResults", run: (_, client) => client.ask("GET", "/Users?count=100") },
  {
    title: "page of 100 at nine tenths, cold",
    run: ({ people }, client, turn) =>
      client.ask("GET", `/Users?count=100&startIndex=${Math.max(2, Math.floor(people * 0.9) - turn)}`),
  },
  { title: "one member more or less, group of 10", run: changeOneMember("small") },
  {
    title: "one member more or less, group of a tenth",
    goal: { atMost: 2, measure: "one member more or less, group of 10" },
    run: changeOneMember("large"),
  },
  { title: "page Home", goal: pages, run: open(() => "/") },
  { title: "page Users: first", goal: pages, run: open(() => "/users") },
  { title: "page Users: second", goal: pages, run: open(() => "/users?page=2") },
  { title: "page Users: by e-mail, downwards", goal: pages, run: open(() => "/users?sort=-email") },
  {
    title: "page Users: search",
    goal: pages,
    run: open((population, turn) => `/users?q=${encodeURIComponent(`person${somebody(population, turn)}@`)}`),
  },
  { title: "page Users: only active", goal: pages, run: open(() => "/users?state=active") },
  {
    title: "page of a person",
    goal: pages,
    run: async (population, client) => client.open(`/users/${await idOf(client, Math.ceil(population.people / 2))}`),
  },
  { title: "page SCIM Setup", goal: pages, run: open(() => "/settings/scim") },
  { title: "page Reporting, with what is streamed", goal: pages, run: open(() => "/reporting") },
];

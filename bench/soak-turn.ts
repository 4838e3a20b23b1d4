import type { Client } from "./scale/client.ts";
import type { Population } from "./scale/seed.ts";

const below = (limit: number) => Math.floor(Math.random() * limit);
const filtered = (text: string) => `/Users?filter=${encodeURIComponent(text)}`;

/** One request of what a directory and an admin do all day, chosen by chance; changes look for their person first. */
export function mixedTurn({ people, groups }: Population): (client: Client) => Promise<unknown> {
  let created = 0;
  const name = () => `person${1 + below(people)}@example.com`;
  const idOf = async (client: Client) =>
    JSON.parse((await client.ask("GET", filtered(`userName eq "${name()}"`))).body).Resources[0].id;
  const patch = (path: string, operation: object) => (client: Client) => client.ask("PATCH", path, { Operations: [operation] });

  const turns: [share: number, turn: (client: Client) => Promise<unknown>][] = [
    [40, (client) => client.ask("GET", filtered(`userName eq "${name()}"`))],
    [10, async (client) => client.ask("GET", `/Users/${await idOf(client)}`)],
    [
      15,
      async (client) => patch(`/Users/${await idOf(client)}`, { op: "replace", path: "title", value: `${below(1e6)}` })(client),
    ],
    [10, (client) => client.ask("POST", "/Users", { userName: `soak${created++}@example.com`, displayName: "New" })],
    [8, (client) => client.ask("GET", `/Users?count=100&startIndex=${1 + below(5) * 100}`)],
    [
      10,
      async (client) => {
        const value = [{ value: await idOf(client) }];
        return patch(`/Groups/${groups.small}`, { op: below(2) ? "add" : "remove", path: "members", value })(client);
      },
    ],
    [2, (client) => client.ask("GET", `/Groups/${groups.large}`)],
    [5, (client) => client.open("/users")],
  ];
  const all = turns.reduce((sum, [share]) => sum + share, 0);
  return (client) => {
    let rest = below(all);
    for (const [share, turn] of turns) {
      if (rest < share) return turn(client);
      rest -= share;
    }
    throw new Error("The shares add up.");
  };
}

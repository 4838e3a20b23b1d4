import { type Act, poolNames } from "./acts.ts";
import { everybody, type Lives } from "./model.ts";

const userNames = ["ann", "bob", "cem", "dee", "eve", "fay", "gus", "hal", "ida", "jan"];
const externalIds = [undefined, "x1", "x2"];
const percents = [0, 10, 10, 60];

/** More than leave before it can be a mass leave. */
const crowdSize = 23;

/** Throws of dice: each chooses one of what there is. */
export type Dice = readonly number[];

const one = <Value>(of: readonly Value[], die = 0): Value | undefined => of[die % of.length];

/** Up to three, in an order of the dice. */
const some = (of: readonly string[], first = 0, step = 0): string[] => {
  const chosen = [0, 1, 2].map((index) => one(of, first + index * (1 + (step % 7))));
  return [...new Set(chosen)].filter((name) => name !== undefined).slice(0, 1 + (step % 3));
};

const configurationOf = (lives: Lives, die = 0) => one([...lives.configurations.keys()], die);
const people = (lives: Lives) => [...lives.people.keys()];
const poolOf = (die = 0) => one(poolNames, die) ?? "learning";
const userNameOf = (die = 0) => one(userNames, die) ?? "ann";
const groupOf = (lives: Lives, die = 0) => one([...lives.groups.keys()], die);
const ruleOf = (lives: Lives, die = 0) => one(lives.rules, die)?.rule;
/** Two in three by an IdP, the others by an admin. */
const byOf = (lives: Lives, die = 0) => (die % 3 === 0 ? undefined : configurationOf(lives, die));
const deletedOf = (lives: Lives, die = 0) =>
  one(
    everybody(lives).filter(({ deleted }) => deleted !== undefined),
    die,
  )?.name;

/** Somebody and the pool in which they stand so. */
function seatIn(lives: Lives, state: string, die = 0): { person: string; pool: string } | undefined {
  const fitting = everybody(lives).flatMap(({ name, seats }) =>
    [...seats].filter(([, seat]) => seat.state === state).map(([pool]) => ({ person: name, pool })),
  );
  return one(fitting, die);
}

function excludedOf(lives: Lives, die = 0): { person: string; pool: string } | undefined {
  const fitting = everybody(lives).flatMap(({ name, excluded }) => [...excluded].map((pool) => ({ person: name, pool })));
  return one(fitting, die);
}

type Pick = (lives: Lives, dice: Dice) => Act[];

const toPeople =
  (kind: "dismiss" | "suspend" | "unsuspend"): Pick =>
  (lives, [a, b]) =>
    lives.people.size > 0 ? [{ kind, people: some(people(lives), a, b) }] : [];

const ofLicenses =
  (kind: "assign" | "return"): Pick =>
  (lives, [a, b, c]) =>
    lives.people.size > 0 ? [{ kind, pool: poolOf(c), people: some(people(lives), a, b) }] : [];

/**
 * What exactly happens, by dice: one act, several in a row, or none when there is nobody to whom it could. Changes nothing.
 * How often: `kinds`.
 */
export const picks = {
  connect: (lives, [a = 0, b]) =>
    lives.configurations.size < 4
      ? [{ kind: "connect", configuration: `c${lives.acts}`, pool: a % 3 === 0 ? undefined : poolOf(b) }]
      : [],
  disconnect: (lives, [a]) => {
    const configuration = configurationOf(lives, a);
    return configuration && lives.configurations.size > 1 ? [{ kind: "disconnect", configuration }] : [];
  },
  post: (lives, [a, b, c, d = 0]) => {
    const configuration = configurationOf(lives, a);
    const person = { person: `u${lives.acts}`, userName: userNameOf(b), externalId: one(externalIds, c), active: d % 5 > 0 };
    return configuration ? [{ kind: "post", configuration, ...person }] : [];
  },
  patch: (lives, [a, b, c = 0, d = 0]) => {
    const configuration = configurationOf(lives, a);
    const person = one(people(lives), b);
    const values = { ...(c % 4 > 0 && { active: c % 2 === 0 }), ...(d % 6 === 0 && { userName: userNameOf(c) }) };
    return configuration && person ? [{ kind: "patch", configuration, person, ...values }] : [];
  },
  delete: (lives, [a, b]) => {
    const configuration = configurationOf(lives, a);
    const person = one(people(lives), b);
    return configuration && person ? [{ kind: "delete", configuration, person }] : [];
  },
  add: (lives, [a]) => [{ kind: "add", person: `u${lives.acts}`, userName: userNameOf(a) }],
  dismiss: toPeople("dismiss"),
  restore: (lives, [a]) => {
    const person = deletedOf(lives, a);
    return person ? [{ kind: "restore", person }] : [];
  },
  erase: (lives, [a]) => {
    const person = deletedOf(lives, a);
    return person ? [{ kind: "erase", person }] : [];
  },
  suspend: toPeople("suspend"),
  unsuspend: toPeople("unsuspend"),
  assign: ofLicenses("assign"),
  return: ofLicenses("return"),
  lift: (lives, [a]) => {
    const exclusion = excludedOf(lives, a);
    return exclusion ? [{ kind: "lift", ...exclusion }] : [];
  },
  front: (lives, [a]) => {
    const waiting = seatIn(lives, "waiting", a);
    return waiting ? [{ kind: "front", ...waiting }] : [];
  },
  activate: (lives, [a]) => {
    const invited = seatIn(lives, "invited", a);
    return invited ? [{ kind: "activate", ...invited }] : [];
  },
  resize: (_, [a, b = 0]) => [{ kind: "resize", pool: poolOf(a), total: b % 6 }],
  count: (_, [a, b = 0]) => [{ kind: "count", pool: poolOf(a), invited: b % 2 === 0 }],
  group: (lives, [a, b, c]) => {
    const configuration = byOf(lives, a);
    const members = configuration ? some(people(lives), b, c) : [];
    return [{ kind: "group", group: `g${lives.acts}`, configuration, members }];
  },
  members: (lives, [a, b, c, d, e = 0]) => {
    const [group, configuration] = [groupOf(lives, a), byOf(lives, b)];
    const add = some(people(lives), c, e);
    const remove = some(people(lives), d, e).filter((name) => !add.includes(name));
    const full = configuration !== undefined && e % 4 === 0;
    return group ? [{ kind: "members", group, configuration, add, remove: full ? [] : remove, full }] : [];
  },
  ungroup: (lives, [a, b]) => {
    const group = groupOf(lives, a);
    return group ? [{ kind: "ungroup", group, configuration: byOf(lives, b) }] : [];
  },
  release: (lives, [a]) => {
    const group = groupOf(lives, a);
    return group ? [{ kind: "release", group }] : [];
  },
  rule: (lives, [a, b]) => {
    const group = groupOf(lives, a);
    return group ? [{ kind: "rule", rule: `r${lives.acts}`, group, pool: poolOf(b) }] : [];
  },
  unrule: (lives, [a]) => {
    const rule = ruleOf(lives, a);
    return rule ? [{ kind: "unrule", rule }] : [];
  },
  order: (lives, [a, b = 0]) => {
    const rule = ruleOf(lives, a);
    return rule ? [{ kind: "order", rule, place: (b % lives.rules.length) + 1 }] : [];
  },
  percent: (_, [a]) => [{ kind: "percent", percent: one(percents, a) ?? 10 }],
  decide: (_, [a = 0]) => [{ kind: "decide", resolution: a % 3 === 0 ? "released" : "restored" }],
  /** Many are provisioned one after the other. */
  crowd: (lives, [a]) => {
    const configuration = configurationOf(lives, a);
    const names = Array.from({ length: crowdSize }, (_, index) => `${lives.acts}-${index}`);
    return configuration && lives.people.size < 60
      ? names.map((name) => ({ kind: "post", configuration, person: `u${name}`, userName: name, externalId: name, active: true }))
      : [];
  },
  /** An IdP deactivates or deletes many of its people one after the other. */
  exodus: (lives, [a, b = 0]) => {
    const configuration = configurationOf(lives, a);
    const linked = everybody(lives).filter(({ links }) => configuration && links.get(configuration)?.active);
    return linked.slice(0, crowdSize).flatMap(({ name: person }, index): Act[] => {
      if (!configuration) return [];
      const deletes = b % 3 === 0 || (b % 3 === 1 && index % 2 === 0);
      return [deletes ? { kind: "delete", configuration, person } : { kind: "patch", configuration, person, active: false }];
    });
  },
} satisfies Record<string, Pick>;

export type Kind = keyof typeof picks;

/** How often a kind is thrown, of about a hundred times. */
const weights: Record<Kind, number> = {
  connect: 2,
  disconnect: 1,
  post: 12,
  patch: 12,
  delete: 5,
  add: 3,
  dismiss: 2,
  restore: 2,
  erase: 1,
  suspend: 3,
  unsuspend: 3,
  assign: 8,
  return: 5,
  lift: 2,
  front: 3,
  activate: 6,
  resize: 4,
  count: 2,
  group: 3,
  members: 9,
  ungroup: 1,
  release: 1,
  rule: 4,
  unrule: 1,
  order: 2,
  percent: 1,
  decide: 2,
  crowd: 2,
  exodus: 3,
};

export const kinds = (Object.keys(picks) as Kind[]) // Object.keys forgets the names
  .flatMap((kind) => Array.from({ length: weights[kind] }, () => kind));

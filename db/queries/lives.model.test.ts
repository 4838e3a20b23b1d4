import fc from "fast-check";
import { expect, it } from "vitest";
import type { Act } from "../testing/lives/acts.ts";
import { apply } from "../testing/lives/apply.ts";
import { newWorld, perform, type World } from "../testing/lives/database.ts";
import { pictureOf } from "../testing/lives/database-picture.ts";
import { untold } from "../testing/lives/log.ts";
import { type Lives, newLives, picture } from "../testing/lives/model.ts";
import { type Dice, type Kind, kinds, picks } from "../testing/lives/pick.ts";
import { examine } from "./doctor.ts";

/** `npm run model` asks for more, and for another seed. */
const runs = Number(process.env.MODEL_RUNS ?? 6);
/** A life has as many commands on average as half of the most; some of them find nobody to whom they could happen. */
const longest = 230;
const minutes = Number(process.env.MODEL_MINUTES ?? 0.5);
const seed = Number(process.env.MODEL_SEED ?? 7644);

const counted = { lives: 0, commands: 0, acts: 0 };

/** One throw of the dice: it happens to both, and both must tell the same. */
function command(kind: Kind, dice: Dice): fc.AsyncCommand<Lives, World> {
  let happened: Act[] = [];
  return {
    check: (lives) => picks[kind](lives, dice).length > 0,
    run: async (lives, world) => {
      happened = picks[kind](lives, dice);
      counted.commands++;
      for (const act of happened) {
        counted.acts++;
        const told = { act, answer: await perform(world, act) };
        expect(told).toEqual({ act, answer: apply(lives, act) });
      }
      expect({ findings: await examine(world.scope), ...(await pictureOf(world)) }).toEqual({ findings: [], ...picture(lives) });
      expect(await untold(world.scope)).toEqual([]);
    },
    toString: () => happened.map((act) => JSON.stringify(act)).join("\n"),
  };
}

/** An account where something can happen from the first throw on. */
const beginning: Act[] = [
  { kind: "connect", configuration: "entra", pool: "advanced" },
  { kind: "connect", configuration: "okta", pool: undefined },
  { kind: "group", group: "everybody", configuration: undefined, members: [] },
];

const arbitraryCommand = fc
  .tuple(fc.constantFrom(...kinds), fc.array(fc.nat(9999), { minLength: 5, maxLength: 5 }))
  .map(([kind, dice]) => command(kind, dice));

it(`${runs} lives of up to ${longest} commands leave in the database what the model says, and nothing for the doctor`, async () => {
  const end = performance.now() + minutes * 60_000;
  const lives = fc.commands([arbitraryCommand], { maxCommands: longest, size: "max" });
  const property = fc.asyncProperty(lives, async (commands) => {
    // what does not fit into the time is not lived, nor are smaller counterexamples looked for
    if (performance.now() > end) return;
    const [model, real] = [newLives(), await newWorld()];
    for (const act of beginning) expect(await perform(real, act)).toBe(apply(model, act));
    await fc.asyncModelRun(() => ({ model, real }), commands);
    counted.lives++;
  });
  try {
    await fc.assert(property, { numRuns: runs, seed });
  } finally {
    process.stdout.write(`${counted.lives} lives, ${counted.commands} commands, ${counted.acts} acts, seed ${seed}\n`);
  }
}, 7_200_000);

import { Command, InvalidArgumentError, Option } from "commander";
import { createClient } from "./client.ts";
import { openDirectory, saveDirectory } from "./directory.ts";
import { type IdpName, identityProviders, isIdpName } from "./identity-providers.ts";
import { progressLine } from "./progress.ts";
import { emptyReport, succeeded, toJson, toText } from "./report.ts";
import { type ScenarioName, scenarios } from "./scenarios.ts";
import type { Stage } from "./stage.ts";

type Options = {
  url: string;
  token: string;
  users: number;
  groups?: number;
  days: number;
  repeatEvery?: number;
  scenario: ScenarioName;
  defaultAccess: "skip" | "send";
  rate: number;
  seed: number;
  concurrency: number;
  directory?: string;
  json?: true;
};

const wholeNumber = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("a whole number, 0 or more");
  return Number(text);
};

const address = (text: string): string => {
  if (!/^https?:$/.test(URL.parse(text)?.protocol ?? "")) throw new InvalidArgumentError("an http(s) address");
  return text;
};

const idpName = (text: string): IdpName => {
  if (!isIdpName(text)) throw new InvalidArgumentError(names);
  return text;
};

const names = Object.keys(identityProviders).join(" or ");
const program = new Command("idp")
  .description("Plays an identity provider against a SCIM 2.0 endpoint.")
  .argument("<idp>", names, idpName)
  .requiredOption("--url <tenant URL>", "the endpoint's base URL", address)
  .requiredOption("--token <token>", "its bearer token")
  .option("--users <n>", "people in the directory", wholeNumber, 200)
  .option("--groups <n>", "groups in the directory (scenarios about groups: 10, else none)", wholeNumber)
  .addOption(new Option("--scenario <name>", "what happens").choices(Object.keys(scenarios)).default("first-sync"))
  .addOption(
    new Option("--default-access <what>", 'people whose role is "Default Access"').choices(["skip", "send"]).default("skip"),
  )
  .option("--days <n>", "cycles into which the scenario year is cut", wholeNumber, 365)
  .option("--repeat-every <n>", "which write is sent twice, as after a lost answer (year: 17, else none)", wholeNumber)
  .option("--rate <n>", "requests per second, 0 for no limit", wholeNumber, 25)
  .option("--seed <n>", "which people", wholeNumber, 1)
  .option("--concurrency <n>", "people worked on at once", wholeNumber, 4)
  .option("--directory <file>", "keeps people and ids between runs")
  .option("--json", "one JSON object on stdout instead of a table");

async function run(name: IdpName, options: Options): Promise<number> {
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort(new Error("stopped by Ctrl-C")));
  const report = emptyReport();
  const progress = progressLine(process.stderr);
  const scenario = scenarios[options.scenario];
  const { users: count, groups = scenario.groups, seed, directory: file } = options;
  const directory = openDirectory({ idp: name, count, groups, seed, file });
  const { headers, throttledAttempts, open, spellings } = identityProviders[name];
  const client = createClient({
    ...options,
    repeatEvery: options.repeatEvery ?? scenario.repeatEvery,
    headers,
    throttledAttempts,
    signal: stop.signal,
    onCall: (call) => report.calls.push(call),
  });
  const stage: Stage = {
    ...options,
    client,
    directory,
    idp: open(client, directory),
    spellings: spellings.map((spelling) => spelling(client, directory)),
    report,
    signal: stop.signal,
    progress: progress.show,
  };
  const started = performance.now();
  try {
    await scenario.play(stage);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  }
  progress.clear();
  if (file !== undefined) saveDirectory(directory, file);
  const seconds = Number(((performance.now() - started) / 1000).toFixed(1));
  const summary = { idp: name, scenario: options.scenario, url: options.url, seconds };
  const sent = directory.people.filter((person) => person.id !== undefined);
  process.stdout.write(`${options.json ? JSON.stringify(toJson(summary, report, sent)) : toText(summary, report)}\n`);
  if (stop.signal.aborted) return 130;
  return succeeded(report) ? 0 : 1;
}

program.parse();
const [name]: IdpName[] = program.processedArgs;
try {
  if (name) process.exitCode = await run(name, program.opts<Options>());
} catch (error) {
  process.stderr.write(`idp: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}

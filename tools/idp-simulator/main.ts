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
  .addOption(new Option("--scenario <name>", "what happens").choices(Object.keys(scenarios)).default("first-sync"))
  .addOption(
    new Option("--default-access <what>", 'people whose role is "Default Access"').choices(["skip", "send"]).default("skip"),
  )
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
  const directory = openDirectory({ idp: name, count: options.users, seed: options.seed, file: options.directory });
  const { headers, throttledAttempts, open, spellings } = identityProviders[name];
  const client = createClient({
    ...options,
    headers,
    throttledAttempts,
    signal: stop.signal,
    onCall: (call) => report.calls.push(call),
  });
  const stage: Stage = {
    ...options,
    directory,
    idp: open(client, directory),
    spellings: spellings.map((spelling) => spelling(client, directory)),
    report,
    signal: stop.signal,
    progress: progress.show,
  };
  const started = performance.now();
  try {
    await scenarios[options.scenario](stage);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  }
  progress.clear();
  if (options.directory !== undefined) saveDirectory(directory, options.directory);
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

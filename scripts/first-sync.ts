import { z } from "zod";
import { failure } from "./report.mjs";
import { runNode } from "./run.ts";

const configuration = z.object({ tenantUrl: z.string(), token: z.string() });

/** What an admin and an identity provider do with the demo account: a configuration with auto-assign, then the first sync. */
export async function firstSync(env: NodeJS.ProcessEnv, { people, groups }: { people: number; groups: number }): Promise<void> {
  const license = ["--auto-assign", "--instance", "Sales Navigator", "--license", "Advanced"];
  const create = ["configuration", "create", "--account", "demo", "--name", "Microsoft Entra ID", ...license, "--json"];
  const created = await run(["cli/account-center.ts", ...create], env);
  const { tenantUrl, token } = configuration.parse(JSON.parse(created));
  const size = ["--users", String(people), "--groups", String(groups), "--rate", "0"];
  await run(["tools/idp-simulator/main.ts", "entra", "--url", tenantUrl, "--token", token, ...size], env);
}

async function run(args: string[], env: NodeJS.ProcessEnv): Promise<string> {
  const { code, stdout, stderr } = await runNode(args, { env });
  if (code !== 0) throw failure(`${args[0]} ended with exit code ${code}.`, stdout + stderr);
  return stdout;
}

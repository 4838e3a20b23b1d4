import { describe, expect, it } from "vitest";
import type { Pool } from "../pool.ts";
import type { Configuration } from "../settings/scim/configurations-table.tsx";
import { attentionItems } from "./attention-items.ts";

const configuration = (values: Partial<Configuration & { failed: number }>) => ({
  ...{ id: "1", name: "Entra ID", tokens: 1, people: 3, health: "working" as const, failed: 0 },
  ...values,
});
const pool = (values: Partial<Pool>): Pool => ({
  ...{ id: "p", instanceName: "Learning", licenseType: "Learning", total: 5, available: 1, invited: 4, activated: 0, waiting: 0 },
  ...values,
});
const none = { configurations: [], expiring: [], pools: [], massLeave: undefined };
const titles = (facts: Partial<typeof none> | object) => attentionItems({ ...none, ...facts }).map(({ title }) => title);

describe("what needs attention", () => {
  it("is nothing while everything works", () => {
    expect(titles({ configurations: [configuration({}), configuration({ health: "not-called" })], pools: [pool({})] })).toEqual(
      [],
    );
  });

  it("is told the worst first, each once", () => {
    const configurations = [
      configuration({ health: "syncing", failed: 2 }),
      configuration({ id: "2", name: "Okta", health: "refused", tokens: 0 }),
      configuration({ id: "3", name: "OneLogin", health: "paused" }),
    ];
    const pools = [
      pool({ available: 0 }),
      pool({ id: "q", instanceName: "Elevate", licenseType: "Elevate", available: 0, waiting: 1 }),
    ];
    const expiring = [{ configurationId: "1", configurationName: "Entra ID", expiresAt: new Date(Date.now() + 86_400_000) }];
    expect(titles({ configurations, pools, expiring, massLeave: { people: 40, trippedAt: new Date() } })).toEqual([
      "40 people left within an hour",
      "Okta has no access token that works",
      "The access token of Entra ID expires soon",
      "2 calls of Entra ID failed",
      "OneLogin is paused",
      "1 person waits for Elevate",
      "Learning is full",
    ]);
  });
});

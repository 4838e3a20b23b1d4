import { describe, expect, it } from "vitest";
import { activityFilter, activityParams } from "./activity-query.ts";

const now = Date.parse("2026-03-01T12:00:00Z");
const read = (query: string) => activityFilter(activityParams(new URLSearchParams(query)), now);

describe("the address of the Activity log", () => {
  it("names whom, what, who and when", () => {
    expect(read("about=1&configuration=2&kind=people&by=idp&time=24h")).toEqual({
      ...{ about: "1", configurationId: "2", kind: "people", by: { kind: "idp" } },
      ...{ from: new Date("2026-02-28T12:00:00Z"), until: undefined },
    });
    expect(read("from=2026-01-01T00:00:00Z&until=2026-02-01T00:00:00Z")).toMatchObject({
      ...{ from: new Date("2026-01-01"), until: new Date("2026-02-01"), by: undefined },
    });
    expect(read("by=0198a5c2-0000-7000-8000-000000000000").by).toEqual({ id: "0198a5c2-0000-7000-8000-000000000000" });
  });

  it("leaves out what no database can be asked for", () => {
    for (const time of ["x", "-271821-04-20T00:00:00Z", "+275760-09-13T00:00:00Z", "99999999999999999999"]) {
      expect(read(`from=${encodeURIComponent(time)}`).from, time).toBeUndefined();
    }
    expect(activityParams({ about: "\u0000\ud800", kind: ["a", "b"], page: "7" })).toEqual({ kind: "a" });
  });
});

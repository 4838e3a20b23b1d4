import { expect, test, vi } from "vitest";
import { type CurrentAdmin, currentAdmin } from "#lib/auth.ts";
import { POST } from "./route.ts";

vi.mock("#lib/auth.ts", () => ({ currentAdmin: vi.fn() }));

test("somebody is here: their session is touched", async () => {
  vi.mocked(currentAdmin).mockResolvedValueOnce({ adminId: "me" } as CurrentAdmin); // the route asks only whether there is one
  expect((await POST()).status).toBe(204);
  expect(currentAdmin).toHaveBeenCalledExactlyOnceWith({ touch: true });
});

test("a session that has ended does not come back", async () => {
  vi.mocked(currentAdmin).mockResolvedValueOnce(undefined);
  expect((await POST()).status).toBe(401);
});

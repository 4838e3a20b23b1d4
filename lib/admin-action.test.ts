import { redirect } from "next/navigation";
import { beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { adminAction } from "./admin-action.ts";
import { type CurrentAdmin, currentAdmin, type Role } from "./auth.ts";
import { AppError } from "./errors.ts";
import { log } from "./log.ts";

vi.mock("./auth.ts", async (original) => ({ ...(await original()), currentAdmin: vi.fn() }));
const logged = vi.spyOn(log(), "error").mockImplementation(() => {});

/** As much of an admin as an action looks at. */
const signIn = (role: Role | undefined) =>
  vi.mocked(currentAdmin).mockResolvedValue(role && ({ accountId: "mine", adminId: "me", role } as CurrentAdmin));

const schema = z.object({ name: z.string("Enter a name.").max(5, "Use at most 5 characters.") });
const work = vi.fn(async (_admin: CurrentAdmin, { name }: { name: string }) => ({ greeting: `Hello ${name}` }));
const action = adminAction({ role: "full", schema }, work);

function send(values: Record<string, string>, run = action) {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return run({ ok: false }, form);
}

beforeEach(() => {
  vi.clearAllMocks();
  signIn("full");
});

test("a Full admin's input reaches the work, and what it makes reaches the form", async () => {
  expect(await send({ name: " Ann " })).toEqual({ ok: true, greeting: "Hello Ann" });
  expect(work).toHaveBeenCalledWith(expect.objectContaining({ accountId: "mine" }), { name: "Ann" });
});

test("a Sub admin is refused on the server and keeps what was typed", async () => {
  signIn("sub");
  expect(await send({ name: "Ann" })).toMatchObject({
    ok: false,
    message: "Only a Full admin can do this.",
    values: { name: "Ann" },
  });
  expect(work).not.toHaveBeenCalled();
});

test("a Sub admin may do what is open to every admin", async () => {
  signIn("sub");
  expect(await send({ name: "Ann" }, adminAction({ role: "sub", schema }, work))).toMatchObject({ ok: true });
});

test("an ended session loses nothing that was typed", async () => {
  signIn(undefined);
  const state = await send({ name: "Ann", password: "secret" });
  expect(state).toMatchObject({ ok: false, message: expect.stringContaining("session has ended"), values: { name: "Ann" } });
  expect(state.values).not.toHaveProperty("password");
  expect(work).not.toHaveBeenCalled();
});

test("bad input is told at its field", async () => {
  expect(await send({ name: "" })).toMatchObject({ ok: false, message: undefined, fields: { name: "Enter a name." } });
  expect(await send({ name: "too long" })).toMatchObject({
    fields: { name: "Use at most 5 characters." },
    values: { name: "too long" },
  });
  expect(work).not.toHaveBeenCalled();
});

test("a refusal of the data layer stands at its field, else above the form", async () => {
  work.mockRejectedValueOnce(new AppError("conflict", "This name is taken.", { name: "This name is taken." }));
  expect(await send({ name: "Ann" })).toMatchObject({ ok: false, message: undefined, fields: { name: "This name is taken." } });
  work.mockRejectedValueOnce(new AppError("not_found", "This is gone."));
  expect(await send({ name: "Ann" })).toMatchObject({ ok: false, message: "This is gone.", fields: undefined });
  expect(logged).not.toHaveBeenCalled();
});

test("a bug is told calmly, with an id that the log knows and without its reason", async () => {
  work.mockRejectedValueOnce(new Error("connection to 10.0.0.5 lost"));
  const state = await send({ name: "Ann" });
  const [entry] = logged.mock.calls[0] ?? [];
  expect(state).toMatchObject({ ok: false, values: { name: "Ann" } });
  expect(state.message).not.toContain("10.0.0.5");
  expect(state.message).toContain(Reflect.get(Object(entry), "requestId"));
});

test("a redirect of the work is a redirect", async () => {
  const leave = adminAction({ role: "full", schema }, async (): Promise<{ greeting: string }> => redirect("/users"));
  await expect(send({ name: "Ann" }, leave)).rejects.toMatchObject({ digest: expect.stringContaining("/users") });
});

test("an action that makes nothing is simply ok", async () => {
  expect(
    await send(
      { name: "Ann" },
      adminAction({ role: "full", schema }, async () => {}),
    ),
  ).toEqual({ ok: true });
});

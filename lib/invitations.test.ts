import { SignJWT } from "jose";
import { beforeAll, expect, it, vi } from "vitest";
import { newId } from "./ids.ts";
import { invitationDays, invitationPath, openInvitationLink } from "./invitations.ts";

const secret = "a secret of at least 32 characters";
beforeAll(() => {
  vi.stubEnv("APP_SECRET", secret);
  return () => vi.unstubAllEnvs();
});

const day = 86_400_000;
const invitation = { accountId: newId(), poolId: newId(), userId: newId(), invitationId: newId() };
const tokenOf = async (invitedAt: Date) => (await invitationPath(invitation, invitedAt)).replace("/activate/", "");

it("a link names its invitation, and is the same whenever it is copied", async () => {
  const invitedAt = new Date();
  const token = await tokenOf(invitedAt);
  expect(await openInvitationLink(token)).toEqual({ kind: "signed", invitation });
  expect(await tokenOf(invitedAt)).toBe(token);
});

it("a link expires", async () => {
  expect(await openInvitationLink(await tokenOf(new Date(Date.now() - (invitationDays - 1) * day)))).toMatchObject({
    kind: "signed",
  });
  expect(await openInvitationLink(await tokenOf(new Date(Date.now() - (invitationDays + 1) * day)))).toEqual({ kind: "expired" });
});

it("a link that anybody changed, or made with another key or none, is wrong", async () => {
  const token = await tokenOf(new Date());
  const [header = "", payload = "", signature = ""] = token.split(".");
  const other = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(payload, "base64url").toString()), u: newId() }));
  const unsigned = Buffer.from('{"alg":"none"}').toString("base64url");
  const claims = { a: invitation.accountId, p: invitation.poolId, u: invitation.userId, i: invitation.invitationId };
  const signed = (key: string) =>
    new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).setExpirationTime("1d").sign(new TextEncoder().encode(key));
  const wrong = [
    "",
    "x",
    "a.b.c",
    `${header}.${other.toString("base64url")}.${signature}`,
    `${header}.${payload}.`,
    `${unsigned}.${payload}.`,
    `${header}.${payload}.${signature.replace(/^./, (first) => (first === "A" ? "B" : "A"))}`,
    await signed("another secret of at least 32 characters"),
    await signed(secret), // the secret itself is not the key of invitations
  ];
  for (const text of wrong) expect(await openInvitationLink(text), text).toEqual({ kind: "wrong" });
});

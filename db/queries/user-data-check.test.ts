import { expect, it } from "vitest";
import { makeAccount, makeConfiguration, makePool, makeUser } from "../testing.ts";
import type { ScimScope } from "./scope.ts";
import { checkUserData, listUserDataProblems } from "./user-data-check.ts";

const person = (configuration: ScimScope, userName: string, email: string, externalId?: string) =>
  makeUser(configuration, { userName, emails: [{ value: email, primary: true }] }, { externalId });

it("people without unique ID and those who share an e-mail or a unique ID are counted and listed, in their account alone", async () => {
  const account = await makeAccount();
  await makePool(account, 1);
  const [entra, okta] = [await makeConfiguration(account), await makeConfiguration(account)];
  await person(entra, "ann", "ann@example.com", "1");
  await person(entra, "bob", "Shared@example.com", "2");
  await person(okta, "cid", "shared@example.com", "2");
  await person(entra, "dan", "dan@example.com");
  expect(await checkUserData(account)).toEqual({ people: 4, noUniqueId: 1, sameEmail: 2, sameUniqueId: 2 });
  const found = async (problem?: "noUniqueId" | "sameEmail" | "sameUniqueId") =>
    (await listUserDataProblems(account, 10, problem)).map(({ userName, problems }) => `${userName}: ${problems.join()}`);
  expect(await found("noUniqueId")).toEqual(["dan: noUniqueId"]);
  expect(await found("sameEmail")).toEqual(["bob: sameEmail,sameUniqueId", "cid: sameEmail,sameUniqueId"]);
  expect(await found()).toHaveLength(3);
  expect(await listUserDataProblems(account, 1)).toHaveLength(1);

  const stranger = await makeAccount();
  await makePool(stranger, 1);
  await person(await makeConfiguration(stranger), "ann", "ann@example.com", "1");
  expect(await checkUserData(stranger)).toEqual({ people: 1, noUniqueId: 0, sameEmail: 0, sameUniqueId: 0 });
  expect(await listUserDataProblems(stranger, 10)).toEqual([]);
});

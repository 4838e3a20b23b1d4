import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "../ids.ts";
import { handleScim } from "./handle.ts";
import { limits } from "./limits.ts";
import { baseUrl, scimError } from "./testing.ts";
import { type GroupIdp, makeGroupIdp, values } from "./testing-groups.ts";

let okta: GroupIdp;

beforeAll(async () => {
  okta = await makeGroupIdp();
});

const bodyOf = (bytes: number) => {
  const body = JSON.stringify({ displayName: `Group ${newId()}`, members: [] });
  return body.replace("[]", `[]${" ".repeat(bytes - body.length)}`);
};

/** A push whose body arrives as far as given, and waits for `finish`. */
function slowPush(): { answer: Promise<Response>; finish: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const text = new TextEncoder().encode(bodyOf(limits.bodyBytes + 2));
      controller.enqueue(text.subarray(0, -1));
      await promise;
      controller.enqueue(text.subarray(-1));
      controller.close();
    },
  });
  const headers = { authorization: `Bearer ${okta.token}`, "content-type": "application/scim+json" };
  // undici wants `duplex` for a stream; the DOM's types do not know it
  const init: RequestInit & { duplex: "half" } = { method: "POST", headers, body, duplex: "half" };
  return { answer: handleScim(new Request(`${baseUrl}/Groups`, init)), finish: resolve };
}

/** Has the body been read as far as it arrived? */
const settle = () => new Promise((resolve) => setTimeout(resolve, 200));

describe("bodies of groups", () => {
  it.each([
    ["16 MiB are accepted", limits.groupBodyBytes, 201],
    ["one byte more is 413", limits.groupBodyBytes + 1, 413],
  ])("%s", async (_, bytes, status) => {
    expect(await okta("POST /Groups", bodyOf(bytes))).toMatchObject({ status });
  });

  it("a push of 20,000 members is applied", async () => {
    const known = await Promise.all(Array.from({ length: 10 }, () => okta.person()));
    const unknown = Array.from({ length: 20_000 }, newId);
    const id = await okta.group();
    const answer = await okta.patch(id, { op: "replace", path: "members", value: values(...unknown, ...known) });
    expect(answer).toMatchObject({ status: 200 });
    expect(await okta.membersOf(id)).toEqual(known.toSorted());
  });

  it("of large ones two are in work at once, a third waits for its turn, small ones do not", async () => {
    const [first, second] = [slowPush(), slowPush()];
    await settle();
    const third = slowPush();
    third.finish();
    await settle();
    expect((await okta("POST /Groups", bodyOf(1000))).status).toBe(201);
    first.finish();
    expect((await first.answer).status).toBe(201);
    expect((await third.answer).status).toBe(201);
    second.finish();
    expect((await second.answer).status).toBe(201);
  });

  it("who waits too long gets 503 with Retry-After, and its place is free again", async () => {
    const [first, second] = [slowPush(), slowPush()];
    await settle();
    const third = await okta("POST /Groups", bodyOf(limits.bodyBytes + 2));
    expect(third).toMatchObject(scimError(503));
    expect(third.headers.get("retry-after")).toMatch(/^\d+$/);
    for (const push of [first, second]) push.finish();
    expect((await Promise.all([first.answer, second.answer])).map(({ status }) => status)).toEqual([201, 201]);
    expect((await okta("POST /Groups", bodyOf(limits.bodyBytes + 2))).status).toBe(201);
  });
});

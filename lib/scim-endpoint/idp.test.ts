import { expect, it } from "vitest";
import { detectIdp } from "./idp.ts";

it.each([
  ["PingOne/1.0", "ping"],
  ["Mozilla ping-provisioner", "ping"],
  ["attribute-mapping-client/2", undefined],
  ["Shopping/1", undefined],
])("%s is %s", (agent, idp) => {
  const request = new Request("http://localhost/scim/v2/Users", { headers: { "user-agent": agent } });
  expect(detectIdp({ request, url: new URL(request.url) })).toBe(idp);
});

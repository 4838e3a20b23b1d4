// Server actions without their buttons: what somebody sends who knows the request but may not make it.
import { readFileSync } from "node:fs";
import type { APIRequestContext, Page, Request } from "@playwright/test";
import { z } from "zod";

export type Action = { url: string; headers: Record<string, string>; body: Buffer };

/** What `act` would have sent; the server never gets it from this page. */
export async function catchAction(page: Page, act: () => Promise<void>): Promise<Action> {
  const { promise, resolve } = Promise.withResolvers<Request>();
  const isAction = (request: Request) => request.method() === "POST" && "next-action" in request.headers();
  await page.route("**/*", (route) => {
    if (!isAction(route.request())) return route.continue();
    resolve(route.request());
    return route.abort();
  });
  await act();
  const request = await promise;
  await page.unroute("**/*");
  const { cookie: _, "content-length": __, ...headers } = await request.allHeaders();
  const sendable = Object.entries(headers).filter(([name]) => !name.startsWith(":"));
  return { url: request.url(), headers: Object.fromEntries(sendable), body: request.postDataBuffer() ?? Buffer.alloc(0) };
}

/** Sends a caught action with the cookies of `request`; answers the text of what the server said. */
export async function sendAction(request: APIRequestContext, { url, headers, body }: Action): Promise<string> {
  return (await request.post(url, { headers, data: body, maxRedirects: 0 })).text();
}

/** The same action about something else; ids are equally long, so that the parts of a multipart body keep their places. */
export function about(action: Action, id: string, other: string): Action {
  const body = action.body.toString("latin1");
  if (!body.includes(id)) throw new Error("the action does not carry this id");
  return { ...action, body: Buffer.from(body.replaceAll(id, other), "latin1") };
}

/** A server action as the build knows it, with a page that carries it. */
export type BuiltAction = { id: string; name: string; path: string };

const manifest = z.object({
  node: z.record(
    z.string(),
    z.object({ filename: z.string(), exportedName: z.string(), workers: z.record(z.string(), z.unknown()) }),
  ),
});

/** Every server action of the build that is running: one that is added tomorrow is in this list by itself. */
export function listActions(): BuiltAction[] {
  const { node } = manifest.parse(JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8")));
  return Object.entries(node).map(([id, { filename, exportedName, workers }]) => ({
    ...{ id, name: `${filename.replace(/^app\/(\(console\)\/)?/, "")} ${exportedName}` },
    path: pathOf(Object.keys(workers)[0] ?? ""),
  }));
}

/** "app/(console)/users/[id]/page" is "/users/0"; whatever the id, the action runs before the page is drawn. */
const pathOf = (worker: string): string => {
  const parts = worker.split("/").slice(1, -1);
  return `/${parts
    .filter((part) => !part.startsWith("("))
    .map((part) => (part.startsWith("[") ? "0" : part))
    .join("/")}`;
};

/** Sends an action as a form of its own would, with these fields and the cookies of `request`; answers what the server said. */
export async function callAction(request: APIRequestContext, { id, path }: BuiltAction, fields: Record<string, string> = {}) {
  const named = Object.entries(fields).map(([name, value]) => [`1_${name}`, value]);
  const multipart = { ...Object.fromEntries(named), "0": '[{"ok":false},"$K1"]' };
  const origin = new URL((await request.get("/api/auth/csrf")).url()).origin;
  const response = await request.post(path, {
    headers: { "next-action": id, origin, accept: "text/x-component" },
    multipart,
    maxRedirects: 0,
  });
  return { status: response.status(), text: await response.text() };
}

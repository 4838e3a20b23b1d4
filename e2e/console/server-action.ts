// Server actions without their buttons: what somebody sends who knows the request but may not make it.
import type { APIRequestContext, Page, Request } from "@playwright/test";

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

import { type HttpAnswer, httpClient } from "../load/http-client.ts";

export type Client = { ask(method: string, path: string, body?: unknown): Promise<HttpAnswer>; close(): void };

/** One connection to the endpoint with a token; throws unless the answer is a success. */
export function scimClient(url: string, token: string): Client {
  const base = new URL(url);
  const { send, close } = httpClient(base);
  const headers = `host: ${base.host}\r\nauthorization: Bearer ${token}\r\ncontent-type: application/scim+json\r\n`;
  return {
    close,
    async ask(method, path, body) {
      const text = body === undefined ? "" : JSON.stringify(body);
      const answer = await send(`${method} ${base.pathname}${path} HTTP/1.1\r\n${headers}`, text);
      if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.body.slice(0, 300)}`);
      return answer;
    },
  };
}

import { setTimeout as sleep } from "node:timers/promises";
import { pace } from "./pace.ts";
import { asResource, asResources, type Resource } from "./resource.ts";

export type Answer = { method: string; path: string; status: number; body: Resource; text: string };
/** One try of one request; status 0 is a connection that broke. */
export type Call = { kind: string; method: string; status: number; milliseconds: number };

export type ClientOptions = {
  url: string;
  token: string;
  /** As the identity provider sends them. */
  headers: Record<string, string>;
  /** Requests per second; 0 means without limit. */
  rate: number;
  signal: AbortSignal;
  onCall: (call: Call) => void;
  /** Tries of one request that is answered 429. */
  throttledAttempts: number;
  /** Tries of one request when the answer is 5xx or the connection breaks. */
  attempts?: number;
  /** First pause in milliseconds after a failed try; doubles each time. */
  backOff?: number;
  /** Milliseconds until a try is given up; Okta waits 60 s. */
  timeout?: number;
  /** Every n-th write is sent once more, as after an answer that was lost; 0 or absent means never. */
  repeatEvery?: number;
};

export type Client = ReturnType<typeof createClient>;

/** A SCIM client that retries like an identity provider: 429 after `Retry-After`, 5xx and broken connections with growing pauses. */
export function createClient(options: ClientOptions) {
  const { signal, attempts = 5, backOff = 500, timeout = 60_000, repeatEvery = 0 } = options;
  const turn = pace(options.rate, signal);
  let writes = 0;

  async function attempt(kind: string, method: string, path: string, body: unknown) {
    await turn();
    const started = performance.now();
    const record = (status: number) => options.onCall({ kind, method, status, milliseconds: performance.now() - started });
    try {
      const response = await fetch(joinUrl(options.url, path), {
        method,
        headers: { ...options.headers, Authorization: `Bearer ${options.token}` },
        body: body === undefined ? undefined : JSON.stringify(body),
        redirect: "manual",
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
      });
      const text = await response.text();
      record(response.status);
      return { status: response.status, text, retryAfter: response.headers.get("retry-after") };
    } catch (error) {
      signal.throwIfAborted();
      record(0);
      return { status: 0, text: reasonOf(error), retryAfter: null };
    }
  }

  const attemptsFor = (status: number) => {
    if (status === 429) return options.throttledAttempts;
    return status === 0 || status >= 500 ? attempts : 1;
  };

  /** Sends one request and returns whatever was answered in the end. */
  async function send(kind: string, method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await sendUntilAnswered(kind, method, path, body);
    if (method === "GET" || repeatEvery === 0) return answer;
    writes += 1;
    return writes % repeatEvery === 0 ? sendUntilAnswered(`${kind}, again`, method, path, body) : answer;
  }

  async function sendUntilAnswered(kind: string, method: string, path: string, body?: unknown): Promise<Answer> {
    for (let tries = 1; ; tries += 1) {
      const { status, text, retryAfter } = await attempt(kind, method, path, body);
      if (tries >= attemptsFor(status)) return { method, path, status, text, body: parse(text) };
      const told = status === 429 && /^\d+$/.test(retryAfter ?? ""); // Okta ignores HTTP dates
      await sleep(told ? Number(retryAfter) * 1000 : backOff * 2 ** (tries - 1), undefined, { signal });
    }
  }

  /** The resources that a query answers; a match that fails must not look like "not there". */
  async function list(kind: string, path: string): Promise<{ resources: Resource[]; totalResults: number }> {
    const { body } = expectStatus(await send(kind, "GET", path), 200);
    if (!Number.isInteger(body.totalResults)) throw new Error(`GET ${path}: totalResults is not an integer`);
    return { resources: asResources(body.Resources), totalResults: Number(body.totalResults) };
  }

  return { send, list };
}

export function expectStatus(answer: Answer, ...statuses: number[]): Answer {
  if (statuses.includes(answer.status)) return answer;
  const reason = [answer.body.scimType, answer.body.detail].filter(Boolean).join(": ") || answer.text.slice(0, 200);
  throw new Error(`${answer.method} ${answer.path} answered ${answer.status || "nothing"}: ${reason}`);
}

/** The tenant URL may carry a query of its own (`?aadOptscim062020`), which Entra sends along. */
export function joinUrl(base: string, path: string): string {
  const url = new URL(base);
  const [pathname = "", search] = path.split("?", 2);
  const query = [search, url.search.slice(1)].filter(Boolean).join("&");
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}${pathname}${query && `?${query}`}`;
}

function parse(text: string): Resource {
  try {
    return asResource(JSON.parse(text));
  } catch {
    return {};
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

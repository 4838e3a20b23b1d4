import { lookup } from "node:dns";
import http from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { AppError } from "../errors.ts";
import { t } from "../text.ts";
import { mayCall } from "./addresses.ts";

/** A call is over after this long, whatever arrived. In milliseconds. */
const timeout = 5_000;
/** Discovery documents, keys and tokens are a few kilobytes. In bytes. */
const largest = 512 * 1024;

type Asked = { method?: "GET" | "POST"; headers?: Record<string, string>; body?: string };
export type Answer = { status: number; text: string };

const unavailable = (message: string) => new AppError("unavailable", message);

/**
 * Calls a host that an admin named, not us: https, no address inside our own network, no redirects, little time and little
 * memory. The address that was checked is the one that is connected to. Throws AppError with the reason in words.
 */
export function guardedFetch(url: URL, { method = "GET", headers = {}, body = "" }: Asked = {}): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(literal) && !mayCall(literal, url.protocol)) return Promise.reject(refusedAddress(url));
  const request = (url.protocol === "http:" ? http : https).request(url, {
    method,
    headers: { accept: "application/json", ...headers, ...(body && { "content-length": Buffer.byteLength(body) }) },
    lookup: lookupFor(url),
    signal: AbortSignal.timeout(timeout),
    agent: false, // a connection of its own, to the address that was checked
  });
  request.on("error", (error) => reject(inWords(url, error)));
  request.on("response", (response) => {
    const chunks: Buffer[] = [];
    let size = 0;
    response.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > largest)
        return request.destroy(
          unavailable(t("{host} answers with more than {most} KB.", { host: url.host, most: largest / 1024 })),
        );
      chunks.push(chunk);
    });
    response.on("error", (error) => reject(inWords(url, error)));
    response.on("end", () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }));
  });
  request.end(body);
  return promise;
}

/** Resolves a name for one connection; refuses it as soon as one of its addresses is not for us to call. */
const lookupFor =
  (url: URL): LookupFunction =>
  (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const [first] = found ?? [];
      if (error || !first) return done(error ?? unavailable(t("There is no host {hostname}.", { hostname })), "", 0);
      if (!found.every(({ address }) => mayCall(address, url.protocol))) return done(refusedAddress(url), "", 0);
      if (options.all) done(null, found);
      else done(null, first.address, first.family);
    });
  };

const refusedAddress = ({ host }: URL) =>
  unavailable(t("{host} is at an address inside a private network, which this server does not call.", { host }));

function inWords({ host }: URL, error: Error): AppError {
  if (error instanceof AppError) return error;
  const code = "code" in error ? String(error.code) : "";
  if (error.name === "TimeoutError" || error.name === "AbortError" || code === "ABORT_ERR")
    return unavailable(t("{host} did not answer within {seconds} seconds.", { host, seconds: timeout / 1000 }));
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return unavailable(t("There is no host {host}.", { host }));
  if (code === "ECONNREFUSED") return unavailable(t("{host} refuses the connection.", { host }));
  if (/CERT|SELF_SIGNED|ISSUER|SIGNATURE|ALTNAME/.test(code))
    return unavailable(t("The certificate of {host} cannot be trusted ({code}).", { host, code }));
  return unavailable(
    /^[A-Z_]+$/.test(code) ? t("{host} cannot be reached ({code}).", { host, code }) : t("{host} cannot be reached.", { host }),
  );
}

/** What an answer says, or undefined when it is no JSON. */
export function jsonOf({ text }: Answer): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

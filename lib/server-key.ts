import { hkdfSync } from "node:crypto";
import { env } from "./env.ts";

/** A key of this server for each purpose: what is signed or sealed for one never opens another. */
export const keyFor = (purpose: string) => new Uint8Array(hkdfSync("sha256", env.appSecret, "", purpose, 32));

import type { Call } from "./call.ts";

/** The absolute URLs of resources: meta.location, $ref and the header Location (decision 15). */
export const userLocation = (call: Call, id: string): string => `${call.baseUrl}/Users/${id}`;
export const groupLocation = (call: Call, id: string): string => `${call.baseUrl}/Groups/${id}`;

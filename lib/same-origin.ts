import { originOf } from "./origin.ts";

type HeaderSource = Parameters<typeof originOf>[0];

/**
 * Does a request that changes something come from our own pages? Server actions are checked by Next; a route handler that a page
 * calls by itself asks here. Browsers send Origin with every POST, and no page can write it.
 */
export const isSameOrigin = (headers: HeaderSource): boolean => headers.get("origin") === originOf(headers);

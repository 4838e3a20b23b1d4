/** Home: what needs attention now. */
export const defaultPage = "/";

/** Where to go after signing in: a page of this site, or Home. Never another origin, an action, or back to signing in. */
export function safeCallbackUrl(callbackUrl: string | null | undefined): string {
  const here = "http://this.invalid";
  if (!callbackUrl?.startsWith("/") || !URL.canParse(callbackUrl, here)) return defaultPage;
  // read as browsers do, who drop tabs and line breaks and take a backslash for a slash; what is returned is written anew
  const url = new URL(callbackUrl, here);
  if (url.origin !== here) return defaultPage;
  if (/^\/+(api|sign-in|choose-account|_next)(\/|$)|^\/+$/.test(url.pathname)) return defaultPage;
  const path = url.pathname + url.search + url.hash;
  // "/./" and "/../" are gone by now and may have left two slashes in front, which name a host
  return path.startsWith("//") ? defaultPage : path;
}

const leadingTo = (page: string, path: string): string => {
  const back = safeCallbackUrl(path);
  return back === defaultPage ? page : `${page}?callbackUrl=${encodeURIComponent(back)}`;
};

/** The sign-in page that leads back to `path`. */
export const signInUrl = (path: string): string => leadingTo("/sign-in", path);

/** The same for single sign-on. */
export const signOnUrl = (path: string): string => leadingTo("/sign-in/sso", path);

/**
 * The style sheet that sonner adds while it loads, and the moment before its text is in. It knows no nonce; a hash allows this
 * one text and no other.
 */
export const toastStyles = [
  "sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY=",
  "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
];

/**
 * Only our own scripts, styles, images and forms; nobody may frame a page. `strict-dynamic` lets a script with the nonce load
 * the chunks it needs. React's development build evaluates code to rebuild stacks.
 */
export function contentSecurityPolicy(nonce: string, development: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' 'nonce-${nonce}' ${toastStyles.map((hash) => `'${hash}'`).join(" ")}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

const always: [string, string][] = [
  ["x-content-type-options", "nosniff"],
  ["x-frame-options", "DENY"], // frame-ancestors, for what does not know it
  ["referrer-policy", "same-origin"], // a link out never tells where somebody was
  ["permissions-policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"],
  ["cross-origin-opener-policy", "same-origin"],
  ["cross-origin-resource-policy", "same-origin"],
];

/** Two years, the least that browsers' preload lists take; never over plain http, where browsers ignore it. */
const strictTransport: [string, string] = ["strict-transport-security", "max-age=63072000; includeSubDomains"];

export const securityHeaders = (https: boolean): [string, string][] => (https ? [...always, strictTransport] : always);

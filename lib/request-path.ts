/** Server components do not know their URL; proxy.ts tells them by this header, and overwrites what a client sends. */
export const pathHeader = "x-account-center-path";

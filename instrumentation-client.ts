/**
 * Runs in the browser before any component. Libraries that add a <style> while they run (Radix locks the scroll under a dialog)
 * take the nonce of the page's policy from this name, which bundlers made the custom.
 */
const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
Object.assign(globalThis, { __webpack_nonce__: nonce });

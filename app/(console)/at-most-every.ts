/** Calls `what` at once, and then again only for a call that comes at least `ms` after the last one it followed. */
export function atMostEvery(ms: number, what: () => void): () => void {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    const now = performance.now();
    if (now - last < ms) return;
    last = now;
    what();
  };
}

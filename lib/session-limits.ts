/** A session ends after twelve hours whatever happens, and after half an hour in which nobody did anything. In seconds. */
export const sessionSeconds = 12 * 60 * 60;
export const idleSeconds = 30 * 60;

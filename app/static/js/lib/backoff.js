/** Wait longer after every try, but never over five minutes; the caller adds jitter. */
export const delayMs = (attempt, { base = 2000, max = 300_000 } = {}) => Math.min(max, base * 2 ** attempt);

/** Up to a third more, so that all phones of a work day do not call at the same second. */
export const jittered = (ms, random) => Math.round(ms * (1 + random() / 3));

/**
 * Milliseconds that a Retry-After asks for, given in seconds or as a date; 0 when it asks nothing that we can read.
 * At most a day: a typing error of an administrator must not silence a phone for a year.
 */
export function retryAfterMs(header, now) {
  if (!header) return 0;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 86_400_000) : 0;
}

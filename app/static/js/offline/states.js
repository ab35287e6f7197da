import { delayMs, jittered } from "../lib/backoff.js";

/** In someone's hands: taken back to its form, or damaged while it was saved. Never sent. */
export const HELD = "draft";

/** States in which the sender may try: by itself, or only when someone asks or signs in. */
const BY_ITSELF = new Set(["waiting", "sending", "partial", "busy"]);
const WHEN_ASKED = new Set([...BY_ITSELF, "sign_in", "other_account"]);

/** States in which people may take an item back to its form, as long as the server has not taken it. */
export const LEAVABLE = new Set([HELD, "waiting", "busy", "sign_in", "other_account", "attention"]);

/** Nothing more happens with it; all else counts as "nog te versturen". */
const ENDED = new Set(["received", "gone"]);
export const isUnsent = (item) => !ENDED.has(item.state) && item.state !== HELD;

/** What comes of an item when this is the answer; the answer as `classify()` reads it. */
export function changesBy(answer, item, { now, random }) {
  const rest = { attempts: 0, nextTry: 0, error: null };
  switch (answer.kind) {
    case "complete":
      return { ...rest, receipt: answer.receipt, missing: [], doubt: false, receivedAt: now };
    case "partial": {
      const attempts = isProgress(answer, item) ? 0 : item.attempts; // else a photo that never gets through would hurry
      return { ...rest, attempts, state: "sending", receipt: answer.receipt, missing: answer.missing, doubt: true };
    }
    case "unanswered":
      return { ...again(item, 0, now, random), state: resting(item) };
    case "busy":
      return { ...again(item, answer.afterMs, now, random), state: "busy", error: reason(answer) };
    default: // the server looked at it and did not take it
      return { ...rest, state: answer.kind, doubt: Boolean(item.receipt), error: reason(answer) };
  }
}

/** What it is while nobody sends it. */
export const resting = (item) => (item.receipt ? "partial" : "waiting");

const isProgress = ({ missing }, item) => !item.receipt || missing.length < item.missing.length;

function again(item, least, now, random) {
  const wait = Math.max(least, jittered(delayMs(item.attempts), random));
  return { attempts: item.attempts + 1, nextTry: now + wait };
}

/** `now`, `version` and `both` come with a correction of what was changed since: how it is now, and both in words. */
const reason = ({ status, code, message, fields, now, version, both }) => ({ status, code, message, fields, now, version, both });

const DAY_MS = 86_400_000;

/** Is there a pause until this moment? None is longer than a day; then the clock of the device was put back. */
export const isPaused = (until, now) => (until ?? 0) > now && until <= now + DAY_MS;

/** May this one be tried now? Asking skips the pause after a failure, never the one that a busy server wants. */
export function isDue(item, { account, now, force }) {
  if (item.owner !== account || !(force ? WHEN_ASKED : BY_ITSELF).has(item.state)) return false;
  return !isPaused(item.nextTry, now) || (force && item.state !== "busy");
}

// So often without an answer: then the others first, so that one bad item never holds up the rest.
const STUBBORN = 3;

/** Work on an element that waits here itself goes after it: the server does not know that element yet. */
function free(items) {
  const waiting = new Set(items.filter((item) => !ENDED.has(item.state)).map((item) => item.id));
  return items.filter((item) => !waiting.has(item.about));
}

/** The one to try now, oldest first; undefined when there is none. `seen` holds what this round tried. */
export function nextDue(items, { seen, ...about }) {
  const rank = (item) => (item.attempts > STUBBORN ? 1 : 0);
  return free(items)
    .filter((item) => isDue(item, about) && !seen.has(item.id + item.sha256))
    .sort((one, other) => rank(one) - rank(other) || one.savedAt - other.savedAt || (one.id < other.id ? -1 : 1))[0];
}

/** When the sender must wake up by itself; null when it need not. */
export function nextWake(items, account) {
  const moments = free(items)
    .filter((item) => item.owner === account && BY_ITSELF.has(item.state))
    .map((item) => item.nextTry);
  return moments.length ? Math.min(...moments) : null;
}

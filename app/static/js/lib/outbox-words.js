import { fill } from "./words.js";

const DAY_MS = 86_400_000;

/** Moments as people say them: `clock(ms)` 11.42 uur; `when(ms)` that, gisteren, or 12 november. */
export function times(words, language, now = Date.now) {
  const day = new Intl.DateTimeFormat(language, { day: "numeric", month: "long" });
  const clock = (ms) => {
    const moment = new Date(ms);
    return fill(words.clock, { hour: moment.getHours(), minute: String(moment.getMinutes()).padStart(2, "0") });
  };
  const when = (ms) => {
    const of = (moment) => new Date(moment).toDateString();
    if (of(ms) === of(now())) return clock(ms);
    return of(ms) === of(now() - DAY_MS) ? words.yesterday : day.format(ms);
  };
  return { clock, when };
}

/** How many photos, in words; nothing for none. */
export const photosIn = (number, words) => (number === 1 ? words.photo : number ? fill(words.photos, { number }) : "");

// What people want to hear; that something is being sent, or waits a little, is chatter.
const HEARD = new Set(["received", "attention", "conflict", "gone", "sign_in", "other_account", "busy"]);

/**
 * What became of things since the last time, in one sentence for screen readers; "" when that is nothing new.
 * `before`: Map of id to state; `after`: [{id, state, word, label}].
 */
export function news(before, after, words) {
  const changed = after.filter(({ id, state }) => HEARD.has(state) && before.has(id) && before.get(id) !== state);
  if (changed.length <= 2) return changed.map(({ label, word }) => `${label}: ${word}.`).join(" ");
  const counted = new Map();
  for (const { word } of changed) counted.set(word, (counted.get(word) ?? 0) + 1);
  return [...counted].map(([word, number]) => fill(words.said_many, { number, word })).join(" ");
}

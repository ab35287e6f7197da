// Whether a day is a good time for work: the twin of app/core/season.py, for use without a line.

const BIRDS = ["03-16", "07-15"];
const AMPHIBIANS = ["02-15", "08-31"];
const WORST_FIRST = ["no", "ask", "good"];
const OF_RULE = { none: "good", ask: "ask", no: "no" };

const two = (number) => String(number).padStart(2, "0");

/** The day of a date on the clock of this device: 2026-11-26. */
export const dayOf = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

/** Tell whether a month and day (MM-DD) lies in a window; an end before the start crosses New Year. */
export function inWindow(at, start, end) {
  const last = end === "02-28" ? "02-29" : end;
  return start <= end ? start <= at && at <= last : at >= start || at <= last;
}

/** good, ask or no for a day (2026-11-26); `rules`: start, end, strict, birds, amphibians, usual. */
export function adviceOn(rules, day) {
  const at = day.slice(5);
  const outside = rules.strict ? "no" : "ask";
  const told = [
    inWindow(at, rules.start, rules.end) ? "good" : outside,
    inWindow(at, ...BIRDS) ? OF_RULE[rules.birds] : "good",
    inWindow(at, ...AMPHIBIANS) ? OF_RULE[rules.amphibians] : "good",
    rules.usual ? "good" : "ask",
  ];
  return WORST_FIRST.find((advice) => told.includes(advice));
}

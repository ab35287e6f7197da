// What the map shows, in the fragment of the address: #plek=zoom/lat/lon&groep=water. Never in the query: a fragment
// is sent to nobody, so that no log knows where someone looked (L12).

import { isOfSightings } from "./sightings-state.js";

export const WORDS = ["groep", "soort", "toestand", "te-doen", "achterstallig", "gemeente", "netwerk", "klasse", "dorp", "mijn"];
const PLACE = "plek"; // MapLibre writes this part

const parts = (fragment) => fragment.replace(/^#/, "").split("&").filter(Boolean);

/** The filter of a fragment: {groep: "water"}. */
export function readFilter(fragment) {
  const found = new URLSearchParams(parts(fragment).join("&"));
  return Object.fromEntries(WORDS.map((word) => [word, found.get(word)]).filter(([, value]) => value));
}

/** The fragment with another filter; the place in it and what is asked of sightings stay as they are. */
export function withFilter(fragment, filter) {
  const place = parts(fragment).filter((part) => part.startsWith(`${PLACE}=`) || isOfSightings(part));
  const words = WORDS.filter((word) => filter[word]).map((word) => `${word}=${encodeURIComponent(filter[word])}`);
  return `#${[...place, ...words].join("&")}`;
}

/** The same filter for an address: ?groep=water. `without` leaves words out. */
export function asQuery(filter, without = []) {
  const asked = new URLSearchParams(Object.entries(filter).filter(([word]) => !without.includes(word)));
  return asked.size ? `?${asked}` : "";
}

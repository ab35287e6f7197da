// The sightings on the map, in the fragment of the address beside the rest: #plek=…&waarnemingen=1&w-groep=bird.

const ON = "waarnemingen";
const PREFIX = "w-";
export const SIGHTING_WORDS = ["soort", "groep", "rode-lijst", "invasief", "jaar", "foto", "gemeente", "hok"];

const parts = (fragment) => fragment.replace(/^#/, "").split("&").filter(Boolean);

/** Is this part of a fragment ours? */
export const isOfSightings = (part) => part.startsWith(PREFIX) || part.startsWith(`${ON}=`);

/** What is asked of sightings, {groep: "bird"}; null while they are not shown. */
export function readSightings(fragment) {
  const found = new URLSearchParams(parts(fragment).join("&"));
  if (!found.has(ON)) return null;
  return Object.fromEntries(SIGHTING_WORDS.map((word) => [word, found.get(PREFIX + word)]).filter(([, value]) => value));
}

/** The fragment with other sightings, or with none (null); all else in it stays as it is. */
export function withSightings(fragment, filter) {
  const others = parts(fragment).filter((part) => !isOfSightings(part));
  if (!filter) return `#${others.join("&")}`;
  const words = SIGHTING_WORDS.filter((word) => filter[word]).map((word) => `${PREFIX}${word}=${encodeURIComponent(filter[word])}`);
  return `#${[...others, `${ON}=1`, ...words].join("&")}`;
}

/** Which of `words` {near, failed, none, more, most} tells why none are drawn, or not all; "" when there is nothing to tell. */
export function sayWhy({ wanted, near, failed, drawn, more, deepest }, words) {
  if (!wanted) return "";
  if (!near) return words.near;
  if (failed) return words.failed;
  if (!drawn) return words.none;
  if (!more) return "";
  return deepest ? words.most : words.more; // coming nearer helps no further than where tiles end
}

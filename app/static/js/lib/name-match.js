const ACCENTS = /\p{M}/gu;

/** A name as one compares it: small letters, no accents. */
export const folded = (text) => text.normalize("NFD").replace(ACCENTS, "").toLowerCase().trim();

/**
 * Names that have each word that was typed, those that begin with it first: what a device can tell by itself. `names`
 * are {name, latin}. The server forgives typing errors too.
 */
export function matching(names, typed, most) {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const found = names.filter(({ name, latin }) => words.every((word) => folded(`${name} ${latin}`).includes(word)));
  const late = ({ name }) => Number(!folded(name).startsWith(words[0]));
  return found.sort((one, other) => late(one) - late(other)).slice(0, most);
}

/** What to write in the field for each: its name, or the scientific one when another stands before it with that name. */
export function writable(found) {
  const taken = new Set();
  return found.map(({ name, latin }) => {
    const own = taken.has(name.toLowerCase()) && latin ? latin : name;
    taken.add(name.toLowerCase());
    return own;
  });
}

/** Which option comes when a key moves by `step`; below the last is the first again, -1 is none of them. */
export const moved = (at, step, number) => (number ? (at + step + number + (at < 0 && step < 0 ? 1 : 0)) % number : -1);

import { makeEnvelope } from "./envelope.js";

/** The fields that differ between what waits here and what the server has: [{name, mine, theirs}] in order of name. */
export function differences(mine, theirs) {
  const same = (one, other) => JSON.stringify([one ?? ""].flat()) === JSON.stringify([other ?? ""].flat());
  return [...new Set([...Object.keys(mine), ...Object.keys(theirs)])]
    .sort()
    .filter((name) => !same(mine[name], theirs[name]))
    .map((name) => ({ name, mine: mine[name] ?? "", theirs: theirs[name] ?? "" }));
}

/**
 * "Als nieuw insturen": the same words and photos under new ids, for the old ones are another submission to the
 * server; `fields` are what people chose otherwise when they saw both. Gives {item, photos} to save; the old item
 * goes only after that.
 */
export async function asNew(item, { store, newId, now, hash, fields = {} }) {
  const photos = [];
  for (const listed of item.manifest) {
    const kept = await store.photo(listed.id);
    if (kept) photos.push({ ...kept, ...listed, bytes: kept.bytes, id: newId(), item: undefined });
  }
  const id = newId();
  const told = { ...item, fields: { ...item.fields, ...fields } };
  const envelope = await makeEnvelope({ ...told, photos }, hash);
  const fresh = { state: "waiting", attempts: 0, nextTry: 0, doubt: false, error: null, receipt: null, missing: [] };
  return { item: { ...told, ...envelope, ...fresh, id, savedAt: now }, photos: photos.map((one) => ({ ...one, item: id })) };
}

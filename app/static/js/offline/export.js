import { manifestOf } from "./envelope.js";
import { HELD } from "./states.js";

// Received: the server has it. Held: it stands among the drafts.
const ELSEWHERE = new Set(["received", HELD]);
const ENDINGS = { "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/heic": "heic" };

/**
 * Everything on this device that the server does not have, as a zip: the exact bytes of each envelope, its photos,
 * the drafts, and `haarvaten.json` that tells which is which, with what happened to them for whoever helps. The server takes it in under the same ids.
 * `zip` is client-zip's downloadZip; photos are read one at a time. Returns a Blob; null when there is nothing.
 */
export async function exportAll({ store, drafts, notes, owner, zip, now, readme }) {
  const mine = (await store.items()).filter((item) => item.owner === owner && !ELSEWHERE.has(item.state));
  const items = mine.sort((one, other) => one.savedAt - other.savedAt);
  const begun = await drafts.list(owner);
  if (items.length + begun.length === 0) return null;
  return zip(files({ store, items, begun, now, readme, log: await logOf(items, notes) })).blob();
}

/** Not of things of someone else on this device. */
async function logOf(items, notes) {
  const ids = new Set(items.flatMap(({ id, manifest }) => [id, ...manifest.map((photo) => photo.id)]));
  const events = await notes.events().catch(() => []);
  return events.filter(({ id }) => id === null || ids.has(id)).map(({ at, ...event }) => ({ at: new Date(at).toISOString(), ...event }));
}

export const fileName = (day) => `haarvaten-${day}.zip`;

async function* files({ store, items, begun, now, readme, log }) {
  const at = new Date(now);
  const made = { format: "haarvaten-outbox", version: 1, made_at: at.toISOString(), items: [], drafts: [], log };
  yield { name: "lees-mij.txt", input: readme, lastModified: at };
  for (const item of items) {
    const about = { id: item.id, kind: item.kind, owner: item.owner, label: item.label, state: item.state };
    const envelope = `${item.id}/envelope.json`;
    const listed = { ...about, envelope, envelope_sha256: item.sha256, photos: [] };
    yield { name: envelope, input: new Uint8Array(item.body), lastModified: at };
    yield* photosOf(store, item.id, item.manifest, listed.photos, at);
    made.items.push(listed);
  }
  for (const { id, kind, about, owner, label, fields, photos } of begun) {
    const listed = { id, kind, about: about ?? null, owner, label, fields, photos: [] };
    yield* photosOf(store, `concepten/${id}`, photos, listed.photos, at);
    made.drafts.push(listed);
  }
  yield { name: "haarvaten.json", input: JSON.stringify(made, null, 1), lastModified: at };
}

/** A photo that cannot be read is named all the same, so that whoever takes it in knows what is missing. */
async function* photosOf(store, folder, manifest, listed, lastModified) {
  for (const photo of manifestOf(manifest)) {
    const path = `${folder}/${photo.id}.${ENDINGS[photo.type] ?? "bin"}`;
    const bytes = (await store.photo(photo.id).catch(() => null))?.bytes;
    listed.push({ ...photo, path: bytes ? path : null });
    if (bytes) yield { name: path, input: new Uint8Array(bytes), lastModified };
  }
}

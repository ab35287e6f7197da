/**
 * When something is handed in as new it gets another id; what waits here and is about it (work on an element that was
 * not received yet) follows it. Its envelope names the old id, so it is made anew, under its own id:
 *
 * - What has a receipt is left alone: the server took it, about the old one, and its photos still have to come.
 * - What was tried without an answer may have arrived too. It keeps its id and its doubt, so the sender first asks for
 *   the receipt. Had it arrived, then people see two versions, as after any change of such a thing. A fresh id would
 *   make it a second piece of work there, of which nobody is told.
 */
import { makeEnvelope } from "./envelope.js";
import { resting } from "./states.js";

const follows = (item, id) => item.about === id && !item.receipt && item.state !== "received";

/** The form of what it is about may be found by that too. */
export const moved = ({ about, address }, from, to) =>
  about === from ? { about: to, address: address?.replaceAll(from, to) } : { about, address };

/** What becomes of `items` that are about `from`: id → {item, was}. Beforehand, for no transaction waits for a hash. */
export async function followers(items, from, to, hash) {
  const made = new Map();
  for (const item of items.filter((one) => follows(one, from))) {
    const told = { ...item, ...moved(item, from, to) };
    const envelope = await makeEnvelope({ ...told, photos: item.manifest }, hash);
    made.set(item.id, { item: { ...told, ...envelope }, was: item.sha256 });
  }
  return made;
}

/**
 * Within a transaction on items and drafts: let them follow. False, and nothing is written, when an item has come or
 * has changed since `made`. Who is sending the old bytes cannot mark the new ones (store.patch), so those rest.
 */
export async function putFollowers(tx, made, from, to) {
  const [items, drafts] = [tx.objectStore("items"), tx.objectStore("drafts")];
  const now = (await items.getAll()).filter((item) => follows(item, from));
  if (now.some((item) => made.get(item.id)?.was !== item.sha256)) return false;
  for (const item of now) {
    const { about, address, body, sha256, manifest } = made.get(item.id).item;
    await items.put({ ...item, about, address, body, sha256, manifest, ...anew(item) });
  }
  for (const row of await drafts.getAll()) if (row.about === from) await drafts.put({ ...row, ...moved(row, from, to) });
  return true;
}

/** What the server said, it said of the old bytes: often just that it does not know what they are about. */
function anew(item) {
  if (item.state === "sending") return { state: resting(item) };
  return item.state === "attention" ? { state: "waiting", error: null, attempts: 0, nextTry: 0 } : {};
}

import { sha256 } from "../lib/hash.js";
import { StoreError } from "./database.js";
import { forgetDrafts } from "./drafts.js";
import { followers, putFollowers } from "./following.js";
import { HELD, LEAVABLE } from "./states.js";

const MONTH_MS = 30 * 86_400_000;
const ALL = ["items", "photos", "drafts"];
const FOLLOW_TRIES = 5;

/**
 * What was handed in and is not yet with the server, and its photos.
 *
 * An item: id, owner, kind, schema, label, address (of its form), about, fields, deviceTime (ISO), offset (ms that
 * the server's clock is ahead), savedAt, body (the exact bytes of its envelope), sha256 (of these), manifest, state,
 * attempts, nextTry, doubt (the server may have it without our knowing), error, receipt, missing.
 */
export class Store {
  /** `changed(id)` tells the screens; `hash` makes a SHA-256 of an ArrayBuffer. */
  constructor({ database, hash = sha256, changed = () => {} }) {
    const tell = (id) => {
      this.forgetStart();
      return changed(id);
    };
    Object.assign(this, { database, hash, changed: tell });
  }

  items() {
    return this.database.read(["items"], (tx) => tx.objectStore("items").getAll());
  }

  /**
   * What stood here when the page began, read once for all that look at the start: two hundred items take a slow
   * phone a while. Read anew after any change, and each time once the start is over.
   */
  atStart() {
    if (this.started) return this.items();
    this.begun ??= this.items().catch((error) => {
      this.forgetStart();
      throw error;
    });
    return this.begun;
  }

  forgetStart({ over = false } = {}) {
    this.begun = undefined;
    this.started ||= over;
  }

  item(id) {
    return this.database.read(["items"], (tx) => tx.objectStore("items").get(id));
  }

  photo(id) {
    return this.database.read(["photos"], (tx) => tx.objectStore("photos").get(id));
  }

  /**
   * Keep an item. Resolves only after a fresh read gave the same bytes back, so the screen may say that it is saved.
   * Its draft goes with the same write; photos of its manifest that the draft kept need not come along again. Raises
   * StoreError; then it is not saved and nothing else is touched.
   */
  async save(item, photos = []) {
    const begun = [];
    for (let tries = 0; tries < 2; tries += 1) {
      begun.push(...(await this.#put(item, photos)));
      if (await this.#intact(item)) return this.changed(item.id);
    }
    await this.#hold(item.id, begun); // so that nobody sends what is damaged; its text is still on the screen
    throw new StoreError("mismatch");
  }

  /** Gives the drafts that it took away. */
  #put(item, photos) {
    return this.database.write(ALL, async (tx) => {
      const [items, kept] = [tx.objectStore("items"), tx.objectStore("photos")];
      const before = await items.get(item.id);
      if (before && (before.receipt || !LEAVABLE.has(before.state))) {
        if (before.sha256 === item.sha256) return forgetDrafts(tx, new Set([item.id])); // handed in twice, and on its way already
        throw new StoreError("accepted");
      }
      for (const photo of photos) await kept.put(photo);
      for (const { id } of item.manifest) {
        if ((await kept.getKey(id)) === undefined) throw new StoreError("lost");
      }
      const stays = new Set(item.manifest.map(({ id }) => id));
      for (const { id } of before?.manifest ?? []) if (!stays.has(id)) await kept.delete(id);
      await items.put({ ...item, doubt: item.doubt || Boolean(before?.doubt) });
      return forgetDrafts(tx, new Set([item.id]));
    });
  }

  /**
   * Keep an item in the place of the one with `id`; `from` gives, by the id of each of its photos, the one to copy.
   * The old one goes when the new one was read back, and what is about it follows in the same write. Gives the id of
   * what is there now; null when `id` is gone. Raises StoreError; then the old one is there as it was.
   */
  async replace(id, item, from) {
    const made = await this.#copy(id, item, from);
    if (made) await this.#letGo(id, made);
    return made?.id ?? null;
  }

  /** `becomes` tells a second try, after the page was killed in between, what it became. */
  #copy(id, item, from) {
    return this.database.write(["items", "photos"], async (tx) => {
      const [items, kept] = [tx.objectStore("items"), tx.objectStore("photos")];
      const old = await items.get(id);
      const made = old?.becomes && (await items.get(old.becomes));
      if (!old || made) return made;
      if (old.about !== item.about) throw new StoreError("broken"); // what it is about was replaced a moment ago
      for (const [fresh, before] of from) {
        const photo = await kept.get(before); // one at a time: ten photos do not fit in an old phone
        if (!photo?.bytes) throw new StoreError("lost");
        await kept.put({ ...photo, id: fresh, item: item.id });
      }
      await items.put({ ...old, becomes: item.id });
      await items.put(item);
      return item;
    });
  }

  async #letGo(id, made) {
    if (!(await this.#intact(made))) {
      await this.remove(made.id);
      throw new StoreError("mismatch");
    }
    for (let tries = 0; tries < FOLLOW_TRIES; tries += 1) {
      const ready = await followers(await this.items(), id, made.id, this.hash);
      const gone = await this.database.write(ALL, async (tx) => (await putFollowers(tx, ready, id, made.id)) && drop(tx, id));
      if (gone) return this.changed(id);
    }
    throw new StoreError("broken"); // both are there, and the next start finishes it
  }

  /** Finish what was stopped between keeping the new one and letting the old one go. */
  async finishReplacing() {
    for (const { id, becomes } of await this.atStart()) {
      const made = becomes && (await this.item(becomes)); // as it is now: it may just have followed another
      if (made) await this.#letGo(id, made).catch(() => {}); // the old one is there still, and people can ask again
    }
  }

  async #intact({ id, sha256: hash, manifest }) {
    const found = await this.item(id);
    if (found?.sha256 !== hash) return false;
    if (found.receipt) return true; // the server has seen these bytes
    if (!(await this.#same(found.body, hash))) return false;
    for (const photo of manifest) {
      const kept = await this.photo(photo.id); // one at a time: ten photos do not fit in an old phone
      if (kept?.bytes?.byteLength !== photo.bytes || !(await this.#same(kept.bytes, photo.sha256))) return false;
    }
    return true;
  }

  /** WebKit gave back an empty Blob or nothing at all, so anything but our own bytes is wrong. */
  async #same(bytes, hash) {
    return bytes instanceof ArrayBuffer && (await this.hash(bytes)) === hash;
  }

  async #hold(id, begun) {
    await this.#edit(id, (item) => ({ ...item, state: HELD })).catch(() => {});
    const back = (tx) => Promise.all(begun.map((row) => tx.objectStore("drafts").put(row)));
    await this.database.write(["drafts"], back).catch(() => {});
  }

  /**
   * Change an item, if it is still the one with these bytes, not back in someone's hands and not received; tells
   * whether it was. What a sender learns of an older version, or learned before it froze, must not mark the newer.
   */
  async patch(id, hash, changes) {
    const open = (item) => item.sha256 === hash && item.state !== HELD && item.state !== "received";
    return this.#edit(id, (item) => (open(item) ? { ...item, ...changes } : null));
  }

  /** Take an item back to its form; null when it is on its way or there already. */
  async reopen(id) {
    return this.#edit(id, (item) => (LEAVABLE.has(item.state) && !item.receipt ? { ...item, state: HELD } : null));
  }

  async #edit(id, change) {
    const made = await this.database.write(["items"], async (tx) => {
      const item = await tx.objectStore("items").get(id);
      const next = item ? change(item) : null;
      if (next) await tx.objectStore("items").put(next);
      return next;
    });
    if (made) this.changed(id);
    return made;
  }

  /** The server has all of it: photos leave the device at once, the words stay for a month. */
  async complete(id, hash, changes) {
    const done = await this.database.write(["items", "photos"], async (tx) => {
      const item = await tx.objectStore("items").get(id);
      if (item?.sha256 !== hash) return false;
      for (const photo of item.manifest) await tx.objectStore("photos").delete(photo.id);
      await tx.objectStore("items").put({ ...item, ...changes, state: "received", body: null });
      return true;
    });
    if (done) this.changed(id);
    return done;
  }

  /** People asked for it, twice. */
  async remove(id) {
    await this.database.write(ALL, (tx) => drop(tx, id));
    this.changed(id);
  }

  /** Forget the words of what was received a month ago, and drafts of what was handed in; all else stays for ever. */
  async tidy(now) {
    const items = await this.atStart();
    const begun = await this.database.read(["drafts"], (tx) => tx.objectStore("drafts").getAll());
    const drafts = new Set(begun.map(({ id }) => id));
    if (items.some(({ id, state }) => state !== HELD && drafts.has(id))) await this.#forgetSent();
    const old = (item) => item.state === "received" && item.receivedAt < now - MONTH_MS;
    for (const { id } of items.filter(old)) await this.remove(id);
  }

  #forgetSent() {
    return this.database.write(ALL, async (tx) => {
      const sent = (await tx.objectStore("items").getAll()).filter((item) => item.state !== HELD);
      await forgetDrafts(tx, new Set(sent.map((item) => item.id)));
    });
  }
}

/** Within a transaction on all three: an item, its photos and its draft. */
async function drop(tx, id) {
  const item = await tx.objectStore("items").get(id);
  await forgetDrafts(tx, new Set([id]));
  for (const photo of item?.manifest ?? []) await tx.objectStore("photos").delete(photo.id);
  await tx.objectStore("items").delete(id);
  return true;
}

import { sha256 } from "../lib/hash.js";
import { startTimer, stopTimer } from "../lib/timers.js";
import { StoreError } from "./database.js";
import { HELD } from "./states.js";

const PAUSE_MS = 500;

/** Everything that was begun and not yet handed in, on this device; several at a time. */
export class Drafts {
  constructor({ database, hash = sha256, now = Date.now, setTimer = startTimer, clearTimer = stopTimer }) {
    Object.assign(this, { database, hash, now, setTimer, clearTimer });
  }

  /**
   * Of this person, the last one first; items that were taken back to their form stand among them. `known` are the
   * items of the store, for who has just read them.
   */
  async list(owner, known = null) {
    const [rows, items] = await this.database.read(["drafts", "items"], (tx) =>
      Promise.all([tx.objectStore("drafts").getAll(), known ?? tx.objectStore("items").getAll()]),
    );
    const held = items.filter((item) => item.state === HELD);
    const sent = new Set(items.filter((item) => item.state !== HELD).map((item) => item.id));
    const begun = rows.filter((row) => !sent.has(row.id)); // what was handed in is no draft any more
    const ids = new Set(begun.map((row) => row.id));
    return [...begun, ...held.filter((item) => !ids.has(item.id)).map(draftOf)]
      .filter((row) => row.owner === owner)
      .sort((one, other) => other.at - one.at);
  }

  find(key) {
    return this.database.read(["drafts"], (tx) => tx.objectStore("drafts").get(key));
  }

  /** Begin (or go on with) the draft of a form; nothing is kept before something changes. */
  open(row, onError = () => {}) {
    return new Draft(this, row, onError);
  }

  /** People asked for it. Photos of an item that it was taken from stay with that item. */
  discard(key) {
    return this.database.write(["drafts", "photos", "items"], async (tx) => {
      const row = await tx.objectStore("drafts").get(key);
      if (!row) return;
      const item = await tx.objectStore("items").get(row.id);
      const stays = new Set((item?.manifest ?? []).map(({ id }) => id));
      for (const { id } of row.photos) if (!stays.has(id)) await tx.objectStore("photos").delete(id);
      await tx.objectStore("drafts").delete(key);
    });
  }
}

/**
 * Within a transaction on drafts, items and photos: forget the drafts of what was handed in, and their photos that no
 * item names; tells which these were. `ids`: those items. Else a draft comes back once its item is gone, as a second one.
 */
export async function forgetDrafts(tx, ids) {
  const [rows, items, photos] = ["drafts", "items", "photos"].map((name) => tx.objectStore(name));
  const gone = (await rows.getAll()).filter((row) => ids.has(row.id));
  for (const row of gone) {
    const stays = new Set(((await items.get(row.id))?.manifest ?? []).map(({ id }) => id));
    for (const { id } of row.photos) if (!stays.has(id)) await photos.delete(id);
    await rows.delete(row.key);
  }
  return gone;
}

/** An item that was taken back, as a draft of its form. */
export function draftOf({ id, owner, kind, about, label, address, fields, manifest, savedAt }) {
  return { key: `item:${id}`, id, owner, kind, about, label, address, fields, photos: manifest, at: savedAt };
}

/** One open form. `row`: key, id (of the item that it becomes), owner, kind, about, label, address, fields. */
class Draft {
  constructor(drafts, row, onError) {
    Object.assign(this, { drafts, onError, removed: new Set(), row: { photos: [], fields: {}, ...row } });
    this.written = textOf(this.row);
  }

  /** Is there something that is not on the disk yet? */
  get dirty() {
    return textOf(this.row) !== this.written;
  }

  /** Keep what is typed, half a second after the last key. */
  change(fields) {
    this.#renew({ fields });
  }

  /** Keep the order of the photos, and what was told of each: the same list as `row.photos`, otherwise. */
  arrange(photos) {
    this.#renew({ photos });
  }

  #renew(changes) {
    if (this.closed) return;
    Object.assign(this.row, changes);
    this.drafts.clearTimer(this.timer);
    this.timer = this.drafts.setTimer(() => this.flush(), PAUSE_MS);
  }

  /** At once: before the camera opens and when the page goes out of sight, for it may never come back. */
  async flush() {
    this.drafts.clearTimer(this.timer);
    if (this.closed || !this.dirty) return;
    try {
      await this.#write();
    } catch (error) {
      if (!this.closed) this.onError(error);
    }
  }

  /** It is being handed in: nothing that still happens on the page makes it a draft again. */
  close() {
    this.drafts.clearTimer(this.timer);
    this.closed = true;
  }

  /** What it is about may have got another id meanwhile (following.js): the kept row tells, or its item. */
  async follow() {
    const { key, id } = this.row;
    const kept = await this.drafts.database.read(["drafts", "items"], (tx) => keptOf(tx, key, id));
    Object.assign(this.row, kept && whereOf(kept));
  }

  /** It was not handed in after all. */
  goOn() {
    this.closed = false;
  }

  /** Keep a photo as `shrink()` made it, and read it back. Raises StoreError; then it is not in the draft. */
  async addPhoto({ id, bytes, sha256: hash, type, alt = "", moment = "" }) {
    this.#mustBeOpen();
    const listed = { id, sha256: hash, bytes: bytes.byteLength, type, alt, moment };
    this.row.photos = [...this.row.photos, listed];
    try {
      for (let tries = 0; tries < 2; tries += 1) {
        await this.#write({ id, item: this.row.id, bytes, type, sha256: hash });
        if (await this.#intact(listed)) return;
      }
      throw new StoreError("mismatch");
    } catch (error) {
      await this.#drop(id).catch(() => {}); // its row is gone from the list in any case
      throw error;
    }
  }

  async removePhoto(id) {
    this.#mustBeOpen();
    await this.#drop(id);
  }

  async #drop(id) {
    this.removed.add(id);
    this.row.photos = this.row.photos.filter((photo) => photo.id !== id);
    await this.#write();
  }

  #mustBeOpen() {
    if (this.closed) throw new StoreError("accepted");
  }

  async #intact({ id, sha256: hash, bytes }) {
    const kept = await this.drafts.database.read(["photos"], (tx) => tx.objectStore("photos").get(id));
    const whole = kept?.bytes instanceof ArrayBuffer && kept.bytes.byteLength === bytes;
    return whole && (await this.drafts.hash(kept.bytes)) === hash;
  }

  /** Raises StoreError("accepted") when it was handed in, here or in another tab that has it open. */
  async #write(photo) {
    this.#mustBeOpen();
    const made = { ...this.row, at: this.drafts.now() };
    await this.drafts.database.write(["drafts", "photos", "items"], async (tx) => {
      const [rows, photos] = [tx.objectStore("drafts"), tx.objectStore("photos")];
      const elsewhere = (await rows.get(made.key))?.photos ?? []; // another tab may have the same draft open
      const kept = await keptOf(tx, made.key, made.id);
      const listed = new Set(made.photos.map(({ id }) => id));
      const more = elsewhere.filter(({ id }) => !listed.has(id) && !this.removed.has(id));
      const item = await tx.objectStore("items").get(made.id);
      if (item && item.state !== HELD) throw new StoreError("accepted");
      const stays = new Set((item?.manifest ?? []).map(({ id }) => id));
      for (const id of this.removed) if (!stays.has(id)) await photos.delete(id);
      if (photo) await photos.put(photo);
      await rows.put({ ...made, ...(kept && whereOf(kept)), photos: [...made.photos, ...more] });
    });
    this.written = textOf(made);
  }
}

const textOf = ({ fields, photos }) => JSON.stringify([fields, photos]);

/** Within a transaction: how a draft was kept last, or the item that it was taken from. */
const keptOf = async (tx, key, id) => (await tx.objectStore("drafts").get(key)) ?? tx.objectStore("items").get(id);
const whereOf = ({ about, address }) => ({ about, address });

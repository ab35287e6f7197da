import { makeEnvelope } from "./envelope.js";
import { isUnsent } from "./states.js";
import { asNew } from "./versions.js";

/** What a screen may do with what waits on this device. All of it resolves when it is on the disk. */
export class Outbox {
  /** `persist()` asks the browser not to throw things away; it may be missing. */
  constructor({ store, drafts, notes, identity, eviction, pace, persist, newId, hash, now = Date.now }) {
    Object.assign(this, { store, drafts, notes, identity, eviction, pace, persist, newId, hash, now });
    this.watchers = new Set();
  }

  /** Begin: how many unsent items the browser threw away, until someone has seen it. Then it sends by itself. */
  async start() {
    const lost = await onFull(this.eviction.check(), 0);
    if (lost) await this.notes.log("evicted");
    if (lost) await onFull(this.notes.change("lost", (before) => (before ?? 0) + lost));
    await onFull(this.store.finishReplacing());
    await onFull(this.store.tidy(this.now()));
    this.store.forgetStart({ over: true });
    this.#count(await this.store.items());
    this.pace.start();
    return (await this.notes.get("lost")) ?? lost;
  }

  /** Someone has read how many were lost. */
  lossSeen() {
    return this.notes.set("lost", 0);
  }

  /** `listener(items)` now and after each change, here or in another tab. Gives the function that stops it. */
  watch(listener) {
    this.watchers.add(listener);
    this.store.atStart().then(listener, () => {});
    return () => this.watchers.delete(listener);
  }

  /** Tell the screens of a change, here or in another tab. */
  async changed() {
    this.store.forgetStart();
    const items = await this.store.items();
    this.#count(items);
    for (const listener of this.watchers) listener(items);
  }

  /** The number that wait goes where a wiped database does not take it along. */
  #count(items) {
    if (this.eviction.made) this.eviction.keep(items.filter(isUnsent).length);
  }

  /**
   * Hand in what a draft holds. Resolves when it is safe on this device, then sends. Raises StoreError or
   * EnvelopeError; then the draft is still there, and so is what stands on the screen.
   */
  async handIn(draft) {
    await draft.flush();
    await draft.follow();
    const row = { ...draft.row };
    const deviceTime = new Date(this.now()).toISOString();
    const envelope = await makeEnvelope({ ...row, deviceTime }, this.hash);
    const fresh = { state: "waiting", attempts: 0, nextTry: 0, doubt: false, error: null, receipt: null, missing: [] };
    const { key: _key, photos: _photos, ...about } = row;
    const offset = (await this.notes.get("offset").catch(() => 0)) ?? 0;
    draft.close();
    try {
      await this.store.save({ ...about, ...envelope, ...fresh, schema: 1, deviceTime, offset, savedAt: this.now() });
    } catch (error) {
      draft.goOn();
      throw error;
    }
    await this.notes.log("saved", row.id);
    this.#persist(); // after what people did, as browsers want it
    this.pace.kick();
    return row.id;
  }

  /** Take an item back to its form, as a draft; null when it is on its way or with the server already. */
  reopen(id) {
    return this.store.reopen(id);
  }

  sendNow() {
    return this.pace.kick({ force: true });
  }

  /** Try an item again that the server did not take. */
  async retry(id) {
    const item = await this.store.item(id);
    const state = item?.receipt ? "partial" : "waiting";
    if (item) await this.store.patch(id, item.sha256, { state, attempts: 0, nextTry: 0, error: null });
    return this.pace.kick();
  }

  /**
   * Hand in again under a new id what the server has otherwise, or does not want under the old one. `fields` are
   * what people chose from both versions; for a correction of what was changed since, with its new `version`. Gives
   * the new id; null when another tab was first. Raises StoreError and EnvelopeError; then nothing has changed.
   */
  async sendAsNew(id, fields = {}) {
    const old = await this.store.item(id);
    if (!old) return null;
    const { item, from } = await asNew(old, { ...this, now: this.now(), fields });
    const made = await this.store.replace(id, item, from);
    this.pace.kick();
    return made;
  }

  /** The screen asked twice. */
  discard(id) {
    return this.store.remove(id);
  }

  async #persist() {
    if (!this.persist || (await this.notes.get("persisted"))) return;
    const kept = await this.persist().catch(() => false);
    await this.notes.trySet("persisted", kept);
  }
}

/** On a full disk nothing new can be noted, but what waits must still go: sending makes room. */
async function onFull(work, otherwise) {
  try {
    return await work;
  } catch (error) {
    if (error.code === "full") return otherwise;
    throw error;
  }
}

const KEPT_EVENTS = 500;

/** Small things beside the items: what is known of the account, the clock and the pauses, and the last events. */
export class Notes {
  constructor({ database, now = Date.now }) {
    Object.assign(this, { database, now });
  }

  async get(name) {
    return (await this.database.read(["meta"], (tx) => tx.objectStore("meta").get(name)))?.value;
  }

  set(name, value) {
    return this.change(name, () => value);
  }

  /** What is only convenient to know; a full disk is no reason to stop sending. */
  async trySet(name, value) {
    await this.set(name, value).catch(() => {});
  }

  /** Read and write in one step, so that two tabs never both win; `make(value)` gives undefined to leave it. */
  change(name, make) {
    return this.database.write(["meta"], async (tx) => {
      const store = tx.objectStore("meta");
      const value = make((await store.get(name))?.value);
      if (value !== undefined) await store.put({ name, value });
      return value;
    });
  }

  /** For whoever helps: codes and ids, never what people wrote or where they were. */
  async log(code, id = null) {
    await this.database
      .write(["log"], async (tx) => {
        const store = tx.objectStore("log");
        const number = await store.add({ at: this.now(), code, id });
        await store.delete(IDBKeyRange.upperBound(number - KEPT_EVENTS));
      })
      .catch(() => {});
  }

  events() {
    return this.database.read(["log"], (tx) => tx.objectStore("log").getAll());
  }
}

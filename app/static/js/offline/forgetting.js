import { isReading } from "../lib/cache-names.js";

const READER = "haarvaten.lezer"; // for whom this device keeps what was read
const LEAVING = "haarvaten.weg"; // someone pressed "Uitloggen"

/** What was read here belongs to whoever is signed in: it goes when they leave, and when someone else comes. */
export class Forgetting {
  /** `storage` is localStorage or nothing; `caches` may be missing too. */
  constructor({ known, storage, caches }) {
    Object.assign(this, { known, storage, caches });
  }

  /** Before the form goes out: the next page does it, whatever becomes of this one. */
  leaving() {
    this.storage?.setItem(LEAVING, "1");
  }

  /** Someone who is signed in begins to read. */
  async begin(account) {
    const before = this.storage?.getItem(READER);
    if (before && before !== account) await this.#wipe(account);
    this.storage?.setItem(READER, account);
    this.storage?.removeItem(LEAVING);
  }

  /** Nobody is signed in on this page. A session that ran out is no leaving: `account` is still known then. */
  async end(account) {
    if (!this.storage?.getItem(LEAVING) && (account || !this.storage?.getItem(READER))) return;
    await this.#wipe(null);
    this.storage?.removeItem(READER);
    this.storage?.removeItem(LEAVING);
  }

  async #wipe(owner) {
    await this.known.forget(owner);
    for (const name of (await this.caches?.keys()) ?? []) if (isReading(name)) await this.caches.delete(name);
  }
}

import { startRepeat, stopRepeat } from "../lib/timers.js";

const NAME = "haarvaten-versturen";
const LEASE_MS = 20_000;
const RENEW_MS = 5_000;

/** Lets one sender at a time work, over all tabs of this device. */
export class OneSender {
  /** `locks` is navigator.locks, or nothing in a browser without; `id` is of this tab alone. */
  constructor({ locks, notes, id, now = Date.now, setRepeat = startRepeat, clearRepeat = stopRepeat }) {
    Object.assign(this, { locks, notes, id, now, setRepeat, clearRepeat });
  }

  /** Do the work and return what it gives; null when another tab sends. `work(holds)` asks now and then if it may go on. */
  run(work) {
    if (!this.locks) return this.#leased(work);
    return this.locks.request(NAME, { ifAvailable: true }, (lock) => (lock ? work(async () => true) : null));
  }

  /** Is something being sent now, by any tab of this device or by the worker? */
  async isHeld() {
    if (this.locks) return (await this.locks.query()).held.some(({ name }) => name === NAME);
    return this.#lasts(await this.notes.get("lease"));
  }

  /** A row that says who sends, and until when; a tab that was killed or frozen loses it by itself. */
  async #leased(work) {
    if (!(await this.#take((held) => !this.#isTaken(held)))) return null;
    const renew = () => this.#take((held) => held?.holder === this.id); // lost while frozen is lost
    const renewal = this.setRepeat(() => renew().catch(() => {}), RENEW_MS);
    try {
      return await work(renew);
    } finally {
      this.clearRepeat(renewal);
      await this.#free().catch(() => {});
    }
  }

  #isTaken(held) {
    return this.#lasts(held) && held.holder !== this.id;
  }

  /** A lease longer than one can last was made by a clock that was put back. */
  #lasts(held) {
    const now = this.now();
    return Boolean(held) && held.until > now && held.until <= now + LEASE_MS;
  }

  /** Write that we send from now on, if we may; tells whether. */
  async #take(may) {
    try {
      const make = (held) => (may(held) ? { holder: this.id, until: this.now() + LEASE_MS } : undefined);
      return (await this.notes.change("lease", make)) !== undefined;
    } catch (error) {
      if (error.code === "full") return true; // sending makes room, and twice is harmless
      throw error;
    }
  }

  #free() {
    return this.notes.change("lease", (held) => (held?.holder === this.id ? null : undefined));
  }
}

const KEY = "haarvaten.veld";

/**
 * Notices that the browser threw our database away: a number of its own stands in the database and, with how many
 * items wait, in localStorage, which most browsers keep longer.
 */
export class Eviction {
  /** `storage` is localStorage, or nothing where it is forbidden; `newId` makes a random id. */
  constructor({ storage, notes, newId }) {
    Object.assign(this, { storage, notes, newId });
  }

  /** How many unsent items are lost: 0 when all is well. Tells it until the next `keep()`. */
  async check() {
    const noted = this.#read();
    const made = (await this.notes.get("made")) ?? (await this.notes.change("made", (value) => value ?? this.newId()));
    this.made = made;
    if (noted?.made === made) return 0;
    return noted ? noted.unsent : 0;
  }

  /** Note how many items wait; after each change, and after `check()`. */
  keep(unsent) {
    try {
      this.storage?.setItem(KEY, JSON.stringify({ made: this.made, unsent }));
    } catch {
      // full or forbidden: then a loss goes unnoticed, but nothing is lost by it
    }
  }

  #read() {
    try {
      const { made, unsent } = JSON.parse(this.storage.getItem(KEY));
      return typeof made === "string" && Number.isInteger(unsent) ? { made, unsent } : null;
    } catch {
      return null;
    }
  }
}

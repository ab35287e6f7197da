const DAY_MS = 86_400_000;
const SEEN_DAYS = 90;
const AGAIN_MS = 600_000;
const MOST_SEEN = 60;
const ADDRESS = "/api/v1/mijn-elementen";

/** The elements that someone knows, kept for use without a line: what a form asks, never an exact place. */
export class Known {
  constructor({ database, notes, fetch, now = Date.now }) {
    Object.assign(this, { database, notes, fetch, now });
  }

  /** Of this person, those that they worked on, registered or follow first, then what they saw, last first. */
  async list(owner) {
    const rows = (await this.#rows(owner)).filter((row) => row.title);
    return rows.sort((one, other) => one.rank - other.rank);
  }

  find(owner, id) {
    return this.database.read(["known"], (tx) => tx.objectStore("known").get(keyOf(owner, id)));
  }

  /** Someone looks at the page of an element. Tells whether that is news. */
  saw(owner, id) {
    return this.database.write(["known"], async (tx) => {
      const before = await tx.objectStore("known").get(keyOf(owner, id));
      await tx.objectStore("known").put({ ...before, key: keyOf(owner, id), owner, id, seenAt: this.now() });
      return !before?.title;
    });
  }

  /** Ask the server what may be kept, now and then; what it does not name any more goes. */
  async refresh(owner, { force = false } = {}) {
    const last = await this.notes.get("known");
    if (!force && last?.owner === owner && Math.abs(this.now() - last.at) < AGAIN_MS) return false;
    const seen = (await this.#rows(owner)).filter((row) => row.seenAt > this.now() - SEEN_DAYS * DAY_MS);
    const newest = seen.sort((one, other) => other.seenAt - one.seenAt).slice(0, MOST_SEEN);
    const asked = newest.length ? `?gezien=${newest.map(({ id }) => id).join(",")}` : "";
    const response = await this.fetch(ADDRESS + asked, { headers: { Accept: "application/json" } });
    const told = response.ok && !response.redirected ? await response.json() : null;
    if (told?.owner !== owner) return false; // someone else signed in meanwhile
    await this.#replace(owner, told.elements, new Map(newest.map(({ id, seenAt }) => [id, seenAt])));
    await this.notes.trySet("known", { owner, at: this.now() });
    return true;
  }

  /** Everything of everyone but `owner`; of everyone when that is null. */
  forget(owner = null) {
    return this.database.write(["known", "areas"], async (tx) => {
      for (const name of ["known", "areas"]) {
        const rows = tx.objectStore(name);
        for (const row of await rows.getAll()) if (row.owner !== owner) await rows.delete(row.key);
      }
    });
  }

  async #rows(owner) {
    const rows = await this.database.read(["known"], (tx) => tx.objectStore("known").getAll());
    return rows.filter((row) => row.owner === owner);
  }

  #replace(owner, elements, seen) {
    return this.database.write(["known"], async (tx) => {
      const rows = tx.objectStore("known");
      const named = new Set(elements.map(({ id }) => keyOf(owner, id)));
      for (const row of await rows.getAll()) if (row.owner === owner && !named.has(row.key)) await rows.delete(row.key);
      for (const [at, one] of elements.entries()) {
        const seenAt = seen.get(one.id);
        await rows.put({ ...one, key: keyOf(owner, one.id), owner, rank: at, seenAt });
      }
    });
  }
}

const keyOf = (owner, id) => `${owner} ${id}`;

import { areaCache, isArea } from "../lib/cache-names.js";
import { tilesIn } from "../lib/tile-numbers.js";

const NEAREST = 14; // the map draws nearer views from these
const FIRST = 6;
const MOST_TILES = 400;
const MOST_BYTES = 20_000_000;
const AT_ONCE = 4;

/** Something that cannot be kept; `code`: large (come nearer), line (it did not all come), full (no room here). */
export class AreaError extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** Parts of the map that people want to have without a line: the elements that everyone may see, without background. */
export class Areas {
  constructor({ database, caches, fetch, newId, now = Date.now }) {
    Object.assign(this, { database, caches, fetch, newId, now });
  }

  /** Those that are really there: what the browser or our own switch threw away is no longer listed. */
  async list(owner) {
    const rows = await this.database.read(["areas"], (tx) => tx.objectStore("areas").getAll());
    const kept = new Set(await this.caches.keys());
    const there = rows.filter((row) => row.owner === owner && kept.has(areaCache(row.key)));
    return there.sort((one, other) => other.at - one.at);
  }

  /** Fetch what a view needs: {tiles: [[address, response]], bytes}. Nothing is kept yet. Raises AreaError. */
  async weigh(box, zoom, addressOf) {
    const tiles = tilesIn(box, Math.min(Math.max(Math.floor(zoom), FIRST), NEAREST), NEAREST);
    if (tiles.length > MOST_TILES) throw new AreaError("large");
    const left = tiles.map(addressOf);
    const found = [];
    let bytes = 0;
    const one = async () => {
      for (let next = left.shift(); next; next = left.shift()) {
        const got = await this.#get(next);
        bytes += got.size;
        if (bytes > MOST_BYTES) throw new AreaError("large");
        found.push([next, got]);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, one));
    return { tiles: found, bytes };
  }

  /** Keep it. `about`: owner, name, hash (where the map stood, as its own address says it). Raises AreaError. */
  async keep({ tiles, bytes }, about) {
    const key = this.newId();
    try {
      const cache = await this.caches.open(areaCache(key));
      for (const [address, blob] of tiles) await cache.put(address, new Response(blob));
      await this.#write((rows) => rows.put({ ...about, key, bytes, at: this.now() }));
    } catch (error) {
      await this.caches.delete(areaCache(key));
      throw new AreaError(error.name === "QuotaExceededError" || error.code === "full" ? "full" : "line");
    }
    return key;
  }

  async remove(key) {
    await this.#write((rows) => rows.delete(key));
    await this.caches.delete(areaCache(key));
  }

  /** A browser that was killed while keeping leaves tiles that nobody names; one that threw them away, a bare name. */
  async tidy() {
    const rows = await this.database.read(["areas"], (tx) => tx.objectStore("areas").getAllKeys());
    const known = new Set(rows.map(areaCache));
    const kept = new Set(await this.caches.keys());
    for (const name of kept) if (isArea(name) && !known.has(name)) await this.caches.delete(name);
    for (const key of rows) if (!kept.has(areaCache(key))) await this.#write((areas) => areas.delete(key));
  }

  async #get(address) {
    const response = await this.fetch(address).catch(() => null);
    const whole = response?.ok && response.status === 200 && !response.redirected;
    if (!whole || !response.headers.get("Content-Type")?.includes("vector-tile")) throw new AreaError("line");
    return response.blob();
  }

  #write(work) {
    return this.database.write(["areas"], (tx) => work(tx.objectStore("areas")));
  }
}

import { sha256 } from "../lib/hash.js";
import { appCache, outdated } from "../lib/cache-names.js";

const AT_ONCE = 6;

/** The files of one version of the app: taken in whole or not at all, each compared with its hash. */
export class AppFiles {
  /** `told` is what /sw.js says: {version, files, later: [[address, hash]], shells: {language: {name: address}}}. */
  constructor({ told, caches, fetch, hash = sha256 }) {
    Object.assign(this, { told, caches, fetch, hash });
  }

  /** Rejects when one does not come whole; then the version before stays. */
  async install() {
    const cache = await this.caches.open(appCache(this.told.version));
    await this.#take(cache, this.told.files);
  }

  /** What is large, once the rest is there; what does not come now comes another time. */
  async installLater() {
    const cache = await this.caches.open(appCache(this.told.version));
    await this.#take(cache, this.told.later).catch(() => {});
  }

  async clean() {
    const old = outdated(await this.caches.keys(), this.told.version);
    await Promise.all(old.map((name) => this.caches.delete(name)));
  }

  /** An address with a hash in it means the same bytes for ever, so any version's copy will do. */
  find(address) {
    return this.caches.match(address, { ignoreVary: true });
  }

  /** The shell of this version: one of the version before may know other fields. */
  async shell(name, language) {
    const address = (this.told.shells[language] ?? this.told.shells.nl)[name];
    const cache = await this.caches.open(appCache(this.told.version));
    return cache.match(address, { ignoreVary: true });
  }

  async #take(cache, files) {
    const left = [...files];
    const one = async () => {
      for (let next = left.shift(); next; next = left.shift()) await this.#one(cache, ...next);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, one));
  }

  async #one(cache, address, hash) {
    if (await cache.match(address, { ignoreVary: true })) return;
    const known = await this.find(address);
    if (known) return cache.put(address, known);
    const got = (await this.#get(address, hash, "default")) ?? (await this.#get(address, hash, "reload"));
    if (!got) throw new Error(`${address} is not what it should be`);
    return cache.put(address, got);
  }

  /** Null when it is something else: the page of a hotel's wifi, or the file of another version. */
  async #get(address, hash, cache) {
    const response = await this.fetch(address, { credentials: "omit", cache });
    if (!response.ok || response.redirected) return null;
    const bytes = await response.arrayBuffer();
    if (!(await this.hash(bytes)).startsWith(hash)) return null;
    const headers = new Headers(response.headers);
    headers.delete("Content-Encoding"); // it is unpacked by now
    headers.delete("Content-Length");
    return new Response(bytes, { headers });
  }
}

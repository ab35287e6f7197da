// Caches as a browser has them, in memory.
export class MemoryCache {
  kept = new Map();
  constructor(strict = true) {
    this.strict = strict;
  }
  #key = (asked) => (typeof asked === "string" ? new URL(asked, "https://haarvaten.example").href : asked.url);
  async match(asked, { ignoreSearch = false } = {}) {
    const bare = (address) => (ignoreSearch ? address.split("?")[0] : address);
    for (const [address, response] of this.kept) if (bare(address) === bare(this.#key(asked))) return response.clone();
    return undefined;
  }
  async put(asked, response) {
    this.kept.set(this.#key(asked), response);
  }
  async delete(asked) {
    return this.kept.delete(this.#key(asked));
  }
  async keys() {
    return [...this.kept.keys()].map((url) => ({ url }));
  }
}

export class MemoryCaches {
  made = new Map();
  async open(name) {
    if (!this.made.has(name)) this.made.set(name, new MemoryCache());
    return this.made.get(name);
  }
  async keys() {
    return [...this.made.keys()];
  }
  async delete(name) {
    return this.made.delete(name);
  }
  async match(asked, options) {
    for (const cache of this.made.values()) {
      const found = await cache.match(asked, options);
      if (found) return found;
    }
    return undefined;
  }
}

export const ORIGIN = "https://haarvaten.example";
export const asked = (path, more = {}) => ({ method: "GET", mode: "cors", url: ORIGIN + path, ...more });

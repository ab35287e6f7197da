import { within } from "./line.js";
import { MAP, PHOTOS } from "../lib/cache-names.js";

const FRESH_MS = 600_000; // as long as the server lets a browser keep a picture
const MOST = { [PHOTOS]: 200, [MAP]: 400 };
const PATIENCE_MS = 3_000;

const isPublic = (response) => /\bpublic\b/.test(response.headers.get("Cache-Control") ?? "");

/** Small pictures and tiles that were seen before. Only what everyone may see is kept, and never too much of it. */
export class Seen {
  constructor({ caches, fetch, now = Date.now, wait = within }) {
    Object.assign(this, { caches, fetch, now, wait });
  }

  /** A picture of a moment ago as it is; an older one is asked again, since it may have been taken from view. */
  async picture(request) {
    const cache = await this.caches.open(PHOTOS);
    const kept = await cache.match(request, { ignoreVary: true });
    if (kept && this.now() - Date.parse(kept.headers.get("Date")) < FRESH_MS) return kept;
    try {
      return await this.#fetched(cache, PHOTOS, request);
    } catch (error) {
      if (kept) return kept;
      throw error;
    }
  }

  /** A tile by the line; without it as it was last seen, or as it was kept with an area, and else nothing there. */
  async tile(request) {
    const cache = await this.caches.open(MAP);
    try {
      const store = new URL(request.url).search ? null : cache; // with a filter it shows less than there is
      return await this.wait(PATIENCE_MS, () => this.#fetched(store, MAP, request));
    } catch {
      const kept = await this.caches.match(request, { ignoreSearch: true, ignoreVary: true });
      return kept ?? new Response(null, { status: 204 });
    }
  }

  async #fetched(cache, name, request) {
    const response = await this.fetch(request);
    if (cache && response.ok && isPublic(response)) await this.#keep(cache, name, request, response.clone());
    else if (cache && [403, 404, 410].includes(response.status)) await cache.delete(request, { ignoreVary: true });
    return response;
  }

  /** A full disk is no reason to show nothing. */
  async #keep(cache, name, request, response) {
    try {
      await cache.delete(request, { ignoreVary: true }); // so that it goes to the end of the row
      await cache.put(request, response);
      const keys = await cache.keys();
      for (const old of keys.slice(0, Math.max(0, keys.length - MOST[name]))) await cache.delete(old);
    } catch {
      // then it is asked again next time
    }
  }
}

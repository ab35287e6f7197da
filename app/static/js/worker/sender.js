import { openDB } from "../../vendor/idb.js";
import { Database } from "../offline/database.js";
import { OneSender } from "../offline/lock.js";
import { Notes } from "../offline/notes.js";
import { Store } from "../offline/store.js";
import { Uploader } from "../offline/uploader.js";
import { within } from "./line.js";

const REQUEST_MS = 120_000; // fetch tells nothing while it sends; the browser ends the worker itself before long

/** One request by fetch, told as offline/line.js tells it: never rejects, status 0 when the line failed. */
export class FetchLine {
  constructor({ fetch }) {
    Object.assign(this, { fetch });
  }

  async send({ method, url, headers = {}, body = null }) {
    try {
      return await within(REQUEST_MS, async (signal) => {
        const asked = { method, body, signal, headers: { Accept: "application/json", ...headers }, credentials: "same-origin" };
        const response = await this.fetch(url, asked);
        return {
          status: response.status,
          url: response.url,
          type: response.headers.get("Content-Type"),
          text: await response.text(),
          retryAfter: response.headers.get("Retry-After"),
        };
      });
    } catch (error) {
      return { status: 0, reason: error.name };
    }
  }
}

/** The notes of this device, for what the worker must know. */
export function openNotes() {
  return new Notes({ database: new Database({ openDB: globalThis.indexedDB ? openDB : null }) });
}

const TO_SEND = new Set(["waiting", "sending", "partial", "busy"]);

/**
 * The browser says that the line is back. A page in sight sends by itself; a hidden one may be asleep, so then the
 * worker does it, with the same parts and the same lock. Rejects while something still waits: then the browser comes again.
 */
export async function sendWaiting({ clients, fetch, navigator, origin, notes }) {
  const pages = await clients.matchAll({ type: "window" });
  for (const page of pages) page.postMessage({ type: "send" });
  if (pages.some(({ visibilityState }) => visibilityState === "visible")) return;
  const news = new BroadcastChannel("haarvaten-veld");
  const store = new Store({ database: notes.database, changed: (id) => news.postMessage(id) });
  const lock = new OneSender({ locks: navigator.locks, notes, id: crypto.randomUUID() });
  const line = new FetchLine({ fetch });
  const uploader = new Uploader({ store, notes, line, lock, base: `${origin}/api/v1/submissions/` });
  try {
    await uploader.run({ force: true });
  } finally {
    news.close();
    notes.database.close(); // so that a newer page is not held up
  }
  const account = await notes.get("account");
  const waits = (await store.items()).filter((item) => item.owner === account && TO_SEND.has(item.state));
  notes.database.close();
  if (waits.length) throw new Error("something waits");
}

/** The only module here that knows the browser: it puts the parts together, once per page. */
import { openDB } from "../../vendor/idb.js";
import { Database } from "./database.js";
import { Drafts } from "./drafts.js";
import { Eviction } from "./eviction.js";
import { Identity } from "./identity.js";
import { Line } from "./line.js";
import { OneSender } from "./lock.js";
import { Notes } from "./notes.js";
import { Outbox } from "./outbox.js";
import { Pace } from "./pace.js";
import { PhotoMaker } from "./photos.js";
import { Store } from "./store.js";
import { Uploader } from "./uploader.js";

const BASE = new URL("/api/v1/submissions/", location.origin).href;
const newId = () => crypto.randomUUID();

/** {outbox, drafts, identity, photos, lock, pace, store, notes}; `progress` follows the sender. */
export function assemble({ progress } = {}) {
  const database = new Database({ openDB: globalThis.indexedDB ? openDB : null });
  const notes = new Notes({ database });
  const news = "BroadcastChannel" in globalThis ? new BroadcastChannel("haarvaten-veld") : null;
  const store = new Store({
    database,
    changed: (id) => {
      news?.postMessage(id);
      outbox.changed().catch(() => {});
    },
  });
  const drafts = new Drafts({ database });
  const identity = new Identity({ store, notes });
  const lock = new OneSender({ locks: navigator.locks, notes, id: newId() });
  const line = new Line({ Request: XMLHttpRequest });
  const online = () => navigator.onLine !== false;
  const uploader = new Uploader({ store, notes, line, lock, base: BASE, progress, online });
  const worker = navigator.serviceWorker;
  const pace = new Pace({ run: (how) => uploader.run(how), window, document, worker });
  const eviction = new Eviction({ storage: storage(), notes, newId });
  const persist = navigator.storage?.persist ? () => navigator.storage.persist() : null;
  const outbox = new Outbox({ store, drafts, notes, identity, eviction, pace, persist, newId });
  news?.addEventListener("message", () => outbox.changed().catch(() => {}));
  return { outbox, drafts, identity, lock, pace, store, notes, photos: new PhotoMaker({ measure, decode, canvas, newId }) };
}

/** Keep a draft when the page goes out of sight, for it may never come back, and before the camera opens. */
export function keepOnLeaving(draft, form) {
  addEventListener("pagehide", () => draft.flush());
  document.addEventListener("visibilitychange", () => draft.flush());
  form.addEventListener("click", ({ target }) => {
    if (target.closest("label, input[type=file]")) draft.flush();
  });
}

function storage() {
  try {
    return localStorage;
  } catch {
    return null; // forbidden by a setting of the browser
  }
}

const decode = (file, options) => createImageBitmap(file, options);
const canvas = (width, height) => Object.assign(document.createElement("canvas"), { width, height });

async function measure(file) {
  const image = new Image();
  image.src = URL.createObjectURL(file);
  try {
    await new Promise((resolve, reject) => {
      image.addEventListener("load", resolve);
      image.addEventListener("error", reject);
    });
    return { width: image.naturalWidth, height: image.naturalHeight };
  } finally {
    URL.revokeObjectURL(image.src);
  }
}

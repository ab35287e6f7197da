/** The worker of this app, for pages: registered once someone signed in, since visitors hand in nothing. */

import { isOurs } from "../lib/cache-names.js";

const LATER_MS = 4_000;
const HOUR_MS = 3_600_000;

let made;

/** The registration, or null where there is no worker. Never rejects: without one everything still works online. */
export function workerOf() {
  made ??= begin(document.documentElement.dataset).catch(() => null);
  return made;
}

async function begin({ account, worker }) {
  const workers = navigator.serviceWorker;
  if (!workers) return null;
  const known = await workers.getRegistration();
  if (worker === "off") {
    await known?.update().catch(() => {}); // it hears that it must end; and if it does not, it ends all the same
    await known?.unregister();
    for (const name of await caches.keys()) if (isOurs(name)) await caches.delete(name); // what the old one still wrote
    return null;
  }
  if (!account && !known) return null;
  const registration = await workers.register("/sw.js", { updateViaCache: "none" });
  askAgain(registration);
  fetchLater(workers);
  return registration;
}

/** The large files of the map come once all else is there. */
async function fetchLater(workers) {
  const { active } = await workers.ready;
  setTimeout(() => active.postMessage({ type: "later" }), LATER_MS);
}

/** A page that stays open for days hears of a new version too. */
function askAgain(registration) {
  let last = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - last < HOUR_MS) return;
    last = Date.now();
    registration.update().catch(() => {});
  });
}

/** Ask the browser to wake the worker when the line is back, where it can do that (Chromium). */
export async function wakeMe() {
  const registration = await workerOf();
  await registration?.sync?.register("versturen").catch(() => {});
}

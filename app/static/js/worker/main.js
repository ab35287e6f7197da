/** The worker: what works without a line. It never touches what people send. /sw.js puts `HAARVATEN` before it. */
import { AppFiles } from "./app-files.js";
import { Pages } from "./pages.js";
import { Seen } from "./seen.js";
import { openNotes, sendWaiting } from "./sender.js";
import { wayOf } from "./ways.js";

const fetchIt = (...given) => fetch(...given);
const files = new AppFiles({ told: self.HAARVATEN, caches, fetch: fetchIt });
const seen = new Seen({ caches, fetch: fetchIt });

async function language() {
  const notes = openNotes();
  try {
    return await notes.get("language");
  } catch {
    return "nl";
  } finally {
    notes.database.close();
  }
}

const pages = new Pages({ files, fetch: fetchIt, language });

const WAYS = {
  page: (request) => pages.answer(request),
  file: async (request) => (await files.find(request.url)) ?? fetch(request),
  picture: (request) => seen.picture(request),
  tile: (request) => seen.tile(request),
};

self.addEventListener("install", (event) => event.waitUntil(files.install())); // and then it waits until people want it

self.addEventListener("activate", (event) => event.waitUntil(files.clean().then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  const way = wayOf(event.request, self.location.origin);
  if (way) event.respondWith(WAYS[way](event.request));
});

self.addEventListener("message", (event) => {
  if (event.data?.type === "take-over") self.skipWaiting(); // people said yes, and nothing is being sent
  if (event.data?.type === "later") event.waitUntil(files.installLater());
});

self.addEventListener("sync", (event) => {
  const { clients, navigator, location } = self;
  event.waitUntil(sendWaiting({ clients, fetch: fetchIt, navigator, origin: location.origin, notes: openNotes() }));
});

// A phone for the tests: all parts of the outbox on a disk in memory, with a clock that the test moves.
import assert from "node:assert/strict";
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { openDB } from "idb";
import { Database, STEPS } from "../../../app/static/js/offline/database.js";
import { Drafts } from "../../../app/static/js/offline/drafts.js";
import { Eviction } from "../../../app/static/js/offline/eviction.js";
import { Identity } from "../../../app/static/js/offline/identity.js";
import { OneSender } from "../../../app/static/js/offline/lock.js";
import { Notes } from "../../../app/static/js/offline/notes.js";
import { Outbox } from "../../../app/static/js/offline/outbox.js";
import { Store } from "../../../app/static/js/offline/store.js";
import { Uploader } from "../../../app/static/js/offline/uploader.js";
import { sha256 } from "../../../app/static/js/lib/hash.js";

// Browsers refuse timers that are called as a method of something else; Node does not care.
for (const name of ["setTimeout", "clearTimeout", "setInterval", "clearInterval"]) {
  const plain = globalThis[name];
  globalThis[name] = function strict(...given) {
    assert.ok(this === undefined || this === globalThis, "Illegal invocation");
    return plain(...given);
  };
}

export const BASE = "https://haarvaten.example/api/v1/submissions/";
export const ANNA = "11111111-1111-4111-8111-111111111111";
export const BERT = "22222222-2222-4222-8222-222222222222";

/** Begin with an empty disk. */
export function newDisk() {
  globalThis.indexedDB = new IDBFactory();
}

export class Clock {
  ms = Date.parse("2026-11-26T09:00:00Z");
  now = () => this.ms;
  pass(ms) {
    this.ms += ms;
  }
}

export class Locks {
  async query() {
    return { held: this.held ? [{ name: "haarvaten-versturen" }] : [] };
  }
  async request(_name, { ifAvailable }, work) {
    assert.ok(ifAvailable, "nobody waits in line: the next round comes by itself");
    if (this.held) return work(null);
    this.held = true;
    try {
      return await work({});
    } finally {
      this.held = false;
    }
  }
}

export class Storage {
  kept = new Map();
  getItem = (key) => this.kept.get(key) ?? null;
  setItem = (key, value) => this.kept.set(key, value);
}

/** The parts, put together as start.js does. `wrap(parts)` may put faults between them. */
export function device({ server, clock = new Clock(), locks = new Locks(), storage = new Storage(), steps = STEPS, wrap, ...more } = {}) {
  const database = more.database ?? new Database({ openDB, steps });
  const line = { send: (request) => server.send(request) };
  wrap?.({ database, line });
  const notes = new Notes({ database, now: clock.now });
  const changes = [];
  const store = new Store({ database, changed: (id) => changes.push(id), hash: more.hash });
  const drafts = new Drafts({ database, now: clock.now, hash: more.hash });
  const identity = new Identity({ store, notes });
  const newId = () => crypto.randomUUID();
  const lock = new OneSender({ locks, notes, id: newId(), now: clock.now });
  const random = () => 0;
  const progress = more.progress ?? (() => {});
  const online = more.online ?? (() => true);
  const uploader = new Uploader({ store, notes, line, lock, base: BASE, now: clock.now, random, progress, online });
  const pace = { kick: async () => {}, start: () => {} };
  const eviction = new Eviction({ storage, notes, newId });
  const outbox = new Outbox({ store, drafts, notes, identity, eviction, pace, newId, now: clock.now, persist: more.persist });
  return { database, line, notes, store, drafts, identity, lock, uploader, outbox, eviction, clock, changes };
}

export async function photo(seed, size = 50) {
  const bytes = Uint8Array.from({ length: size }, (_, at) => (seed * 31 + at) % 256).buffer;
  return { id: crypto.randomUUID(), bytes, sha256: await sha256(bytes), type: "image/jpeg" };
}

/** Hand in work with some photos, the way a form does; gives the id. */
export async function handIn(phone, { photos = 0, owner = ANNA, fields = { notes: "Heg gesnoeid" }, id = crypto.randomUUID() } = {}) {
  const row = { key: `werk:${id}`, id, owner, kind: "maintenance", about: null, label: "Heg Schoolpad", address: "/x" };
  const draft = phone.drafts.open(row);
  draft.change(fields);
  for (let seed = 0; seed < photos; seed += 1) await draft.addPhoto(await photo(seed));
  await phone.outbox.handIn(draft);
  phone.clock.pass(1);
  return id;
}

export const stateOf = async (phone, id) => (await phone.store.item(id))?.state;

/** All photos on the disk, by id. */
export const photosOn = (phone) => phone.database.read(["photos"], (tx) => tx.objectStore("photos").getAll());

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { openDB } from "idb";
import { Database, STEPS, StoreError } from "../../../app/static/js/offline/database.js";
import { OneSender } from "../../../app/static/js/offline/lock.js";
import { device, handIn, Locks, newDisk, photosOn, stateOf } from "./device.mjs";

beforeEach(newDisk);

test("a browser that closes the database is asked once more (Enketo #1576)", async () => {
  const phone = device();
  const id = await handIn(phone);
  (await phone.database.opening).close();
  assert.equal(await stateOf(phone, id), "waiting");
});

test("a disk that keeps failing gives an error with a code, never silence", async () => {
  const failing = async () => {
    throw new DOMException("Internal error", "UnknownError");
  };
  await assert.rejects(new Database({ openDB: failing }).read(["items"], () => 1), { code: "broken" });
  await assert.rejects(new Database({ openDB: null }).read(["items"], () => 1), { code: "missing" });
  const never = () => new Promise(() => {});
  const hurried = (work) => setTimeout(work, 1);
  await assert.rejects(new Database({ openDB: never, setTimer: hurried }).read(["items"], () => 1), { code: "broken" });
});

test("a transaction that never ends is given up after half a minute: its lock is free, and the next one opens anew", async () => {
  const waits = [];
  let opened = 0;
  let closed = 0;
  let undone = 0;
  const never = new Promise(() => {});
  const hanging = { done: never, abort: () => (undone += 1), objectStore: () => ({ get: () => never }) };
  const opening = async (...given) => {
    const db = await openDB(...given);
    opened += 1;
    if (opened > 1) return db;
    const close = () => {
      closed += 1;
      db.close();
    };
    return { transaction: () => hanging, close };
  };
  const setTimer = (work, ms) => setTimeout(work, waits.push(ms) === 2 ? 5 : ms);
  const database = new Database({ openDB: opening, setTimer });
  const locks = new Locks();
  const sender = new OneSender({ locks, id: "one" });
  const get = (tx) => tx.objectStore("items").get("id");
  await assert.rejects(sender.run(() => database.write(["items"], get)), { code: "broken" });
  assert.deepEqual([waits, opened, undone, locks.held], [[10_000, 30_000], 1, 1, false]);
  assert.equal(await database.read(["items"], get), undefined);
  assert.deepEqual([opened, closed], [2, 1]);
});

test("a write that fails in the middle leaves nothing behind", async () => {
  const { database } = device();
  const work = async (tx) => {
    await tx.objectStore("items").put({ id: "half" });
    throw new StoreError("lost");
  };
  await assert.rejects(database.write(["items"], work), { code: "lost" });
  assert.equal(await database.read(["items"], (tx) => tx.objectStore("items").count()), 0);
});

test("all writes wait for the disk itself", async () => {
  const asked = [];
  const watching = async (...given) => {
    const db = await openDB(...given);
    return {
      transaction: (stores, mode, options) => {
        if (mode === "readwrite") asked.push(options?.durability);
        return db.transaction(stores, mode, options);
      },
    };
  };
  const phone = device({ database: new Database({ openDB: watching }) });
  await handIn(phone, { photos: 1 });
  assert.ok(asked.length > 2);
  assert.deepEqual(new Set(asked), new Set(["strict"]));
});

test("a new version of the database adds, and keeps every row", async () => {
  const phone = device();
  const id = await handIn(phone, { photos: 2 });
  const before = JSON.stringify([await phone.store.items(), await photosOn(phone)]);
  const next = device({ steps: [...STEPS, (db) => db.createObjectStore("visits", { keyPath: "id" })] });
  assert.equal(JSON.stringify([await next.store.items(), await photosOn(next)]), before);
  assert.equal(await stateOf(next, id), "waiting"); // the older page let go of it by itself
  await assert.rejects(device().store.items(), { code: "newer" });
});

test("no step ever takes a store away", () => {
  const db = new Proxy({}, { get: (_, name) => (name === "createObjectStore" ? () => ({ createIndex() {} }) : assert.fail(name)) });
  for (const step of STEPS) step(db);
});

test("a tab that does not let go is named", async () => {
  newDisk();
  const old = await openDB("veld", 1, { upgrade: STEPS[0] }); // an older page that never listens
  const more = [...STEPS, (db) => db.createObjectStore("visits")];
  const database = new Database({ openDB, steps: more, setTimer: (work) => setTimeout(work, 30) });
  await assert.rejects(database.read(["items"], () => 1), { code: "blocked" });
  old.close();
  assert.equal(await database.read(["items"], (tx) => tx.objectStore("items").count()), 0, "once that is closed, it goes on");
});

test("the log keeps the last 500 events, without a word of what people wrote", async () => {
  const phone = device();
  await handIn(phone, { fields: { notes: "geheim nest" } });
  for (let number = 0; number < 505; number += 1) await phone.notes.log("GET 200 partial", "id");
  const events = await phone.notes.events();
  assert.equal(events.length, 500);
  assert.ok(!JSON.stringify(events).includes("geheim"));
});

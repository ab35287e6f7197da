import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { IDBObjectStore } from "fake-indexeddb";
import { openDB } from "idb";
import { Database, STEPS, StoreError } from "../../../app/static/js/offline/database.js";
import { sha256 } from "../../../app/static/js/lib/hash.js";
import { ANNA, device, handIn, newDisk, photo, photosOn, stateOf, Storage } from "./device.mjs";
import { Server } from "./server.mjs";

beforeEach(newDisk);

const plainPut = IDBObjectStore.prototype.put;
/** The disk is full from the n-th write on: told at once, or only when the transaction ends. */
async function withFault(at, how, work) {
  let count = 0;
  IDBObjectStore.prototype.put = function put(...given) {
    count += 1;
    if (count < at) return plainPut.apply(this, given);
    if (how === "now") throw new DOMException("full", "QuotaExceededError");
    const request = plainPut.apply(this, given);
    this.transaction._abort("QuotaExceededError");
    return request;
  };
  try {
    await work();
  } finally {
    IDBObjectStore.prototype.put = plainPut;
  }
  return count >= at;
}

test("what is saved is there after the page is gone, byte for byte", async () => {
  const id = await handIn(device(), { photos: 2 });
  const later = device();
  const item = await later.store.item(id);
  assert.equal(await sha256(item.body), item.sha256);
  assert.equal(item.state, "waiting");
  for (const listed of item.manifest) assert.equal(await sha256((await later.store.photo(listed.id)).bytes), listed.sha256);
});

for (const how of ["now", "at the end"]) {
  test(`a full disk at each write (${how}): not shown as saved, earlier items unharmed, the text is kept`, async () => {
    const phone = device();
    const earlier = await handIn(phone, { photos: 1 });
    const before = JSON.stringify(await phone.store.item(earlier));
    let at = 0;
    let went;
    do {
      at += 1;
      const id = crypto.randomUUID();
      const row = { key: `werk:${id}`, id, owner: ANNA, kind: "maintenance", label: "Heg", address: "/x" };
      const draft = phone.drafts.open(row);
      draft.change({ notes: "Heg gesnoeid" });
      let saved = false;
      let error;
      went = await withFault(at, how, async () => {
        try {
          await draft.flush();
          await draft.addPhoto(await photo(1));
          await phone.outbox.handIn(draft);
          saved = true;
        } catch (fault) {
          error = fault;
        }
      });
      const item = await phone.store.item(id);
      assert.equal(saved, Boolean(item), `write ${at}: saved and on the disk are the same`);
      if (!saved) assert.equal(error.code, "full");
      if (saved) assert.equal(await sha256(item.body), item.sha256);
      assert.deepEqual(draft.row.fields, { notes: "Heg gesnoeid" });
      assert.equal(JSON.stringify(await phone.store.item(earlier)), before);
      if (!saved) {
        if (draft.row.photos.length === 0) await draft.addPhoto(await photo(1));
        await phone.outbox.handIn(draft); // there is room again
        assert.equal(await stateOf(phone, id), "waiting");
      }
    } while (went);
    assert.ok(at > 4, "several writes were tried");
  });
}

/** A hash that tells a lie about what is read back, so many times. */
function lying(times) {
  let left = times;
  const bodies = new WeakSet();
  return {
    seen: bodies,
    hash: async (bytes) => (left-- > 0 ? "0".repeat(64) : sha256(bytes)),
  };
}

test("read back otherwise than written: tried once more, and then it is saved", async () => {
  const phone = device();
  const { row, item } = await prepared(phone);
  phone.store.hash = lying(1).hash;
  await phone.store.save(item);
  assert.equal(await stateOf(phone, row.id), "waiting");
});

test("read back otherwise twice: an error, nobody sends it, draft and photos stay", async () => {
  const phone = device();
  const { row, item, draft } = await prepared(phone);
  phone.store.hash = lying(2).hash;
  await assert.rejects(phone.store.save(item), (error) => error instanceof StoreError && error.code === "mismatch");
  const server = new Server();
  await phone.notes.set("account", ANNA);
  await device({ server }).uploader.run({ force: true });
  assert.equal(server.requests.length, 0);
  assert.equal((await photosOn(phone)).length, 1);
  assert.deepEqual((await phone.drafts.list(ANNA)).map((one) => one.id), [row.id]);
  phone.store.hash = sha256;
  await phone.outbox.handIn(draft);
  assert.equal(await stateOf(phone, row.id), "waiting");
});

test("a photo that comes back empty, as WebKit once did, is not called saved", async () => {
  const phone = device();
  const { item } = await prepared(phone);
  const [{ id }] = item.manifest;
  await phone.database.write(["photos"], async (tx) => {
    const kept = await tx.objectStore("photos").get(id);
    await tx.objectStore("photos").put({ ...kept, bytes: null });
  });
  await assert.rejects(phone.store.save(item), { code: "mismatch" });
});

test("a body that comes back as something else is not called saved", async () => {
  const phone = device();
  const { item } = await prepared(phone);
  phone.store.item = async () => ({ ...item, body: new Blob() });
  await assert.rejects(phone.store.save(item), { code: "mismatch" });
});

test("nothing marks an item that is another version, in someone's hands, or received", async () => {
  const phone = device();
  const id = await handIn(phone);
  const { sha256: hash } = await phone.store.item(id);
  assert.equal(await phone.store.patch(id, "other", { state: "gone" }), null);
  await phone.store.reopen(id);
  assert.equal(await phone.store.patch(id, hash, { state: "gone" }), null);
  await phone.store.complete(id, hash, { receivedAt: 1 });
  assert.equal(await phone.store.patch(id, hash, { state: "gone" }), null);
  assert.equal(await stateOf(phone, id), "received");
});

test("an item never appears without a photo that it names", async () => {
  const phone = device();
  const { item } = await prepared(phone);
  await phone.database.write(["photos"], (tx) => tx.objectStore("photos").delete(item.manifest[0].id));
  await assert.rejects(phone.store.save(item), { code: "lost" });
  assert.equal(await phone.store.item(item.id), undefined);
});

test("the photo of a draft is read back too", async () => {
  const phone = device({ hash: lying(1).hash });
  const draft = phone.drafts.open({ key: "werk:1", id: crypto.randomUUID(), owner: ANNA });
  await draft.addPhoto(await photo(1));
  assert.equal(draft.row.photos.length, 1);
  phone.drafts.hash = lying(2).hash;
  await assert.rejects(draft.addPhoto(await photo(2)), { code: "mismatch" });
  assert.equal(draft.row.photos.length, 1);
  assert.equal((await photosOn(phone)).length, 1);
});

async function prepared(phone) {
  const id = crypto.randomUUID();
  const row = { key: `werk:${id}`, id, owner: ANNA, kind: "maintenance", label: "Heg", address: "/x", fields: { notes: "a" } };
  const draft = phone.drafts.open(row);
  await draft.addPhoto(await photo(1));
  const body = new TextEncoder().encode(JSON.stringify(row)).buffer;
  const about = { id, owner: ANNA, kind: "maintenance", body, sha256: await sha256(body), manifest: draft.row.photos };
  return { row, draft, item: { ...about, state: "waiting", attempts: 0, nextTry: 0, savedAt: 1, doubt: false, receipt: null } };
}

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
  assert.ok(asked.length > 3);
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
  const old = await openDB("veld", 1); // an older page that never listens
  let asked = 0;
  const more = [...STEPS, (db) => db.createObjectStore("visits")];
  const database = new Database({ openDB, steps: more, onBlocked: () => (asked += 1), setTimer: (work) => setTimeout(work, 30) });
  await assert.rejects(database.read(["items"], () => 1), { code: "blocked" });
  assert.equal(asked, 1);
  old.close();
});

test("eviction is noticed, told once, with how many are lost", async () => {
  const storage = new Storage();
  const phone = device({ storage });
  assert.equal(await phone.outbox.start(), 0);
  await handIn(phone);
  await handIn(phone);
  await phone.outbox.changed();
  assert.equal(await device({ storage }).outbox.start(), 0);
  newDisk();
  assert.equal(await device({ storage }).outbox.start(), 2);
  assert.equal(await device({ storage }).outbox.start(), 0);
});

test("without localStorage a loss goes unnoticed, and nothing breaks", async () => {
  const storage = { getItem: () => assert.fail("forbidden"), setItem: () => assert.fail("forbidden") };
  assert.equal(await device({ storage }).outbox.start(), 0);
  assert.equal(await device({ storage: null }).outbox.start(), 0);
});

test("the log keeps the last 500 events, without a word of what people wrote", async () => {
  const phone = device();
  await handIn(phone, { fields: { notes: "geheim nest" } });
  for (let number = 0; number < 505; number += 1) await phone.notes.log("GET 200 partial", "id");
  const events = await phone.notes.events();
  assert.equal(events.length, 500);
  assert.ok(!JSON.stringify(events).includes("geheim"));
});

test("what was received goes after a month, what was not never", async () => {
  const phone = device();
  const [waits, done] = [await handIn(phone), await handIn(phone)];
  const item = await phone.store.item(done);
  await phone.store.complete(done, item.sha256, { receivedAt: phone.clock.now() });
  phone.clock.pass(29 * 86_400_000);
  await phone.store.tidy(phone.clock.now());
  assert.equal(await stateOf(phone, done), "received");
  phone.clock.pass(700 * 86_400_000);
  await phone.store.tidy(phone.clock.now());
  assert.equal(await stateOf(phone, done), undefined);
  assert.equal(await stateOf(phone, waits), "waiting");
});

test("the browser is asked once to keep things, after something was saved", async () => {
  let asked = 0;
  const persist = async () => {
    asked += 1;
    return true;
  };
  const phone = device({ persist });
  assert.equal(asked, 0);
  await handIn(phone);
  await new Promise((done) => setTimeout(done, 20));
  await handIn(phone);
  assert.equal(asked, 1);
  assert.equal(await phone.notes.get("persisted"), true);
});

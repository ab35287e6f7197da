import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { StoreError } from "../../../app/static/js/offline/database.js";
import { sha256 } from "../../../app/static/js/lib/hash.js";
import { ANNA, device, handIn, newDisk, photo, photosOn, stateOf } from "./device.mjs";
import { Server } from "./server.mjs";

beforeEach(newDisk);

test("what is saved is there after the page is gone, byte for byte", async () => {
  const id = await handIn(device(), { photos: 2 });
  const later = device();
  const item = await later.store.item(id);
  assert.equal(await sha256(item.body), item.sha256);
  assert.equal(item.state, "waiting");
  for (const listed of item.manifest) assert.equal(await sha256((await later.store.photo(listed.id)).bytes), listed.sha256);
});

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

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { downloadZip } from "client-zip";
import { sha256 } from "../../../app/static/js/lib/hash.js";
import { exportAll, fileName } from "../../../app/static/js/offline/export.js";
import { ANNA, BERT, device, handIn, newDisk, photo } from "./device.mjs";
import { ready, REFUSALS, Server } from "./server.mjs";

beforeEach(newDisk);

const copyOf = async ({ store, drafts, notes, clock }, owner = ANNA) => {
  const made = await exportAll({ store, drafts, notes, owner, zip: downloadZip, now: clock.now(), readme: "Bewaar dit bestand." });
  return read(new Uint8Array(await made.arrayBuffer()));
};

/** Names and bytes of a zip without compression, as any reader finds them: from the list at its end. */
function read(bytes) {
  const view = new DataView(bytes.buffer);
  const end = bytes.length - 22;
  assert.equal(view.getUint32(end, true), 0x06054b50);
  const files = new Map();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    assert.equal(view.getUint16(at + 10, true), 0, "stored as it is");
    const [size, name, extra, note] = [view.getUint32(at + 20, true), ...[28, 30, 32].map((far) => view.getUint16(at + far, true))];
    const local = view.getUint32(at + 42, true);
    const begin = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    files.set(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)), bytes.slice(begin, begin + size));
    at += 46 + name + extra + note;
  }
  return files;
}

const told = (files) => JSON.parse(new TextDecoder().decode(files.get("haarvaten.json")));

test("the copy holds the exact bytes of all that waits, so a server takes it in under the same ids", async () => {
  const phone = device();
  const ids = [await handIn(phone, { photos: 2 }), await handIn(phone)];
  const files = await copyOf(phone);
  const { format, version, items } = told(files);
  assert.deepEqual([format, version], ["haarvaten-outbox", 1]);
  assert.deepEqual(items.map((item) => item.id), ids);
  const server = new Server();
  const send = (path, bytes, headers = {}) =>
    server.send({ method: "PUT", url: `https://haarvaten.example/api/v1/submissions/${path}`, body: bytes, headers: { "X-Haarvaten": "1", ...headers } });
  for (const item of items) {
    assert.equal(await sha256(files.get(item.envelope)), item.envelope_sha256);
    await send(item.id, files.get(item.envelope));
    for (const one of item.photos) await send(`${item.id}/photos/${one.id}`, files.get(one.path), { "X-Sha256": one.sha256 });
  }
  for (const id of ids) assert.ok(server.complete(id));
  assert.ok(new TextDecoder().decode(files.get("lees-mij.txt")).startsWith("Bewaar"));
});

test("drafts go along with their photos; what is received or of someone else does not", async () => {
  const phone = device({ server: new Server() });
  await phone.identity.signedIn(ANNA);
  const done = await handIn(phone);
  await phone.uploader.run();
  await handIn(phone, { owner: BERT });
  const draft = phone.drafts.open({ key: "werk:1", id: crypto.randomUUID(), owner: ANNA, kind: "element", label: "Wal" });
  draft.change({ notes: "Half" });
  await draft.addPhoto(await photo(3));
  await draft.flush();
  const files = await copyOf(phone);
  const { items, drafts } = told(files);
  assert.deepEqual(items, []);
  assert.equal(drafts.length, 1);
  assert.equal(drafts[0].fields.notes, "Half");
  assert.equal(await sha256(files.get(drafts[0].photos[0].path)), drafts[0].photos[0].sha256);
  assert.ok(![...files.keys()].some((name) => name.includes(done)));
});

test("a photo that cannot be read is named, and the rest still comes", async () => {
  const phone = device();
  const id = await handIn(phone, { photos: 2 });
  const [gone] = (await phone.store.item(id)).manifest;
  await phone.database.write(["photos"], (tx) => tx.objectStore("photos").delete(gone.id));
  const [item] = told(await copyOf(phone)).items;
  assert.deepEqual(item.photos.map((one) => one.path === null), [true, false]);
});

test("what was refused for good goes along too: nobody else has those words", async () => {
  const { server, phone } = await ready();
  const id = await handIn(phone, { photos: 1 });
  server.refuse = () => REFUSALS.gone;
  await phone.uploader.run();
  const [item] = told(await copyOf(phone)).items;
  assert.deepEqual([item.id, item.state, item.photos.length], [id, "gone", 1]);
});

test("nothing to keep is no copy: of someone else, of nobody, of what was received", async () => {
  const { phone } = await ready();
  await handIn(phone);
  await phone.uploader.run();
  await handIn(phone, { owner: BERT });
  const parts = { store: phone.store, drafts: phone.drafts, zip: downloadZip, now: 1, readme: "" };
  for (const owner of [ANNA, null]) assert.equal(await exportAll({ ...parts, owner }), null);
});

test("the name of the copy tells the day only", () => assert.equal(fileName("2026-11-26"), "haarvaten-2026-11-26.zip"));

test("the copy tells what happened to what it holds, in codes and ids, and nothing of someone else", async () => {
  const phone = device();
  const [mine, bert] = [await handIn(phone, { fields: { notes: "geheim nest" } }), await handIn(phone, { owner: BERT })];
  await phone.notes.log("PUT 413 attention", mine);
  await phone.notes.log("evicted");
  const { log } = told(await copyOf(phone));
  assert.deepEqual(log.map(({ code, id }) => [code, id]), [["saved", mine], ["PUT 413 attention", mine], ["evicted", null]]);
  assert.ok(log.every(({ at }) => at.startsWith("2026-11-26T")));
  assert.ok(!JSON.stringify(log).includes(bert));
  phone.notes.events = () => Promise.reject(new Error("disk"));
  assert.deepEqual(told(await copyOf(phone)).log, []);
});

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { BASE, handIn, newDisk, photosOn, stateOf } from "./device.mjs";
import { json, NO_LINE, ready } from "./server.mjs";

beforeEach(newDisk);

test("everything arrives, oldest first, the envelope before its photos; then the photos leave the device", async () => {
  const { server, phone } = await ready();
  const first = await handIn(phone, { photos: 2 });
  const second = await handIn(phone);
  const [one, two] = (await phone.store.item(first)).manifest.map((photo) => photo.id);
  assert.equal(await phone.uploader.run(), null);
  const order = [`PUT ${first}`, `PUT ${first}/photos/${one}`, `PUT ${first}/photos/${two}`, `PUT ${second}`];
  assert.deepEqual(server.requests, order);
  assert.ok(server.complete(first) && server.complete(second));
  const item = await phone.store.item(first);
  assert.equal(item.state, "received");
  assert.equal(item.receipt.state, "complete");
  assert.equal(item.body, null);
  assert.deepEqual(item.fields, { notes: "Heg gesnoeid" });
  assert.equal((await photosOn(phone)).length, 0);
});

test("each request says when it was sent and that it is ours, and nothing of it is kept with the item", async () => {
  const { server, phone } = await ready();
  const id = await handIn(phone, { photos: 1 });
  const [{ sha256, type }] = (await phone.store.item(id)).manifest;
  await phone.uploader.run();
  const { headers } = server.last;
  assert.equal(headers["X-Sha256"], sha256);
  assert.equal(headers["Content-Type"], type);
  assert.equal(headers["X-Haarvaten"], "1");
  assert.equal(headers["X-Sent-At"], new Date(phone.clock.now()).toISOString());
  assert.ok(!JSON.stringify(await phone.store.items()).includes("X-Sent-At"));
});

test("the answers give the offset of the clock", async () => {
  const { phone } = await ready();
  await handIn(phone);
  phone.clock.ms = Date.parse("2026-11-26T09:10:05Z");
  await phone.uploader.run();
  assert.equal(await phone.notes.get("offset"), -600_000);
});

test("an answer that got lost: the receipt is asked for, and only what is missing is sent", async () => {
  const { server, phone } = await ready();
  const id = await handIn(phone, { photos: 2 });
  let lost = 0;
  server.fault = (request) => (request.method === "PUT" && request.url.includes("/photos/") && lost++ === 0 ? NO_LINE : undefined);
  const [one, two] = (await phone.store.item(id)).manifest.map((photo) => photo.id);
  const next = await phone.uploader.run();
  assert.equal(await stateOf(phone, id), "partial");
  assert.equal(next, phone.clock.now() + 2000);
  server.requests = [];
  phone.clock.pass(2000);
  await phone.uploader.run();
  assert.deepEqual(server.requests, [`GET ${id}/receipt`, `PUT ${id}/photos/${two}`]);
  assert.ok(server.complete(id), one);
});

test("progress is told per photo", async () => {
  const told = [];
  const { server, phone } = await ready({ progress: (news) => told.push(news) });
  const id = await handIn(phone, { photos: 1 });
  const send = server.send.bind(server);
  server.send = (request) => {
    request.onProgress(1, 2);
    return send(request);
  };
  await phone.uploader.run();
  assert.deepEqual(told.map((one) => [one.id === id, Boolean(one.photo), one.loaded, one.total]), [
    [true, false, 1, 2],
    [true, true, 1, 2],
  ]);
  assert.ok(server.last.url.startsWith(BASE));
});

test("a full disk does not keep the phone from sending, which is what makes room", async () => {
  const { server, phone } = await ready();
  const id = await handIn(phone, { photos: 2 });
  const write = phone.database.write.bind(phone.database);
  const full = Object.assign(new Error("full"), { code: "full" });
  phone.database.write = (stores, work) => (stores.includes("photos") ? write(stores, work) : Promise.reject(full));
  await phone.uploader.run();
  assert.ok(server.complete(id));
  assert.equal(await stateOf(phone, id), "received");
});

test("bytes that rotted on the device are never sent, and people are told", async () => {
  for (const part of ["envelope", "photo"]) {
    newDisk();
    const { server, phone } = await ready();
    const id = await handIn(phone, { photos: 1 });
    await phone.database.write(["items", "photos"], async (tx) => {
      const item = await tx.objectStore("items").get(id);
      const bytes = new Uint8Array([1, 2, 3]).buffer;
      if (part === "envelope") await tx.objectStore("items").put({ ...item, body: bytes });
      else await tx.objectStore("photos").put({ id: item.manifest[0].id, bytes });
    });
    await phone.uploader.run();
    const item = await phone.store.item(id);
    assert.equal(item.state, "attention");
    assert.equal(item.error.code, `damaged_${part}`);
    assert.ok(!server.requests.some((one) => one.includes("/photos/")));
  }
});

test("a server that keeps asking for other photos is not believed for ever", async () => {
  const { server, phone } = await ready();
  const id = await handIn(phone, { photos: 2 });
  const [one, two] = (await phone.store.item(id)).manifest.map((photo) => photo.id);
  server.fault = ({ url }, answer) => {
    const body = JSON.parse(answer.text);
    return json(200, { ...body, state: "partial", missing: [url.endsWith(one) ? two : one] });
  };
  await phone.uploader.run();
  assert.equal(server.requests.length, 3);
  assert.equal(await stateOf(phone, id), "partial");
});

test("what a killed page was sending is shown as waiting again, also without a line", async () => {
  const { phone } = await ready({ online: () => false });
  const id = await handIn(phone);
  await phone.store.patch(id, (await phone.store.item(id)).sha256, { state: "sending" });
  await phone.uploader.run();
  assert.equal(await stateOf(phone, id), "waiting");
});

test("without a line nothing is tried, but someone who asks is believed", async () => {
  const { server, phone } = await ready({ online: () => false });
  const id = await handIn(phone);
  await phone.uploader.run();
  assert.equal(server.requests.length, 0);
  await phone.uploader.run({ force: true });
  assert.equal(await stateOf(phone, id), "received");
});

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { ANNA, handIn, newDisk, stateOf } from "./device.mjs";
import { NO_LINE, PORTAL, ready, refusal } from "./server.mjs";

beforeEach(newDisk);

test("the pauses grow from 2 seconds to 5 minutes, and asking skips them", async () => {
  const { server, phone } = await ready();
  const id = await handIn(phone);
  server.refuse = () => NO_LINE;
  const pauses = [];
  for (let round = 0; round < 10; round += 1) {
    const next = await phone.uploader.run();
    pauses.push((next - phone.clock.now()) / 1000);
    phone.clock.pass(next - phone.clock.now() - 1);
    const before = server.requests.length;
    await phone.uploader.run();
    assert.equal(server.requests.length, before, "not a moment too early");
    phone.clock.pass(1);
  }
  assert.deepEqual(pauses, [2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
  server.refuse = () => undefined;
  await phone.uploader.run();
  await phone.uploader.run({ force: true });
  assert.equal(await stateOf(phone, id), "received");
});

test("a photo that never gets through does not make the phone hurry", async () => {
  const { server, phone } = await ready();
  await handIn(phone, { photos: 1 });
  server.refuse = (request) => (request.url.includes("/photos/") ? { ...PORTAL, status: 413 } : undefined);
  const pauses = [];
  for (let round = 0; round < 4; round += 1) {
    const next = await phone.uploader.run();
    pauses.push((next - phone.clock.now()) / 1000);
    phone.clock.pass(next - phone.clock.now());
  }
  assert.deepEqual(pauses, [2, 4, 8, 16]);
});

test("a busy server is left alone as long as it asks, also when someone presses the button", async () => {
  for (const status of [429, 503]) {
    newDisk();
    const { server, phone } = await ready();
    const ids = [await handIn(phone), await handIn(phone)];
    server.refuse = () => refusal(status, "busy", { retryAfter: "600" });
    assert.equal(await phone.uploader.run(), phone.clock.now() + 600_000);
    assert.equal(server.requests.length, 1, "the second is not tried");
    assert.equal(await stateOf(phone, ids[0]), "busy");
    phone.clock.pass(599_999);
    await phone.uploader.run({ force: true });
    assert.equal(server.requests.length, 1);
    phone.clock.pass(1);
    server.refuse = () => undefined;
    await phone.uploader.run();
    for (const id of ids) assert.equal(await stateOf(phone, id), "received");
  }
});

test("a server that has no room for one item takes the others", async () => {
  const { server, phone } = await ready();
  const full = await handIn(phone, { photos: 1 });
  const other = await handIn(phone);
  server.refuse = (request) => (request.url.includes("/photos/") ? refusal(507, "room", { retryAfter: "60" }) : undefined);
  const next = await phone.uploader.run();
  assert.equal(next, phone.clock.now() + 60_000);
  assert.equal(await stateOf(phone, full), "busy");
  assert.equal(await stateOf(phone, other), "received");
});

test("a pause from before the clock was put back does not last for years", async () => {
  const { server, phone } = await ready();
  const id = await handIn(phone);
  await phone.notes.set("quietUntil", phone.clock.now() + 400 * 86_400_000);
  await phone.store.patch(id, (await phone.store.item(id)).sha256, { nextTry: phone.clock.now() + 400 * 86_400_000 });
  server.refuse = () => NO_LINE;
  assert.equal(await phone.uploader.run(), phone.clock.now() + 2_000, "nor does it put off the next try");
  server.refuse = () => undefined;
  phone.clock.pass(2_000);
  await phone.uploader.run();
  assert.equal(await stateOf(phone, id), "received");
});

test("two items in a row without an answer: the line is dead, the rest waits", async () => {
  const { server, phone } = await ready();
  for (let count = 0; count < 5; count += 1) await handIn(phone);
  server.refuse = () => NO_LINE;
  await phone.uploader.run();
  assert.equal(server.requests.length, 2);
});

test("while the line is dead, what was not tried yet rests too, longer and longer", async () => {
  const { server, phone } = await ready();
  for (let count = 0; count < 40; count += 1) await handIn(phone);
  server.refuse = () => NO_LINE;
  const begin = phone.clock.now();
  const pauses = [];
  for (let round = 0; round < 8; round += 1) {
    const next = await phone.uploader.run();
    pauses.push((next - phone.clock.now()) / 1000);
    phone.clock.pass(next - phone.clock.now());
  }
  assert.deepEqual(pauses, [2, 4, 8, 16, 32, 64, 128, 256], `in all ${phone.clock.now() - begin}`);
  assert.equal(server.requests.length, 16);
  server.refuse = () => undefined;
  assert.equal(await phone.uploader.run({ force: true }), null);
});

test("work on an element that waits itself goes after it, and nothing spins meanwhile", async () => {
  const { server, phone } = await ready();
  const work = crypto.randomUUID();
  const element = crypto.randomUUID();
  const row = { key: "werk:1", id: work, owner: ANNA, kind: "maintenance", about: element, fields: { notes: "a" } };
  await phone.outbox.handIn(phone.drafts.open(row));
  phone.clock.pass(1);
  await handIn(phone, { id: element });
  server.refuse = () => NO_LINE;
  const next = await phone.uploader.run();
  assert.deepEqual([server.requests, next], [[`PUT ${element}`], phone.clock.now() + 2000]);
  server.refuse = () => refusal(422, "invalid");
  phone.clock.pass(2000);
  assert.equal(await phone.uploader.run(), null, "it waits until people mended the element");
  server.refuse = () => undefined;
  await phone.outbox.retry(element);
  await phone.uploader.run();
  assert.deepEqual(server.requests.slice(-2), [`PUT ${element}`, `PUT ${work}`]);
  assert.equal(await stateOf(phone, work), "received");
});

test("bad items at the head never hold up the others for ever", async () => {
  const { server, phone } = await ready();
  const bad = [await handIn(phone), await handIn(phone)];
  const good = [await handIn(phone), await handIn(phone)];
  server.refuse = ({ url }) => (bad.some((id) => url.includes(id)) ? NO_LINE : undefined);
  for (let round = 0; round < 8; round += 1) {
    const next = await phone.uploader.run();
    phone.clock.pass(Math.max(next - phone.clock.now(), 0));
  }
  for (const id of good) assert.equal(await stateOf(phone, id), "received");
  for (const id of bad) assert.equal(await stateOf(phone, id), "waiting");
});

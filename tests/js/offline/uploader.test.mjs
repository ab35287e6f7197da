import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { ANNA, BASE, BERT, Clock, device, handIn, Locks, newDisk, photosOn, stateOf } from "./device.mjs";
import { differences } from "../../../app/static/js/offline/versions.js";
import { json, NO_LINE, refusal, Server } from "./server.mjs";

beforeEach(newDisk);

async function ready(more = {}) {
  const server = new Server();
  const phone = device({ server, ...more });
  await phone.identity.signedIn(ANNA);
  return { server, phone };
}

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

/** Dead without a sound: nothing of this page ever happens again. */
const dead = new Promise(() => {});

/** Kill at the n-th step: a write on the disk or a request, before it has its effect or just after. */
function killer(at, when) {
  const killed = Promise.withResolvers();
  let count = 0;
  const step = (work) => async (...given) => {
    count += 1;
    if (count > at) return dead;
    if (count === at && when === "before") return stop();
    const result = await work(...given);
    return count >= at ? stop() : result;
  };
  const stop = () => {
    killed.resolve("killed");
    return dead;
  };
  const wrap = ({ database, line }) => {
    database.write = step(database.write.bind(database));
    line.send = step(line.send.bind(line));
  };
  return { wrap, killed: killed.promise };
}

for (const when of ["before", "after"]) {
  test(`killed ${when} each step: afterwards the server has it exactly once, and the device knows`, async () => {
    let ended;
    let at = 0;
    do {
      at += 1;
      newDisk();
      const { server, phone: writer } = await ready();
      const ids = [await handIn(writer, { photos: 2 }), await handIn(writer, { photos: 1 })];
      const { wrap, killed } = killer(at, when);
      const phone = device({ server, clock: writer.clock, wrap });
      ended = await Promise.race([phone.uploader.run().then(() => "done"), killed]);
      assert.ok(at < 100);
      for (const id of ids) {
        const told = (await stateOf(writer, id)) === "received";
        assert.ok(!told || server.complete(id), `step ${at}: "Ontvangen" only when the server has all`);
      }
      const later = device({ server, clock: writer.clock });
      assert.equal(await later.uploader.run(), null);
      assert.equal(server.stored, 5, `step ${at}: two envelopes and three photos, each written once`);
      for (const id of ids) {
        assert.ok(server.complete(id));
        assert.equal(await stateOf(later, id), "received");
      }
      assert.equal((await photosOn(later)).length, 0);
    } while (ended === "killed");
    assert.ok(at > 12, "many steps were tried");
  });
}

test("killed at each step of saving: afterwards there is an item that is whole, or the draft", async () => {
  for (const when of ["before", "after"]) {
    let ended;
    let at = 0;
    do {
      at += 1;
      newDisk();
      const { wrap, killed } = killer(at, when);
      const id = crypto.randomUUID();
      ended = await Promise.race([handIn(device({ wrap }), { photos: 2, id }).then(() => "done"), killed]);
      const { server, phone } = await ready();
      const item = await phone.store.item(id);
      const drafts = await phone.drafts.list(ANNA);
      if (at > 1 || when === "after") assert.equal(drafts.length + (item ? 1 : 0), 1, `${when} ${at}: one of the two`);
      if (item) {
        await phone.uploader.run();
        assert.ok(server.complete(id));
      } else if (drafts.length) {
        assert.deepEqual(drafts[0].fields, { notes: "Heg gesnoeid" });
        for (const { id: photo } of drafts[0].photos) assert.ok(await phone.store.photo(photo));
      }
    } while (ended === "killed");
    assert.ok(at > 5);
  }
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

const PORTAL = { status: 200, type: "text/html", text: "<html>Welkom bij de camping</html>" };
const NOT_OURS = {
  "a captive portal": PORTAL,
  "a redirect to the sign-in page": { ...PORTAL, url: "https://haarvaten.example/inloggen" },
  "wrong JSON": json(200, { ok: true }),
  "an empty 201": { status: 201, type: "application/json", text: "" },
  "a 204": { status: 204, type: null, text: "" },
  "a dead line": NO_LINE,
  "a 502": { status: 502, type: "text/html", text: "Bad gateway" },
};
for (const [name, answer] of Object.entries(NOT_OURS)) {
  test(`${name}: nothing is removed, and it arrives later`, async () => {
    const { server, phone } = await ready();
    const id = await handIn(phone, { photos: 2 });
    server.refuse = () => answer;
    for (let round = 0; round < 4; round += 1) {
      await phone.uploader.run({ force: true });
      assert.equal(await stateOf(phone, id), "waiting");
      assert.equal((await photosOn(phone)).length, 2);
    }
    server.refuse = () => undefined;
    await phone.uploader.run({ force: true });
    assert.equal(await stateOf(phone, id), "received");
    assert.equal(server.stored, 3);
  });
}

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
  const { phone } = await ready();
  const id = await handIn(phone);
  await phone.notes.set("quietUntil", phone.clock.now() + 400 * 86_400_000);
  await phone.store.patch(id, (await phone.store.item(id)).sha256, { nextTry: phone.clock.now() + 400 * 86_400_000 });
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

test("a correction of what was changed since: the server tells how it is now, and people choose", async () => {
  const { server, phone } = await ready();
  const id = await handIn(phone, { fields: { notes: "Heg", name: "Es", version: "3" } });
  server.refuse = () => refusal(409, "stale", { body: { now: { notes: "Wal", name: "Es" }, version: 4 } });
  await phone.uploader.run();
  const { state, error, fields } = await phone.store.item(id);
  assert.equal(state, "conflict");
  assert.deepEqual(differences(fields, { ...error.now, version: "4" }).map((one) => one.name), ["notes", "version"]);
  server.refuse = () => undefined;
  const fresh = await phone.outbox.sendAsNew(id, { version: String(error.version) });
  await phone.uploader.run();
  assert.deepEqual(server.items.get(fresh).envelope.fields, { notes: "Heg", name: "Es", version: "4" });
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

const REFUSALS = {
  attention: refusal(422, "invalid", { body: { fields: { done_on: ["De datum ligt in de toekomst."] } } }),
  conflict: refusal(409, "conflict"),
  gone: refusal(410, "gone"),
  other_account: refusal(403, "other_account"),
};
for (const [state, answer] of Object.entries(REFUSALS)) {
  test(`${state}: kept with its reason, not tried again by itself, and the next one goes`, async () => {
    const { server, phone } = await ready();
    const id = await handIn(phone, { photos: 1 });
    const other = await handIn(phone);
    server.refuse = ({ url }) => (url.includes(id) ? answer : undefined);
    assert.equal(await phone.uploader.run(), null);
    const item = await phone.store.item(id);
    assert.equal(item.state, state);
    assert.equal(item.error.code, JSON.parse(answer.text).error);
    assert.equal((await photosOn(phone)).length, 1);
    assert.equal(await stateOf(phone, other), "received");
    const before = server.requests.length;
    await phone.uploader.run();
    assert.equal(server.requests.length, before);
  });
}

test("the reason of the server stands with the item, field by field", async () => {
  const { server, phone } = await ready();
  const id = await handIn(phone);
  server.refuse = () => REFUSALS.attention;
  await phone.uploader.run();
  const { error } = await phone.store.item(id);
  assert.deepEqual(error.fields, { done_on: ["De datum ligt in de toekomst."] });
  assert.equal(error.message, "Zin over invalid.");
});

test("nobody signed in any more: the queue is kept and waits as a whole, with one request", async () => {
  const { server, phone } = await ready();
  const ids = [await handIn(phone, { photos: 1 }), await handIn(phone), await handIn(phone)];
  server.refuse = () => refusal(401, "sign_in");
  assert.equal(await phone.uploader.run(), null);
  assert.equal(server.requests.length, 1);
  for (const id of ids) assert.equal(await stateOf(phone, id), "sign_in");
  server.refuse = () => undefined;
  await phone.identity.signedIn(ANNA);
  await phone.uploader.run();
  for (const id of ids) assert.equal(await stateOf(phone, id), "received");
});

test("another person on this device: nothing is sent under a wrong name", async () => {
  const { server, phone } = await ready();
  const anna = await handIn(phone);
  await phone.identity.signedIn(BERT);
  const bert = await handIn(phone, { owner: BERT });
  await phone.uploader.run({ force: true });
  assert.deepEqual(server.requests, [`PUT ${bert}`]);
  await phone.identity.signedIn(ANNA);
  await phone.uploader.run();
  assert.equal(await stateOf(phone, anna), "received");
  assert.equal(server.items.get(anna).envelope.owner, ANNA);
});

test("two tabs: one sends, the other leaves it alone and looks again a little later", async () => {
  for (const locks of [new Locks(), null]) {
    newDisk();
    const clock = new Clock();
    const { server, phone: one } = await ready({ locks, clock });
    const two = device({ server, locks, clock });
    for (let count = 0; count < 5; count += 1) await handIn(one, { photos: 2 });
    const ends = await Promise.all([one.uploader.run(), two.uploader.run()]);
    assert.deepEqual(ends.sort(), [clock.now() + 5000, null]);
    assert.equal(server.requests.length, 15, "nothing was sent twice");
    assert.equal(server.stored, 15);
  }
});

test("a tab that was killed loses its lease after 20 seconds; a frozen one stops when it wakes up", async () => {
  const clock = new Clock();
  const { server, phone: frozen } = await ready({ locks: null, clock });
  const id = await handIn(frozen, { photos: 3 });
  const [thaw, asleep] = [Promise.withResolvers(), Promise.withResolvers()];
  frozen.line.send = async (request) => {
    const answer = await server.send(request);
    asleep.resolve();
    await thaw.promise;
    return answer;
  };
  const first = frozen.uploader.run();
  await asleep.promise;
  const other = device({ server, locks: null, clock });
  clock.pass(19_999);
  assert.equal(await other.uploader.run(), clock.now() + 5000);
  clock.pass(2);
  await other.notes.change("lease", (lease) => ({ ...lease, until: clock.now() - 1 })); // no renewal while frozen
  await other.uploader.run();
  assert.equal(await stateOf(other, id), "received");
  const count = server.requests.length;
  thaw.resolve();
  await first;
  assert.equal(server.requests.length, count, "the frozen tab sends nothing more");
  assert.equal(await stateOf(other, id), "received");
  assert.equal(server.stored, 4);
});

test("a tab that lost its lease between two photos sends no more", async () => {
  const { server, phone } = await ready({ locks: null });
  const id = await handIn(phone, { photos: 2 });
  const send = phone.line.send;
  phone.line.send = async (request) => {
    const answer = await send(request);
    await phone.notes.set("lease", { holder: "another tab", until: phone.clock.now() + 20_000 });
    return answer;
  };
  await phone.uploader.run();
  assert.deepEqual(server.requests, [`PUT ${id}`]);
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

test("changed while it was sent: what is learned of the old version does not mark the new one", async () => {
  const { server, phone } = await ready();
  const id = await handIn(phone);
  server.refuse = () => NO_LINE;
  await phone.uploader.run();
  assert.ok(await phone.outbox.reopen(id));
  assert.equal(await stateOf(phone, id), "draft");
  await phone.uploader.run({ force: true });
  assert.equal(server.requests.length, 1, "what is in someone's hands is not sent");
  server.refuse = () => undefined;
  await handIn(phone, { id, fields: { notes: "Heg en wal" } });
  await phone.uploader.run();
  assert.equal(server.requests[1], `GET ${id}/receipt`, "the first may have arrived after all");
  assert.equal(server.items.get(id).envelope.fields.notes, "Heg en wal");
});

test("changed after it had arrived without our knowing: two versions, both kept, then handed in as new", async () => {
  const { server, phone } = await ready();
  const id = await handIn(phone, { photos: 1 });
  server.fault = () => NO_LINE;
  await phone.uploader.run();
  await phone.outbox.reopen(id);
  const [row] = await phone.drafts.list(ANNA);
  const draft = phone.drafts.open({ ...row, fields: { notes: "Anders" } });
  await phone.outbox.handIn(draft);
  server.fault = () => undefined;
  await phone.uploader.run();
  assert.equal(await stateOf(phone, id), "conflict");
  assert.equal(server.items.get(id).envelope.fields.notes, "Heg gesnoeid");
  const fresh = await phone.outbox.sendAsNew(id);
  assert.equal(await phone.store.item(id), undefined);
  await phone.uploader.run();
  assert.equal(await stateOf(phone, fresh), "received");
  assert.ok(server.complete(fresh));
  assert.equal(server.items.get(fresh).envelope.fields.notes, "Anders");
  assert.notEqual(server.items.get(fresh).envelope.photos[0].id, server.items.get(id).envelope.photos[0].id);
});

test("what is on its way cannot be taken back, and handing it in twice changes nothing", async () => {
  const { server, phone } = await ready();
  const id = await handIn(phone);
  await phone.uploader.run();
  assert.equal(await phone.outbox.reopen(id), null);
  const row = { key: "werk:9", id, owner: ANNA, kind: "maintenance", fields: { notes: "x" } };
  await assert.rejects(phone.outbox.handIn(phone.drafts.open(row)), { code: "accepted" });
  assert.equal(server.stored, 1);
});

test("an item that people asked to try again goes on", async () => {
  const { server, phone } = await ready();
  const id = await handIn(phone);
  server.refuse = () => REFUSALS.attention;
  await phone.uploader.run();
  await phone.outbox.retry(id);
  server.refuse = () => undefined;
  await phone.uploader.run();
  assert.equal(await stateOf(phone, id), "received");
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

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { ANNA, BERT, handIn, newDisk, photosOn, stateOf } from "./device.mjs";
import { json, NO_LINE, PORTAL, ready, refusal, REFUSALS } from "./server.mjs";

beforeEach(newDisk);

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

test("a correction of what was changed since: the server tells how it is now, and people choose", async () => {
  const { server, phone } = await ready();
  const id = await handIn(phone, { fields: { notes: "Heg", name: "Es", version: "3" } });
  server.refuse = () => refusal(409, "stale", { body: { now: { notes: "Wal", name: "Es" }, version: 4 } });
  await phone.uploader.run();
  const { state, error } = await phone.store.item(id);
  assert.deepEqual([state, error.now, error.version], ["conflict", { notes: "Wal", name: "Es" }, 4]);
  server.refuse = () => undefined;
  const fresh = await phone.outbox.sendAsNew(id, { version: String(error.version) });
  await phone.uploader.run();
  assert.deepEqual(server.items.get(fresh).envelope.fields, { notes: "Heg", name: "Es", version: "4" });
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

// One photo that the server does not take, or that does not get through, holds up no other.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { ANNA, BERT, handIn, newDisk, photosOn, stateOf } from "./device.mjs";
import { json, NO_LINE, ready, refusal } from "./server.mjs";

beforeEach(newDisk);

const photosOf = async (phone, id) => (await phone.store.item(id)).manifest.map((photo) => photo.id);
const arrived = (server, id) => [...server.items.get(id).photos.keys()];

for (const status of [413, 415, 422]) {
  test(`the first of three photos gets ${status}: the others go, and the reason is told at the end`, async () => {
    const { server, phone } = await ready();
    const id = await handIn(phone, { photos: 3 });
    const next = await handIn(phone);
    const [one, two, three] = await photosOf(phone, id);
    server.refuse = ({ url }) => (url.endsWith(one) ? refusal(status, "large") : undefined);
    assert.equal(await phone.uploader.run(), null);
    const item = await phone.store.item(id);
    assert.deepEqual(arrived(server, id), [two, three]);
    assert.deepEqual([item.state, item.missing, item.error.status, item.error.message], ["attention", [one], status, "Zin over large."]);
    assert.equal(await stateOf(phone, next), "received");
    assert.equal((await photosOn(phone)).length, 3, "nothing leaves before all of it is there");
    server.refuse = () => undefined;
    await phone.outbox.retry(id);
    await phone.uploader.run();
    assert.equal(await stateOf(phone, id), "received");
  });
}

test("a photo that is damaged on the device holds up no other either", async () => {
  const { server, phone } = await ready();
  const id = await handIn(phone, { photos: 2 });
  const [one, two] = await photosOf(phone, id);
  await phone.database.write(["photos"], (tx) => tx.objectStore("photos").delete(one));
  await phone.uploader.run();
  assert.deepEqual(arrived(server, id), [two]);
  assert.deepEqual([await stateOf(phone, id), (await phone.store.item(id)).error.code], ["attention", "damaged_photo"]);
});

test("an account that may not go on ends it: no other photo is tried", async () => {
  const { server, phone } = await ready();
  const id = await handIn(phone, { photos: 3 });
  server.refuse = ({ url }) => (url.includes("/photos/") ? refusal(403, "suspended") : undefined);
  await phone.uploader.run();
  assert.equal(server.requests.length, 2);
  assert.equal(await stateOf(phone, id), "attention");
});

test("a photo that never gets through goes last the next time", async () => {
  const { server, phone } = await ready();
  const id = await handIn(phone, { photos: 3 });
  const [one, two, three] = await photosOf(phone, id);
  server.refuse = ({ url }) => (url.endsWith(one) ? NO_LINE : undefined);
  await phone.uploader.run();
  assert.deepEqual(arrived(server, id), []);
  await phone.uploader.run({ force: true });
  assert.deepEqual(arrived(server, id), [two, three]);
  assert.equal(await stateOf(phone, id), "partial");
});

test("a photo that the server took and then refused for good is one less to send", async () => {
  const { server, phone } = await ready();
  const id = await handIn(phone, { photos: 2 });
  const [one] = await photosOf(phone, id);
  server.fault = ({ url }, answer) => {
    if (!url.endsWith(one)) return undefined;
    return json(200, { ...JSON.parse(answer.text), refused: { [one]: "unreadable" } });
  };
  await phone.uploader.run();
  assert.equal(await stateOf(phone, id), "received");
});

test("someone else signs in between two photos: nothing more goes under their name", async () => {
  const { server, phone } = await ready();
  const id = await handIn(phone, { photos: 2 });
  const other = await handIn(phone);
  const send = phone.line.send;
  phone.line.send = async (request) => {
    const answer = await send(request);
    await phone.identity.signedIn(BERT);
    return answer;
  };
  assert.equal(await phone.uploader.run(), null, "what is Anna's wakes nobody up");
  assert.deepEqual(server.requests, [`PUT ${id}`]);
  assert.deepEqual([await stateOf(phone, id), await stateOf(phone, other)], ["partial", "waiting"]);
  phone.line.send = send;
  await phone.identity.signedIn(ANNA);
  await phone.uploader.run();
  for (const one of [id, other]) assert.equal(await stateOf(phone, one), "received");
  assert.equal(server.stored, 4);
});

test("a photo that went with the key of someone else is no second version: the receipt decides", async () => {
  const { server, phone } = await ready();
  const id = await handIn(phone, { photos: 2 });
  let known = true; // the key of Anna is sent along
  server.refuse = ({ method, url }) => {
    if (url.includes("/photos/")) known = false;
    if (known) return undefined;
    return method === "GET" ? refusal(404, "unknown") : refusal(409, "conflict");
  };
  await phone.uploader.run();
  assert.equal(await stateOf(phone, id), "partial");
  server.refuse = () => undefined;
  phone.clock.pass(60_000);
  await phone.uploader.run();
  assert.equal(await stateOf(phone, id), "received");
  assert.equal(server.stored, 3);
});

test("a photo that came otherwise before: the others go, and it is told", async () => {
  const { server, phone } = await ready();
  const id = await handIn(phone, { photos: 2 });
  const [one, two] = await photosOf(phone, id);
  server.refuse = ({ url }) => (url.endsWith(one) ? refusal(409, "conflict") : undefined);
  await phone.uploader.run();
  assert.deepEqual(arrived(server, id), [two]);
  assert.deepEqual([await stateOf(phone, id), (await phone.store.item(id)).error.message], ["attention", "Zin over conflict."]);
});

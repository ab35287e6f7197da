import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Clock, device, handIn, Locks, newDisk, stateOf } from "./device.mjs";
import { ready } from "./server.mjs";

beforeEach(newDisk);

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

test("any tab can tell whether one sends", async () => {
  for (const locks of [new Locks(), null]) {
    newDisk();
    const clock = new Clock();
    const { phone: one } = await ready({ locks, clock });
    const two = device({ locks, clock });
    const told = () => Promise.all([one.lock.isHeld(), two.lock.isHeld()]);
    assert.deepEqual(await told(), [false, false]);
    await one.lock.run(async () => assert.deepEqual(await told(), [true, true]));
    assert.deepEqual(await told(), [false, false]);
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

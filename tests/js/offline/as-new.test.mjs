// "Als nieuw insturen": never twice, never with less than there was.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { device, handIn, newDisk, photosOn, stateOf } from "./device.mjs";
import { ready, REFUSALS } from "./server.mjs";

beforeEach(newDisk);

/** Anna's work with two photos, of which the server has another version. */
async function conflicted() {
  const { server, phone } = await ready();
  const id = await handIn(phone, { photos: 2 });
  server.refuse = () => REFUSALS.conflict;
  await phone.uploader.run();
  server.refuse = () => undefined;
  return { server, phone, id, old: await phone.store.item(id) };
}

const ids = (photos) => photos.map((one) => one.id).sort();

test("the same words and photos, all ids new", async () => {
  const { server, phone, id, old } = await conflicted();
  const fresh = await phone.outbox.sendAsNew(id, { hours: "2" });
  const made = await phone.store.item(fresh);
  assert.deepEqual([made.fields, made.becomes], [{ ...old.fields, hours: "2" }, undefined]);
  assert.notEqual(made.sha256, old.sha256);
  assert.deepEqual(made.manifest.map((one) => one.sha256), old.manifest.map((one) => one.sha256));
  assert.ok(made.manifest.every((one) => !old.manifest.some((other) => other.id === one.id)));
  assert.deepEqual(ids(await photosOn(phone)), ids(made.manifest), "the old ones left with the old item");
  assert.equal((await photosOn(phone))[0].item, fresh);
  await phone.uploader.run();
  assert.ok(server.complete(fresh));
});

test("a photo that is gone from the device is told, and nothing has changed", async () => {
  const { phone, id, old } = await conflicted();
  const [, gone] = old.manifest;
  await phone.database.write(["photos"], (tx) => tx.objectStore("photos").delete(gone.id));
  await assert.rejects(phone.outbox.sendAsNew(id), { code: "lost" });
  assert.deepEqual(await phone.store.items(), [old]);
  assert.deepEqual(ids(await photosOn(phone)), [old.manifest[0].id]);
});

test("killed at each write, before or after it: at the next start there is one, whole, and it arrives once", async () => {
  for (const when of ["before", "after"]) {
    for (let at = 1; at <= 2; at += 1) {
      newDisk();
      const { server, phone, id } = await conflicted();
      await killedAt(phone, at, when, () => phone.outbox.sendAsNew(id));
      const next = device({ server, clock: phone.clock });
      await next.outbox.start();
      const [begun] = await next.store.items();
      if (begun.id === id) await next.outbox.sendAsNew(id); // nothing of it was kept
      assert.equal((await next.store.items()).length, 1, `${when} ${at}`);
      await next.uploader.run();
      assert.equal(server.items.size, 1, `${when} ${at}`);
      const [fresh] = server.items.keys();
      assert.ok(server.complete(fresh) && fresh !== id);
      assert.equal(await stateOf(next, fresh), "received");
      assert.equal((await photosOn(next)).length, 0, `${when} ${at}`);
    }
  }
});

async function killedAt(phone, at, when, work) {
  const killed = Promise.withResolvers();
  const write = phone.database.write.bind(phone.database);
  let count = 0;
  phone.database.write = async (...given) => {
    count += 1;
    const dies = count >= at;
    if (!dies || (when === "after" && count === at)) await write(...given);
    if (!dies) return;
    killed.resolve();
    await new Promise(() => {});
  };
  await Promise.race([work(), killed.promise]);
}

test("asked in two tabs, or twice after a kill: one", async () => {
  const { server, phone, id } = await conflicted();
  const other = device({ server, clock: phone.clock });
  const made = await Promise.all([phone.outbox.sendAsNew(id), other.outbox.sendAsNew(id)]);
  assert.equal(new Set(made.filter(Boolean)).size, 1);
  assert.equal(await phone.outbox.sendAsNew(id), null);
  assert.equal((await phone.store.items()).length, 1);
  assert.equal((await photosOn(phone)).length, 2);
});

test("what was read back is not what was written: the old one stays, and the next try has the same id", async () => {
  const { server, phone, id, old } = await conflicted();
  const photo = phone.store.photo.bind(phone.store);
  phone.store.photo = async (one) => ({ ...(await photo(one)), bytes: new ArrayBuffer(50) });
  await assert.rejects(phone.outbox.sendAsNew(id), { code: "mismatch" });
  const [kept] = await phone.store.items();
  assert.deepEqual(kept, { ...old, becomes: kept.becomes });
  assert.deepEqual(ids(await photosOn(phone)), ids(old.manifest));
  phone.store.photo = photo;
  assert.equal(await phone.outbox.sendAsNew(id), kept.becomes);
  await phone.uploader.run();
  assert.equal(server.requests.at(-4), `GET ${kept.becomes}/receipt`, "it may have been sent then");
  assert.ok(server.complete(kept.becomes));
});

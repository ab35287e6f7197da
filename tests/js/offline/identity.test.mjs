import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { ANNA, BERT, device, handIn, newDisk, photosOn, stateOf } from "./device.mjs";
import { refusal, Server } from "./server.mjs";

beforeEach(newDisk);

async function two() {
  const phone = device({ server: new Server() });
  await phone.identity.signedIn(BERT);
  const bert = await handIn(phone, { owner: BERT, photos: 1 });
  await phone.identity.signedIn(ANNA);
  const anna = await handIn(phone, { photos: 1 });
  return { phone, anna, bert };
}

test("signing out asks about what waits of this person only", async () => {
  const { phone, anna } = await two();
  assert.deepEqual((await phone.identity.unsent()).map((item) => item.id), [anna]);
});

test("by default everything stays, and nothing is sent for nobody", async () => {
  const { phone, anna, bert } = await two();
  await phone.identity.leave();
  assert.equal(await phone.identity.account(), null);
  await phone.uploader.run({ force: true });
  for (const id of [anna, bert]) assert.equal(await stateOf(phone, id), "waiting");
  await phone.identity.signedIn(ANNA);
  await phone.uploader.run();
  assert.equal(await stateOf(phone, anna), "received");
  assert.equal(await stateOf(phone, bert), "waiting");
});

test("deleting takes one's own things, drafts and received words too, and nobody else's", async () => {
  const { phone, anna, bert } = await two();
  const draft = phone.drafts.open({ key: "werk:7", id: crypto.randomUUID(), owner: ANNA });
  draft.change({ notes: "Heg" });
  await draft.flush();
  await phone.identity.leave("delete", phone.drafts);
  assert.equal(await stateOf(phone, anna), undefined);
  assert.equal(await stateOf(phone, bert), "waiting");
  assert.deepEqual(await phone.drafts.list(ANNA), []);
  assert.equal((await photosOn(phone)).length, 1);
});

test("a session that ran out changes nothing: the device goes on as who was signed in", async () => {
  const { phone, anna } = await two();
  await phone.uploader.run();
  assert.equal(await stateOf(phone, anna), "received");
});

test("a suspended account: kept, with the server's words, and it can be copied", async () => {
  const { phone, anna } = await two();
  const server = new Server();
  server.refuse = () => refusal(403, "suspended");
  const later = device({ server });
  await later.uploader.run();
  const item = await phone.store.item(anna);
  assert.equal(item.state, "attention");
  assert.equal(item.error.message, "Zin over suspended.");
});

test("someone else who signs in wakes nothing of another", async () => {
  const { phone, bert } = await two();
  await phone.store.patch(bert, (await phone.store.item(bert)).sha256, { state: "sign_in" });
  await phone.identity.signedIn(ANNA);
  assert.equal(await stateOf(phone, bert), "sign_in");
});

test("signing in again wakes what waited for it, photos that were on their way included", async () => {
  const { phone, anna } = await two();
  const { sha256 } = await phone.store.item(anna);
  await phone.store.patch(anna, sha256, { state: "sign_in", receipt: { state: "partial" }, missing: [] });
  await phone.identity.signedIn(ANNA);
  assert.equal(await stateOf(phone, anna), "partial");
});

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { ANNA, handIn, newDisk, stateOf } from "./device.mjs";
import { NO_LINE, ready } from "./server.mjs";

beforeEach(newDisk);

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

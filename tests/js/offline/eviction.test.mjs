import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { device, handIn, newDisk, Storage } from "./device.mjs";

beforeEach(newDisk);

test("eviction is noticed, and told with how many are lost until someone has read it", async () => {
  const storage = new Storage();
  const phone = device({ storage });
  assert.equal(await phone.outbox.start(), 0);
  await handIn(phone);
  await handIn(phone);
  await phone.outbox.changed();
  assert.equal(await device({ storage }).outbox.start(), 0);
  newDisk();
  assert.equal(await device({ storage }).outbox.start(), 2);
  const later = device({ storage });
  assert.equal(await later.outbox.start(), 2);
  await later.outbox.lossSeen();
  assert.equal(await device({ storage }).outbox.start(), 0);
});

test("without localStorage a loss goes unnoticed, and nothing breaks", async () => {
  const storage = { getItem: () => assert.fail("forbidden"), setItem: () => assert.fail("forbidden") };
  assert.equal(await device({ storage }).outbox.start(), 0);
  assert.equal(await device({ storage: null }).outbox.start(), 0);
});

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { ANNA, BERT, device, handIn, newDisk, photo, photosOn, stateOf } from "./device.mjs";

beforeEach(newDisk);

const row = (more = {}) => ({ key: "werk:1", id: crypto.randomUUID(), owner: ANNA, kind: "maintenance", label: "Heg", address: "/x", ...more });

test("what is typed is kept half a second after the last key, not at each", async () => {
  const phone = device();
  await phone.store.items(); // open
  const draft = phone.drafts.open(row());
  let writes = 0;
  const write = phone.database.write.bind(phone.database);
  phone.database.write = (...given) => {
    writes += 1;
    return write(...given);
  };
  let due;
  phone.drafts.setTimer = (work, ms) => {
    assert.equal(ms, 500);
    due = work;
  };
  phone.drafts.clearTimer = () => {
    due = null;
  };
  for (const notes of ["H", "He", "Heg"]) draft.change({ notes });
  assert.equal(writes, 0);
  assert.ok(draft.dirty);
  await due();
  assert.equal(writes, 1);
  assert.ok(!draft.dirty);
  assert.equal((await device().drafts.find("werk:1")).fields.notes, "Heg");
});

test("leaving the page, or opening the camera, keeps it at once; nothing changed is nothing kept", async () => {
  const phone = device();
  const draft = phone.drafts.open(row({ fields: { notes: "" } }));
  draft.change({ notes: "" });
  await draft.flush();
  assert.deepEqual(await phone.drafts.list(ANNA), [], "no false concept");
  draft.change({ notes: "Heg" });
  await draft.flush();
  assert.equal((await device().drafts.list(ANNA))[0].fields.notes, "Heg");
});

test("the page dies while the camera is open: fields and earlier photos are there again", async () => {
  const phone = device();
  const draft = phone.drafts.open(row());
  draft.change({ notes: "Heg" });
  await draft.addPhoto(await photo(1));
  await draft.flush();
  const later = device();
  const [found] = await later.drafts.list(ANNA);
  assert.equal(found.fields.notes, "Heg");
  const again = later.drafts.open(found);
  await again.addPhoto(await photo(2));
  await later.outbox.handIn(again);
  const item = await later.store.item(found.id);
  assert.equal(item.manifest.length, 2);
  assert.deepEqual(await later.drafts.list(ANNA), []);
});

test("several drafts at a time, the last one first, each person their own", async () => {
  const phone = device();
  for (const [key, owner] of [["a", ANNA], ["b", ANNA], ["c", BERT]]) {
    const draft = phone.drafts.open(row({ key, owner, id: crypto.randomUUID() }));
    draft.change({ notes: key });
    await draft.flush();
    phone.clock.pass(10);
  }
  assert.deepEqual((await phone.drafts.list(ANNA)).map((one) => one.key), ["b", "a"]);
  assert.deepEqual((await phone.drafts.list(BERT)).map((one) => one.key), ["c"]);
});

test("a photo that is taken out, and a draft that is thrown away, leave nothing behind", async () => {
  const phone = device();
  const draft = phone.drafts.open(row());
  const [one, two] = [await photo(1), await photo(2)];
  await draft.addPhoto(one);
  await draft.addPhoto(two);
  await draft.removePhoto(one.id);
  assert.deepEqual((await photosOn(phone)).map((kept) => kept.id), [two.id]);
  await phone.drafts.discard("werk:1");
  assert.equal((await photosOn(phone)).length, 0);
  assert.deepEqual(await phone.drafts.list(ANNA), []);
});

test("the same draft in two tabs: no photo gets lost", async () => {
  const phone = device();
  const id = crypto.randomUUID();
  const [left, right] = [phone.drafts.open(row({ id })), phone.drafts.open(row({ id }))];
  await left.addPhoto(await photo(1));
  await right.addPhoto(await photo(2));
  assert.equal((await phone.drafts.find("werk:1")).photos.length, 2);
});

test("nothing that still happens on the page makes a draft of what was handed in", async () => {
  const phone = device();
  const draft = phone.drafts.open(row());
  draft.change({ notes: "Heg" });
  await phone.outbox.handIn(draft);
  draft.change({ notes: "Heg en" });
  await draft.flush();
  assert.deepEqual(await phone.drafts.list(ANNA), []);
});

test("a draft that could not be written before it was handed in is not written after", async () => {
  const phone = device();
  const draft = phone.drafts.open(row());
  const write = phone.database.write;
  let failing = 2;
  phone.database.write = (...given) => {
    failing -= 1;
    return failing < 0 ? write.apply(phone.database, given) : Promise.reject(Object.assign(new Error("full"), { code: "full" }));
  };
  draft.change({ notes: "Heg" });
  await draft.flush();
  await phone.outbox.handIn(draft);
  await draft.flush();
  assert.equal(await phone.drafts.find("werk:1"), undefined);
});

test("a draft that cannot be written tells why, and keeps its text", async () => {
  const phone = device();
  const told = [];
  const draft = phone.drafts.open(row(), (error) => told.push(error.code));
  phone.database.write = () => Promise.reject(Object.assign(new Error("full"), { code: "full" }));
  draft.change({ notes: "Heg" });
  await draft.flush();
  assert.deepEqual(told, ["full"]);
  assert.ok(draft.dirty);
  assert.equal(draft.row.fields.notes, "Heg");
});

test("an item taken back to its form is a concept; leaving it so loses neither words nor photos", async () => {
  const phone = device();
  const id = await handIn(phone, { photos: 2 });
  await phone.outbox.reopen(id);
  const [found] = await device().drafts.list(ANNA);
  assert.equal(found.id, id);
  assert.equal(found.photos.length, 2);
  const draft = phone.drafts.open(found);
  await draft.removePhoto(found.photos[0].id);
  assert.equal((await photosOn(phone)).length, 2, "the item still names it");
  await phone.drafts.discard(found.key);
  assert.equal((await photosOn(phone)).length, 2);
  assert.equal(await stateOf(phone, id), "draft");
  await phone.outbox.handIn(draft);
  assert.equal((await phone.store.item(id)).manifest.length, 1);
  assert.equal((await photosOn(phone)).length, 1, "the new item does not");
});

test("the order of the photos and what was told of each are kept, and handed in so", async () => {
  const phone = device();
  const draft = phone.drafts.open(row());
  for (const number of [1, 2]) await draft.addPhoto(await photo(number));
  assert.ok(!draft.dirty);
  const [one, two] = draft.row.photos;
  draft.arrange([two, { ...one, alt: "De wal" }]);
  assert.ok(draft.dirty);
  await draft.flush();
  const [found] = await device().drafts.list(ANNA);
  assert.deepEqual(found.photos.map(({ id, alt }) => [id, alt]), [[two.id, ""], [one.id, "De wal"]]);
  await phone.outbox.handIn(draft);
  assert.deepEqual((await phone.store.item(draft.row.id)).manifest.map(({ id }) => id), [two.id, one.id]);
});

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { IDBObjectStore } from "fake-indexeddb";
import { sha256 } from "../../../app/static/js/lib/hash.js";
import { ANNA, device, handIn, newDisk, photo, stateOf } from "./device.mjs";

beforeEach(newDisk);

const plainPut = IDBObjectStore.prototype.put;
/** The disk is full from the n-th write on: told at once, or only when the transaction ends. */
async function withFault(at, how, work) {
  let count = 0;
  IDBObjectStore.prototype.put = function put(...given) {
    count += 1;
    if (count < at) return plainPut.apply(this, given);
    if (how === "now") throw new DOMException("full", "QuotaExceededError");
    const request = plainPut.apply(this, given);
    this.transaction._abort("QuotaExceededError");
    return request;
  };
  try {
    await work();
  } finally {
    IDBObjectStore.prototype.put = plainPut;
  }
  return count >= at;
}

for (const how of ["now", "at the end"]) {
  test(`a full disk at each write (${how}): not shown as saved, earlier items unharmed, the text is kept`, async () => {
    const phone = device();
    const earlier = await handIn(phone, { photos: 1 });
    const before = JSON.stringify(await phone.store.item(earlier));
    let at = 0;
    let went;
    do {
      at += 1;
      const id = crypto.randomUUID();
      const row = { key: `werk:${id}`, id, owner: ANNA, kind: "maintenance", label: "Heg", address: "/x" };
      const draft = phone.drafts.open(row);
      draft.change({ notes: "Heg gesnoeid" });
      let saved = false;
      let error;
      went = await withFault(at, how, async () => {
        try {
          await draft.flush();
          await draft.addPhoto(await photo(1));
          await phone.outbox.handIn(draft);
          saved = true;
        } catch (fault) {
          error = fault;
        }
      });
      const item = await phone.store.item(id);
      assert.equal(saved, Boolean(item), `write ${at}: saved and on the disk are the same`);
      if (!saved) assert.equal(error.code, "full");
      if (saved) assert.equal(await sha256(item.body), item.sha256);
      assert.deepEqual(draft.row.fields, { notes: "Heg gesnoeid" });
      assert.equal(JSON.stringify(await phone.store.item(earlier)), before);
      if (!saved) {
        if (draft.row.photos.length === 0) await draft.addPhoto(await photo(1));
        await phone.outbox.handIn(draft); // there is room again
        assert.equal(await stateOf(phone, id), "waiting");
      }
    } while (went);
    assert.ok(at > 4, "several writes were tried");
  });
}

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { DevicePhotos } from "../../../app/static/js/capture/device-photos.js";
import { ANNA, device, newDisk, photo, photosOn } from "../offline/device.mjs";

beforeEach(newDisk);

const WORDS = { unseen: "niet te zien", lost: "kwijt", photo: "Foto" };

/** The rows of a form, without a screen. */
class Rows {
  words = WORDS;
  told = [];
  all = () => [];
  number = () => {};
  say = (text) => this.told.push(text);
  fail = (_row, text) => this.told.push(text);
  preview = () => this.told.push("getoond");
  group = () => ({ querySelector: (selector) => (selector === "[data-list]" ? { append: () => {} } : { content: { firstElementChild: row } }) });
}
const row = { dataset: {}, attributes: [], cloneNode: () => row, querySelectorAll: () => [], querySelector: () => ({}), removeAttribute: () => {} };

async function world() {
  const phone = device();
  const draft = phone.drafts.open({ key: "werk:1", id: crypto.randomUUID(), owner: ANNA });
  await draft.addPhoto(await photo(1));
  const rows = new Rows();
  const photos = new DevicePhotos({ rows, store: phone.store, draftOf: () => draft });
  return { phone, draft, rows, photos };
}

test("a photo that cannot be read for a moment is not thrown away", async () => {
  const { phone, draft, rows, photos } = await world();
  phone.store.photo = () => Promise.reject(Object.assign(new Error("disk"), { code: "broken" }));
  await photos.show(draft.row.photos);
  assert.deepEqual(rows.told, [WORDS.unseen]);
  assert.deepEqual([draft.row.photos.length, (await photosOn(phone)).length], [1, 1]);
});

test("a photo that is there is shown; one that is gone leaves the draft, and people hear of it", async () => {
  const { phone, draft, rows, photos } = await world();
  await photos.show(draft.row.photos);
  await phone.database.write(["photos"], (tx) => tx.objectStore("photos").clear());
  await photos.show(draft.row.photos);
  assert.deepEqual(rows.told, ["getoond", WORDS.lost]);
  assert.equal(draft.row.photos.length, 0);
});

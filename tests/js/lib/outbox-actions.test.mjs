import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Actions } from "../../../app/static/js/lib/outbox-actions.js";
import { StoreError } from "../../../app/static/js/offline/database.js";
import { ANNA, handIn, newDisk } from "../offline/device.mjs";
import { ready } from "../offline/server.mjs";

beforeEach(newDisk);

// The address of a copy is kept for a minute; the test does not wait for that.
const plain = globalThis.setTimeout;
globalThis.setTimeout = (work, ms = 0) => (ms < 1_000 ? plain(work, ms) : plain(work, ms).unref());

const WORDS = new Proxy({}, { get: (_, name) => (name === "failed_broken" ? undefined : `<${String(name)}>`) });

/** The page as it is for whoever `account` is, and what its line says. */
async function page(account = ANNA) {
  const { server, phone } = await ready();
  const id = await handIn(phone, { photos: 1 });
  const said = [];
  const entry = { key: id, item: await phone.store.item(id), look: {}, mine: account === ANNA };
  const list = { words: WORDS, account, dataset: { zip: "client-zip" }, entries: new Map([[id, entry]]), notice: (text) => said.push(text) };
  const actions = new Actions({ ...phone, list });
  const press = async (action, within = id) => {
    const card = within ? { dataset: { key: within }, closest: () => card } : null;
    const button = { dataset: { action }, closest: (what) => (what === "[data-action]" ? button : card) };
    actions.press({ target: button });
    while (button.ariaBusy) await new Promise((done) => void setTimeout(done));
  };
  return { server, phone, id, said, press, actions, list };
}

test("what is of someone else is changed by no button, whatever the page still shows", async () => {
  for (const account of ["22222222-2222-4222-8222-222222222222", null]) {
    const { phone, id, press, said } = await page(account);
    const before = await phone.store.items();
    globalThis.document = { querySelector: () => ({ focus() {} }) };
    for (const action of ["edit", "retry", "as_new", "really"]) await press(action);
    assert.deepEqual(await phone.store.items(), before);
    assert.equal((await phone.store.item(id)).state, "waiting");
    assert.deepEqual(said, []);
  }
});

test("what goes wrong is told where people see it, with its reason where there is one to give", async () => {
  const { phone, press, said } = await page();
  for (const code of ["lost", "full", "broken"]) {
    phone.outbox.sendAsNew = () => {
      throw new StoreError(code);
    };
    await press("as_new");
  }
  assert.deepEqual(said.filter(Boolean), ["<failed_lost>", "<failed_full>", "<failed>"]);
});

test("what is on its way already cannot be changed, and that is told", async () => {
  const { phone, id, press, said } = await page();
  await phone.store.patch(id, (await phone.store.item(id)).sha256, { state: "sending" });
  await press("edit");
  assert.deepEqual(said.filter(Boolean), ["<underway>"]);
});

test("a copy is made of something, and of nothing there is none", async () => {
  const links = [];
  globalThis.document = { createElement: () => ({ click() { links.push(this.download); } }) };
  const { phone, press, said, id } = await page();
  await press("copy", null);
  assert.equal(said.at(-1), "<copy_made>");
  assert.match(links[0], /^haarvaten-\d{4}-\d\d-\d\d\.zip$/);
  await phone.outbox.discard(id);
  await press("copy", null);
  assert.equal(said.at(-1), "<copy_empty>");
  assert.equal(links.length, 1);
});

test("another species at the same place begins as a draft with the place, the day and the terms of the first", async () => {
  const opened = [];
  globalThis.location = { origin: "https://haarvaten.example", assign: (address) => opened.push(new URL(address)) };
  const { phone, press, list, id, said } = await page();
  const fields = { species: "Hazelaar", begin: "52,9 6,5", seen_on: "2026-05-17", licence: "cc0", number: "3", notes: "bij het hek" };
  const first = { ...list.entries.get(id).item, kind: "sighting", about: "wal", address: "/waarnemingen/nieuw?element=wal", fields };
  list.entries.get(id).item = first;
  await press("beside");
  assert.deepEqual(said.filter(Boolean), []);
  const [row] = await phone.drafts.list(ANNA);
  assert.deepEqual(row.fields, { origin: "unknown", begin: "52,9 6,5", seen_on: "2026-05-17", licence: "cc0", visit: id });
  assert.notEqual(row.id, id);
  assert.deepEqual([opened[0].pathname, opened[0].searchParams.get("element"), opened[0].searchParams.get("concept")], ["/waarnemingen/nieuw", "wal", row.key]);
  list.entries.get(id).item = { ...first, id: row.id, fields: row.fields };
  await press("beside");
  assert.deepEqual((await phone.drafts.list(ANNA)).map((one) => one.fields.visit), [id, id], "the third is of the same visit");
});

test("on a full device nothing is begun, and that is told", async () => {
  const { press, list, id, said, phone } = await page();
  list.entries.get(id).item = { ...list.entries.get(id).item, kind: "sighting", fields: { begin: "1 2" } };
  phone.drafts.database.write = () => Promise.reject(new StoreError("full"));
  await press("beside");
  assert.equal(said.at(-1), "<failed_full>");
});

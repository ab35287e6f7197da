import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { openDB } from "idb";
import { AreaError, Areas } from "../../../app/static/js/offline/areas.js";
import { Database, STEPS } from "../../../app/static/js/offline/database.js";
import { Forgetting } from "../../../app/static/js/offline/forgetting.js";
import { Known } from "../../../app/static/js/offline/known.js";
import { Notes } from "../../../app/static/js/offline/notes.js";
import { MemoryCaches } from "../worker/caches.mjs";
import { ANNA, BERT, Clock, newDisk, Storage } from "./device.mjs";

beforeEach(newDisk);

const element = (id, more = {}) => ({ id, title: `Element ${id}`, type: "pond", place: "Rolde", last: null, ...more });

function device(elements = [], { owner = ANNA, clock = new Clock() } = {}) {
  const database = new Database({ openDB });
  const asked = [];
  const server = { owner, elements };
  const fetch = async (address) => {
    asked.push(address);
    return { ok: true, redirected: false, json: async () => server };
  };
  const notes = new Notes({ database, now: clock.now });
  return { asked, clock, database, notes, server, known: new Known({ database, notes, fetch, now: clock.now }) };
}

const titles = async (known, owner = ANNA) => (await known.list(owner)).map(({ title }) => title);

test("version 1 of the database keeps everything when the stores for reading come", async () => {
  const old = new Database({ openDB, steps: STEPS.slice(0, 1) });
  const item = { id: "a", body: new Uint8Array([1, 2]).buffer };
  await old.write(["items", "photos", "drafts", "meta", "log"], async (tx) => {
    await tx.objectStore("items").put(item);
    await tx.objectStore("photos").put({ id: "p", bytes: item.body });
    await tx.objectStore("drafts").put({ key: "d" });
    await tx.objectStore("meta").put({ name: "account", value: ANNA });
    await tx.objectStore("log").add({ at: 1 });
  });
  old.close();
  const { database, notes } = device();
  const all = (name) => database.read([name], (tx) => tx.objectStore(name).getAll());
  assert.deepEqual(new Uint8Array((await all("items"))[0].body), new Uint8Array([1, 2]));
  assert.equal((await all("photos"))[0].bytes.byteLength, 2);
  assert.deepEqual([(await all("drafts")).length, (await all("log")).length, await notes.get("account")], [1, 1, ANNA]);
  assert.deepEqual(await all("known"), []);
});

test("what one knows is kept in the server's order, and what one saw after it", async () => {
  const { known, asked, clock } = device([element("1"), element("2"), element("3")]);
  assert.equal(await known.saw(ANNA, "3"), true);
  clock.pass(1000);
  await known.refresh(ANNA);
  assert.deepEqual(asked, ["/api/v1/mijn-elementen?gezien=3"]);
  assert.deepEqual(await titles(known), ["Element 1", "Element 2", "Element 3"]);
  assert.equal(await known.saw(ANNA, "3"), false);
});

test("it is asked at most every ten minutes, and what is not named any more goes", async () => {
  const { known, asked, server, clock } = device([element("1"), element("2")]);
  await known.refresh(ANNA);
  await known.refresh(ANNA);
  assert.equal(asked.length, 1);
  server.elements = [element("2", { title: "Nieuwe naam" })];
  clock.pass(600_001);
  await known.refresh(ANNA);
  assert.deepEqual(await titles(known), ["Nieuwe naam"]);
});

test("what was seen more than ninety days ago is not asked for", async () => {
  const { known, asked, clock } = device([]);
  await known.saw(ANNA, "oud");
  clock.pass(91 * 86_400_000);
  await known.refresh(ANNA);
  assert.deepEqual(asked, ["/api/v1/mijn-elementen"]);
  assert.deepEqual(await titles(known), []);
});

test("an answer for someone else is not kept", async () => {
  const { known } = device([element("1")], { owner: BERT });
  assert.equal(await known.refresh(ANNA), false);
  assert.deepEqual([await titles(known), await titles(known, BERT)], [[], []]);
});

async function reader() {
  const phone = device([element("1")]);
  const storage = Object.assign(new Storage(), { removeItem: (key) => storage.kept.delete(key) });
  const caches = new MemoryCaches();
  for (const name of ["haarvaten-app-1", "haarvaten-fotos", "haarvaten-kaart", "haarvaten-gebied-x"]) await caches.open(name);
  const forgetting = new Forgetting({ known: phone.known, storage, caches });
  await forgetting.begin(ANNA);
  await phone.known.refresh(ANNA);
  return { ...phone, caches, forgetting };
}

test("who leaves takes along what was read, and nothing of the app", async () => {
  const { forgetting, known, caches } = await reader();
  forgetting.leaving();
  await forgetting.end(ANNA); // the outbox may still know whose things wait here
  assert.deepEqual([await titles(known), await caches.keys()], [[], ["haarvaten-app-1"]]);
});

test("a session that ran out is no leaving; an account that is gone is", async () => {
  const { forgetting, known } = await reader();
  await forgetting.end(ANNA);
  assert.equal((await titles(known)).length, 1);
  await forgetting.end(null);
  assert.deepEqual(await titles(known), []);
});

test("who comes after finds nothing of the one before, and who stayed loses nothing", async () => {
  const { forgetting, known, caches } = await reader();
  forgetting.leaving(); // pressed, and then thought better of it
  await forgetting.begin(ANNA);
  await forgetting.end(ANNA);
  assert.equal((await titles(known)).length, 1);
  await forgetting.begin(BERT);
  assert.deepEqual([await titles(known), await caches.keys()], [[], ["haarvaten-app-1"]]);
});

const tile = (bytes = 10) => new Response(new Uint8Array(bytes), { headers: { "Content-Type": "application/vnd.mapbox-vector-tile" } });
const address = ([z, x, y]) => `/tegels/elementen/${z}/${x}/${y}.mvt`;

function map(fetch) {
  const { database } = device();
  const caches = new MemoryCaches();
  return { caches, areas: new Areas({ database, caches, fetch, newId: () => "gebied" }) };
}

test("a part of the map is weighed first, then kept, listed and removed", async () => {
  const { areas, caches } = map(async () => tile());
  const weighed = await areas.weigh([6.6, 52.9, 6.61, 52.91], 13, address);
  assert.equal(weighed.bytes, weighed.tiles.length * 10);
  assert.deepEqual(await caches.keys(), []);
  await areas.keep(weighed, { owner: ANNA, name: "Rolde", hash: "#plek=13/52.9/6.6" });
  assert.deepEqual((await areas.list(ANNA)).map(({ name }) => name), ["Rolde"]);
  assert.deepEqual(await areas.list(BERT), []);
  await areas.remove("gebied");
  assert.deepEqual([await areas.list(ANNA), await caches.keys()], [[], []]);
});

test("too much, half of it, or the page of a hotel is not kept", async () => {
  const whole = map(async () => tile());
  await assert.rejects(whole.areas.weigh([5, 52, 7, 54], 13, address), { code: "large" });
  await assert.rejects(map(async () => tile(6_000_000)).areas.weigh([6.6, 52.9, 6.7, 52.95], 13, address), { code: "large" });
  const hotel = async () => new Response("<h1>", { headers: { "Content-Type": "text/html" } });
  await assert.rejects(map(hotel).areas.weigh([6.6, 52.9, 6.61, 52.91], 14, address), AreaError);
});

test("what was begun and never listed is tidied up", async () => {
  const { areas, caches } = map(async () => tile());
  await caches.open("haarvaten-gebied-half");
  await areas.tidy();
  assert.deepEqual(await caches.keys(), []);
});

test("a part whose tiles were thrown away is no longer listed, and its name goes too", async () => {
  const { areas, caches } = map(async () => tile());
  await areas.keep(await areas.weigh([6.6, 52.9, 6.61, 52.91], 13, address), { owner: ANNA, name: "Rolde", hash: "" });
  await caches.delete("haarvaten-gebied-gebied");
  assert.deepEqual(await areas.list(ANNA), []);
  await areas.tidy();
  assert.deepEqual(await areas.database.read(["areas"], (tx) => tx.objectStore("areas").getAllKeys()), []);
});

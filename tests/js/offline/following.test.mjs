// What waits on an element that is handed in as new follows it: no work stays about what is gone, none is doubled.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { sha256 } from "../../../app/static/js/lib/hash.js";
import { ANNA, BERT, device, newDisk, photo, photosOn, stateOf } from "./device.mjs";
import { NO_LINE, ready, refusal, REFUSALS } from "./server.mjs";

beforeEach(newDisk);

const UNKNOWN = refusal(422, "invalid", { body: { fields: { about: ["Die kennen wij niet."] } } });
const FIRST = "00000000-0000-4000-8000-000000000000"; // what stands first on the disk is settled first at the start
const told = (item) => JSON.parse(new TextDecoder().decode(item.body));

function form(phone, about, { id = crypto.randomUUID(), kind = "maintenance", owner = ANNA } = {}) {
  const address = about ? `/onderhoud/nieuw?element=${about}` : "/elementen/nieuw";
  return phone.drafts.open({ key: id, id, owner, kind, about, label: "Heg Schoolpad", address });
}

async function handIn(phone, about, { photos = 0, ...more } = {}) {
  const draft = form(phone, about, more);
  draft.change({ notes: "Heg gesnoeid" });
  for (let seed = 0; seed < photos; seed += 1) await draft.addPhoto(await photo(seed));
  const id = await phone.outbox.handIn(draft);
  phone.clock.pass(1);
  return id;
}

/** An element of which the server has another version (or that it rejected), and work with a photo that waits for it. */
async function waiting({ element = REFUSALS.conflict } = {}) {
  const { server, phone } = await ready();
  const old = await handIn(phone, null, { kind: "element", id: FIRST });
  const work = await handIn(phone, old, { photos: 1 });
  server.refuse = ({ url }) => (url.endsWith(old) ? element : UNKNOWN);
  await phone.uploader.run();
  return { server, phone, old, work };
}

test("work and its photo go in once, under their own ids, about the new element", async () => {
  const { server, phone, old, work } = await waiting();
  const [before, pictures] = [await phone.store.item(work), await photosOn(phone)];
  const fresh = await phone.outbox.sendAsNew(old);
  const item = await phone.store.item(work);
  assert.deepEqual([item.about, item.address], [fresh, `/onderhoud/nieuw?element=${fresh}`]);
  assert.deepEqual([told(item).about, item.sha256], [fresh, await sha256(item.body)]);
  assert.deepEqual({ ...told(item), about: old }, told(before), "not a word of it is other");
  assert.deepEqual(await photosOn(phone), pictures);
  server.refuse = ({ url }) => (url.endsWith(fresh) ? NO_LINE : undefined);
  await phone.uploader.run();
  assert.ok(!server.requests.some((one) => one.includes(work)), "still not before its element");
  server.refuse = () => undefined;
  phone.clock.pass(600_000);
  await phone.uploader.run();
  assert.deepEqual([...server.items.keys()], [fresh, work]);
  assert.ok(server.complete(work));
  assert.equal(server.items.get(work).envelope.about, fresh);
});

test("also when the element was rejected, and the work was refused for it", async () => {
  const { server, phone, old, work } = await waiting({ element: REFUSALS.gone });
  assert.equal(await stateOf(phone, work), "attention");
  const fresh = await phone.outbox.sendAsNew(old);
  assert.deepEqual([await stateOf(phone, work), (await phone.store.item(work)).error], ["waiting", null]);
  server.refuse = () => undefined;
  await phone.uploader.run();
  assert.equal(server.items.get(work).envelope.about, fresh);
});

test("drafts follow: one that is kept, one that is open, one that was taken back, and of someone else", async () => {
  const { phone, old, work } = await waiting();
  const [open, kept] = [form(phone, old), form(phone, old, { owner: BERT })];
  for (const draft of [open, kept]) {
    draft.change({ notes: "Begonnen" });
    await draft.flush();
  }
  await phone.outbox.reopen(work);
  const [taken] = (await phone.drafts.list(ANNA)).filter((row) => row.id === work);
  const held = phone.drafts.open(taken);
  const fresh = await phone.outbox.sendAsNew(old);
  assert.deepEqual((await phone.drafts.list(BERT)).map((row) => row.about), [fresh]);
  for (const draft of [open, held]) {
    draft.change({ notes: "En verder" }); // in a tab that knows nothing of it
    await draft.flush();
    const row = await phone.drafts.find(draft.row.key);
    assert.deepEqual([row.about, row.address], [fresh, `/onderhoud/nieuw?element=${fresh}`]);
    const id = await phone.outbox.handIn(draft);
    assert.equal(told(await phone.store.item(id)).about, fresh);
  }
});

test("what the server took already keeps its bytes, and its photo still goes", async () => {
  const { server, phone, old, work } = await waiting({ element: REFUSALS.gone });
  const taken = await handIn(phone, old, { photos: 1 });
  server.refuse = ({ url }) => (url.includes("/photos/") ? NO_LINE : undefined);
  await phone.uploader.run();
  const before = await phone.store.item(taken);
  assert.equal(before.state, "partial");
  await phone.outbox.sendAsNew(old);
  assert.deepEqual(await phone.store.item(taken), before);
  server.refuse = () => undefined;
  await phone.uploader.run({ force: true });
  assert.ok(server.complete(taken) && server.complete(work));
});

test("what may have come without our knowing is asked for under its own id: two versions, never two pieces of work", async () => {
  for (const arrived of [true, false]) {
    newDisk();
    const { server, phone, old } = await waiting({ element: REFUSALS.gone });
    server.refuse = () => (arrived ? undefined : NO_LINE);
    server.fault = () => NO_LINE;
    const doubtful = await handIn(phone, old);
    await phone.uploader.run({ force: true });
    Object.assign(server, { fault: () => undefined, refuse: () => undefined });
    assert.ok((await phone.store.item(doubtful)).doubt);
    const fresh = await phone.outbox.sendAsNew(old);
    const begun = server.requests.length;
    await phone.uploader.run({ force: true });
    assert.ok(server.requests.slice(begun).includes(`GET ${doubtful}/receipt`));
    assert.equal(await stateOf(phone, doubtful), arrived ? "conflict" : "received");
    assert.equal(server.items.get(doubtful).envelope.about, arrived ? old : fresh);
  }
});

test("one that is being sent: what comes of the old bytes does not mark the new ones", async () => {
  const { server, phone, old } = await waiting({ element: REFUSALS.gone });
  server.refuse = () => undefined;
  const work = await handIn(phone, old);
  const send = server.send.bind(server);
  let fresh;
  server.send = async (request) => {
    const answer = await send(request);
    if (fresh || !request.url.endsWith(work)) return answer;
    fresh = await phone.outbox.sendAsNew(old); // before the answer is there
    assert.equal(await stateOf(phone, work), "waiting", "of the new bytes nothing was sent");
    return answer;
  };
  await phone.uploader.run({ force: true });
  const item = await phone.store.item(work);
  assert.deepEqual([item.about, item.state], [fresh, "conflict"], "asked for in the same round");
  assert.equal(server.items.get(work).envelope.about, old);
});

test("changed while the envelopes were made: they are made again, and nothing that people wrote is lost", async () => {
  const { phone, old, work } = await waiting();
  const hash = phone.store.hash;
  let late;
  phone.store.hash = async (bytes) => {
    const text = new TextDecoder().decode(bytes);
    if (!late && text.includes("maintenance")) {
      late = Promise.withResolvers();
      const draft = phone.drafts.open({ ...(await phone.store.reopen(work)), key: `item:${work}`, photos: [] });
      draft.change({ notes: "Heg en wal" });
      await phone.outbox.handIn(draft).then(late.resolve, late.reject);
      await late.promise;
    }
    return hash(bytes);
  };
  const fresh = await phone.outbox.sendAsNew(old);
  assert.ok(late, "it was changed in between");
  const item = await phone.store.item(work);
  assert.deepEqual([told(item).about, told(item).fields.notes], [fresh, "Heg en wal"]);
});

test("killed before the old one went: the next start lets all follow, also work that is itself half replaced", async () => {
  const { server, phone, old, work } = await waiting();
  await phone.store.patch(work, (await phone.store.item(work)).sha256, { state: "conflict" });
  const killed = (write) => (stores, does) => (stores.includes("drafts") ? new Promise(() => {}) : write(stores, does));
  const write = phone.database.write.bind(phone.database);
  phone.database.write = killed(write);
  for (const id of [work, old]) phone.outbox.sendAsNew(id);
  const both = async () => (await phone.store.items()).filter((item) => item.becomes).length === 2;
  while (!(await both())) await new Promise((resolve) => setTimeout(resolve, 5));
  const next = device({ server, clock: phone.clock });
  await next.outbox.start();
  const items = await next.store.items();
  const element = items.find((item) => item.kind === "element");
  const [left] = items.filter((item) => item.kind === "maintenance");
  assert.deepEqual([items.length, left.about, told(left).about], [2, element.id, element.id]);
  assert.ok(![old, work].some((id) => items.some((item) => item.id === id)));
  server.refuse = () => undefined;
  await next.uploader.run({ force: true });
  assert.ok(server.complete(element.id) && server.complete(left.id));
});

test("work that becomes another in one tab while its element does in the other is not about the old one", async () => {
  const { phone, old, work } = await waiting();
  const stale = { ...(await phone.store.item(work)), id: crypto.randomUUID() };
  const fresh = await phone.outbox.sendAsNew(old);
  await assert.rejects(phone.store.replace(work, stale, []), { code: "broken" });
  assert.deepEqual((await phone.store.items()).map((item) => item.about).sort(), [fresh, null].sort());
});

// L13: what the server makes coarse for others never takes the place of what stands on one's own device.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Known } from "../../../app/static/js/offline/known.js";
import { ANNA, handIn, newDisk, photo } from "./device.mjs";
import { ready, REFUSALS } from "./server.mjs";

const EXACT = { begin: "52,996743 6,563217", seen_on: "2026-05-17", seen_at: "07:15", species: "Steenuil", element: "9" };
const COARSE = { begin: "52,9919 6,5590", seen_on: "2026-05-01", seen_at: "", species: "Steenuil", element: "" };

beforeEach(newDisk);

/** Puts the coarse place wherever an answer could hold it. */
const coarse = (answer) => {
  const more = { fields: COARSE, now: COARSE, item: { fields: COARSE }, location: COARSE.begin, ...COARSE };
  return { ...answer, text: JSON.stringify({ ...more, ...JSON.parse(answer.text) }) };
};

test("an envelope, its photos and its receipt are answered, and the item keeps its own place", async () => {
  const { server, phone } = await ready();
  server.fault = (_request, answer) => coarse(answer);
  const id = await handIn(phone, { photos: 2, fields: EXACT });
  const { body, sha256 } = await phone.store.item(id);
  const sent = new TextDecoder().decode(body);
  let left = 1;
  server.refuse = ({ url }) => (url.includes("/photos/") && left-- > 0 ? { status: 0 } : undefined);
  await phone.uploader.run();
  const half = await phone.store.item(id);
  assert.deepEqual([half.fields, half.sha256, new TextDecoder().decode(half.body)], [EXACT, sha256, sent]);
  phone.clock.pass(60_000);
  await phone.uploader.run();
  const whole = await phone.store.item(id);
  assert.deepEqual([whole.state, whole.fields], ["received", EXACT]);
});

for (const [name, refusal] of Object.entries(REFUSALS)) {
  test(`an answer that says ${name} leaves the place as it was, also when it is taken back to its form`, async () => {
    const { server, phone } = await ready();
    server.refuse = () => coarse(refusal);
    const id = await handIn(phone, { fields: EXACT });
    await phone.uploader.run();
    assert.deepEqual((await phone.store.item(id)).fields, EXACT);
    if (await phone.store.reopen(id)) {
      const [draft] = await phone.drafts.list(ANNA);
      assert.deepEqual(draft.fields, EXACT);
    }
  });
}

test("what the device asks of things that one knows changes no draft and nothing that waits", async () => {
  const { phone } = await ready();
  const waiting = await handIn(phone, { fields: EXACT });
  const draft = phone.drafts.open({ key: "sighting", id: crypto.randomUUID(), owner: ANNA, kind: "sighting", about: null, label: "x", address: "/x" });
  draft.change(EXACT);
  await draft.addPhoto(await photo(1));
  await draft.flush();
  const elements = [waiting, draft.row.id].map((id) => ({ id, title: "Steenuil", fields: COARSE, ...COARSE }));
  const fetch = async () => ({ ok: true, redirected: false, json: async () => ({ owner: ANNA, elements }) });
  const known = new Known({ database: phone.database, notes: phone.notes, fetch, now: phone.clock.now });
  assert.equal(await known.refresh(ANNA, { force: true }), true);
  assert.deepEqual((await phone.store.item(waiting)).fields, EXACT);
  assert.deepEqual((await phone.drafts.find("sighting")).fields, EXACT);
});

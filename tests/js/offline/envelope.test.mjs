import assert from "node:assert/strict";
import { test } from "node:test";
import { EnvelopeError, fieldsOf, makeEnvelope, MAX_BYTES } from "../../../app/static/js/offline/envelope.js";
import { sha256 } from "../../../app/static/js/lib/hash.js";
import { ANNA, photo } from "./device.mjs";

const given = (more = {}) => ({ kind: "maintenance", owner: ANNA, fields: { b: "2", a: "1" }, deviceTime: "2026-11-26T09:00:00.000Z", photos: [], ...more });
const read = ({ body }) => JSON.parse(new TextDecoder().decode(body));

test("an envelope has exactly the members of the contract", async () => {
  const one = await photo(1, 7);
  const made = await makeEnvelope(given({ photos: [{ ...one, alt: "Heg", moment: "before" }] }));
  assert.deepEqual(read(made), {
    about: null,
    device_time: "2026-11-26T09:00:00.000Z",
    fields: { a: "1", b: "2" },
    kind: "maintenance",
    owner: ANNA,
    photos: [{ alt: "Heg", bytes: 7, id: one.id, moment: "before", sha256: one.sha256, type: "image/jpeg" }],
    schema: 1,
  });
  assert.equal(made.sha256, await sha256(made.body));
  assert.ok(made.body instanceof ArrayBuffer);
});

test("the same things make the same bytes, in whatever order they were named", async () => {
  const [one, two] = [await makeEnvelope(given()), await makeEnvelope(given({ fields: { a: "1", b: "2" } }))];
  assert.equal(one.sha256, two.sha256);
  assert.notEqual(one.sha256, (await makeEnvelope(given({ fields: { a: "1", b: "3" } }))).sha256);
});

test("a photo without words has empty ones, as the server wants it", async () => {
  const [listed] = read(await makeEnvelope(given({ photos: [await photo(1)] }))).photos;
  assert.deepEqual([listed.alt, listed.moment], ["", ""]);
});

test("half a character and NUL do not make an item that is refused for ever", async () => {
  const { fields } = read(await makeEnvelope(given({ fields: { notes: "a\u0000b\ud83c", list: ["\udf33"] } })));
  assert.deepEqual(fields, { list: ["\ufffd"], notes: "ab\ufffd" });
});

test("above 1 MB is told at once, and at 1 MB it goes", async () => {
  const room = MAX_BYTES - (await makeEnvelope(given({ fields: { a: "" } }))).body.byteLength;
  assert.equal((await makeEnvelope(given({ fields: { a: "x".repeat(room) } }))).body.byteLength, MAX_BYTES);
  const more = makeEnvelope(given({ fields: { a: "x".repeat(room + 1) } }));
  await assert.rejects(more, (error) => error instanceof EnvelopeError && error.code === "large");
});

test("the fields of a form: a list where a name comes more than once, nothing of the page, no files", () => {
  const form = new FormData();
  form.append("csrf_token", "geheim");
  form.append("id", "x");
  form.append("sent_at", "");
  form.append("activity", "snoeien");
  for (const one of ["a", "b", "c"]) form.append("people", one);
  form.append("photos", "p1");
  form.append("photos_alt_p1", "Heg");
  form.append("photos_new", new Blob(["x"]), "x.jpg");
  assert.deepEqual(fieldsOf(form.entries()), { activity: "snoeien", people: ["a", "b", "c"] });
});

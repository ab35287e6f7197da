import assert from "node:assert/strict";
import { test } from "node:test";
import { classify } from "../../../app/static/js/offline/answers.js";

const ID = "11111111-1111-4111-8111-111111111111";
const HASH = "a".repeat(64);
const URL_ = `https://haarvaten.example/api/v1/submissions/${ID}`;
const PHOTOS = ["p1", "p2"];
const NOW = Date.parse("2026-11-26T09:00:00Z");
const RECEIPT = { id: ID, envelope_sha256: HASH, state: "complete", missing: [], server_time: "2026-11-26T09:00:05Z" };
const REFUSAL = { error: "wrong", message: "Dat kan niet." };

function read(status, body, { method = "PUT", photo, ...response } = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const whole = { status, url: URL_, type: "application/json", text, retryAfter: null, ...response };
  return classify(whole, URL_, { id: ID, sha256: HASH, photos: PHOTOS, photo, method }, NOW);
}
const kind = (...given) => read(...given).kind;

test("only our JSON that echoes id and hash says that everything is there", () => {
  assert.equal(kind(201, RECEIPT), "complete");
  assert.equal(kind(200, RECEIPT), "complete");
  assert.equal(kind(200, RECEIPT, { type: "application/json; charset=utf-8" }), "complete");
  assert.equal(read(200, RECEIPT).serverTime, Date.parse("2026-11-26T09:00:05Z"));
});

const NOT_ACKNOWLEDGED = {
  "a captive portal": [200, "<html>Welkom bij camping De Eik</html>", { type: "text/html" }],
  "HTML that says it is JSON": [200, "<html></html>"],
  "our JSON as text": [200, RECEIPT, { type: "text/plain" }],
  "no type at all": [200, RECEIPT, { type: null }],
  "a redirect that was followed": [200, RECEIPT, { url: "https://haarvaten.example/inloggen" }],
  "an empty 201": [201, ""],
  "a 204": [204, "", { type: null }],
  "a 202": [202, RECEIPT],
  "a 302 that was not followed": [302, RECEIPT],
  "a list": [200, [RECEIPT]],
  "null": [200, "null"],
  "a number": [200, "1"],
  "half of our JSON": [200, JSON.stringify(RECEIPT).slice(0, -1)],
  "someone else's JSON": [200, { ok: true }],
  "another id": [200, { ...RECEIPT, id: "2".repeat(36) }],
  "another hash": [200, { ...RECEIPT, envelope_sha256: "b".repeat(64) }],
  "no hash": [200, { ...RECEIPT, envelope_sha256: undefined }],
  "no server time": [200, { ...RECEIPT, server_time: undefined }],
  "a state that we do not know": [200, { ...RECEIPT, state: "done" }],
  "complete, yet a photo is missing": [200, { ...RECEIPT, missing: ["p1"] }],
  "partial, yet nothing is missing": [200, { ...RECEIPT, state: "partial" }],
  "a photo that we do not have": [200, { ...RECEIPT, state: "partial", missing: ["p9"] }],
  "missing is no list": [200, { ...RECEIPT, missing: "p1" }],
  "the photo that was just sent": [200, { ...RECEIPT, state: "partial", missing: ["p1"] }, { photo: "p1" }],
  "a receipt that is made by asking": [201, RECEIPT, { method: "GET" }],
  "no line": [0, "", { url: undefined, type: undefined }],
  "a 500": [500, REFUSAL],
  "a 404 while sending": [404, REFUSAL],
  "a 404 of the wifi": [404, "<html>", { method: "GET", type: "text/html" }],
  "a 409 of the wifi": [409, "<html>", { type: "text/html" }],
  "a 410 of the wifi": [410, "", { type: null }],
  "a 422 without a reason": [422, { detail: "no" }],
  "a 401 of the wifi": [401, "Sign in", { type: "text/plain" }],
};
for (const [name, given] of Object.entries(NOT_ACKNOWLEDGED)) {
  test(`not acknowledged: ${name}`, () => assert.deepEqual(read(...given), { kind: "unanswered" }));
}

test("a part is a part, with what is still to come", () => {
  const answer = read(201, { ...RECEIPT, state: "partial", missing: ["p2"] }, { photo: "p1" });
  assert.equal(answer.kind, "partial");
  assert.deepEqual(answer.missing, ["p2"]);
});

test("each refusal of ours has its own state, and its reason", () => {
  const states = { 401: "sign_in", 409: "conflict", 410: "gone", 413: "attention", 415: "attention", 422: "attention" };
  for (const [status, state] of Object.entries(states)) assert.equal(kind(Number(status), REFUSAL), state, status);
  assert.equal(kind(403, { ...REFUSAL, error: "other_account" }), "other_account");
  assert.equal(kind(403, { ...REFUSAL, error: "suspended" }), "attention");
  const answer = read(422, { ...REFUSAL, fields: { done_on: ["De datum ligt in de toekomst."], odd: "x" } });
  assert.deepEqual(answer.fields, { done_on: ["De datum ligt in de toekomst."] });
  assert.equal(answer.message, "Dat kan niet.");
});

test("the server does not know it: only an answer to the question for a receipt says so", () => {
  assert.equal(kind(404, REFUSAL, { method: "GET" }), "unknown");
});

test("a receipt of other bytes, or of a plain form, means two versions", () => {
  assert.equal(kind(200, { ...RECEIPT, envelope_sha256: "b".repeat(64) }, { method: "GET" }), "conflict");
  assert.equal(kind(200, { ...RECEIPT, envelope_sha256: null }, { method: "GET" }), "conflict");
  assert.equal(kind(200, { ...RECEIPT, envelope_sha256: 7 }, { method: "GET" }), "unanswered");
});

test("a busy server says when: in seconds or as a date, at most a day", () => {
  assert.equal(read(429, REFUSAL, { retryAfter: "90" }).afterMs, 90_000);
  assert.equal(read(503, REFUSAL, { retryAfter: "Thu, 26 Nov 2026 09:02:00 GMT" }).afterMs, 120_000);
  assert.equal(read(503, REFUSAL, { retryAfter: "999999999" }).afterMs, 86_400_000);
  assert.equal(read(503, REFUSAL, { retryAfter: "soon" }).afterMs, 2_000);
  assert.equal(read(503, REFUSAL).afterMs, 2_000);
  assert.equal(read(503, "<html>", { type: "text/html", retryAfter: "86400" }).afterMs, 3_600_000);
});

test("no room (507) is about one item; busy is about all", () => {
  assert.equal(read(507, REFUSAL, { retryAfter: "60" }).everyone, false);
  assert.equal(read(429, REFUSAL).everyone, true);
  assert.equal(read(503, "").everyone, true);
});

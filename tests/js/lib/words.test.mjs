import assert from "node:assert/strict";
import test from "node:test";
import { fill, readWords } from "../../../app/static/js/lib/words.js";

test("the named places of a sentence are filled", () => {
  assert.equal(fill("{name} wordt verstuurd: {percent}%", { name: "wal.jpg", percent: 0 }), "wal.jpg wordt verstuurd: 0%");
});

test("a place without a value stays, and a value is never read as a sentence", () => {
  assert.equal(fill("{a} en {b}", { a: "{b}" }), "{b} en {b}");
});

test("sentences come along with the element", () => {
  assert.deepEqual(readWords({ dataset: { words: '{"received": "Ja"}' } }), { received: "Ja" });
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { news, photosIn, times } from "../../../app/static/js/lib/outbox-words.js";

const words = { clock: "{hour}.{minute} uur", yesterday: "gisteren", said_many: "{number} keer: {word}.", photo: "1 foto", photos: "{number} foto’s" };
const NOON = new Date(2026, 10, 26, 12).getTime();
const HOUR = 3_600_000;

test("moments read as people say them", () => {
  const { when } = times(words, "nl", () => NOON);
  const said = [0, 13, 37, 24 * 16].map((hours) => when(NOON - hours * HOUR));
  assert.deepEqual(said, ["12.00 uur", "gisteren", "24 november", "10 november"]);
});

test("photos are counted in words", () => assert.deepEqual([0, 1, 3].map((number) => photosIn(number, words)), ["", "1 foto", "3 foto’s"]));

const after = (state, ids) => ids.map((id) => ({ id, state, word: "Ontvangen", label: id }));

test("only what ended or asks for something is told, once, and many in one sentence", () => {
  const before = new Map(["a", "b", "c"].map((id) => [id, "waiting"]));
  assert.equal(news(before, after("received", ["a"]), words), "a: Ontvangen.");
  assert.equal(news(before, after("sending", ["a"]), words), "");
  assert.equal(news(before, after("received", ["new"]), words), "");
  assert.equal(news(new Map([["a", "received"]]), after("received", ["a"]), words), "");
  assert.equal(news(before, after("received", ["a", "b", "c"]), words), "3 keer: Ontvangen.");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { blocked } from "../../../app/static/js/lib/verdict.js";

const question = { step: "return", text: "Wie is de eigenaar?" };

test("a question or a rejection needs words, approving does not", () => {
  assert.equal(blocked("return", " ", {}), "empty");
  assert.equal(blocked("reject", "", {}), "empty");
  assert.equal(blocked("publish", "", {}), "");
  assert.equal(blocked("reject", "Dit is geen poel.", {}), "");
});

test("a ready answer goes with its own step only", () => {
  assert.equal(blocked("return", question.text, question), "");
  assert.equal(blocked("publish", question.text, question), "return");
  assert.equal(blocked("reject", question.text, question), "return");
});

test("own words that replaced a ready answer go with any step", () => {
  assert.equal(blocked("publish", "Mooi zo!", question), "");
});

test("approving work together with its element is approving", () => {
  assert.equal(blocked("both", "", {}), "");
  assert.equal(blocked("both", question.text, question), "return");
  assert.equal(blocked("both", "Mooi werk!", { step: "publish", text: "Mooi werk!" }), "");
});

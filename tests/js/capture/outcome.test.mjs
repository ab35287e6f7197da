import assert from "node:assert/strict";
import { test } from "node:test";
import { outcomeOf } from "../../../app/static/js/capture/outcome.js";

/** An outbox that the test moves; `late()` is the end of the silence. */
function waiting() {
  const told = { set: 0 };
  const outbox = {
    watch(listener) {
      told.items = listener;
      return () => {
        told.stopped = true;
      };
    },
  };
  const watchProgress = (listener) => {
    told.progress = listener;
    return () => {};
  };
  const setTimer = (work) => {
    told.late = work;
    told.set += 1;
  };
  return { told, outcome: outcomeOf("a", { outbox, watchProgress, setTimer, clearTimer: () => {} }) };
}
const item = (state, more = {}) => [{ id: "a", state, attempts: 0, receipt: null, ...more }];

for (const [name, items, word] of [
  ["all of it is there", item("received"), "received"],
  ["something is wrong that the form can mend", item("attention"), "attention"],
  ["a photo is wrong of what is there already", item("attention", { receipt: {} }), "waiting"],
  ["the line failed", item("waiting", { attempts: 1 }), "unanswered"],
  ["it is busy there", item("busy", { attempts: 1 }), "waiting"],
  ["someone has to sign in", item("sign_in"), "waiting"],
  ["another tab threw it away", [], "waiting"],
]) {
  test(`${name}: ${word}`, async () => {
    const { told, outcome } = waiting();
    told.items(item("sending"));
    told.items(items);
    assert.equal(await outcome, word);
    assert.ok(told.stopped);
  });
}

test("as long as something is heard of it, it goes on waiting; of another nothing counts", async () => {
  const { told, outcome } = waiting();
  const before = told.set;
  told.progress({ id: "a" });
  told.progress({ id: "b" });
  assert.equal(told.set, before + 1);
  told.late();
  assert.equal(await outcome, "waiting");
});

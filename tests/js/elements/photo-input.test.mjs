import assert from "node:assert/strict";
import { test } from "node:test";
import { element, part } from "./dom.mjs";
import "../../../app/static/js/elements/photo-input.js";

/** A <photo-input> whose keeper turns a photo when the test wants it. */
function world() {
  const turned = Promise.withResolvers();
  const calls = [];
  const keeper = {
    turn: (row) => {
      calls.push(row);
      return turned.promise;
    },
  };
  const capture = { keeperOf: () => keeper };
  const parts = { "capture-form": capture, "[data-plain]": part(), "[data-status]": part() };
  const input = element("photo-input", { words: { turned: "Gedraaid." } }, parts);
  input.connectedCallback();
  const row = part();
  const button = part({ name: "foto", value: "draai:1" });
  button.closest = (selector) => (selector === "button" ? button : row);
  const press = () => {
    const event = new Event("click", { cancelable: true });
    Object.defineProperty(event, "target", { value: button });
    input.dispatchEvent(event);
  };
  return { input, press, turned, calls };
}
const later = () => new Promise((done) => setTimeout(done, 5));

test("handing in waits for a photo that is being turned", async () => {
  const { input, press, turned } = world();
  assert.equal(await input.settled(), true);
  press();
  await later();
  let settled = false;
  const waiting = input.settled().then((fine) => {
    settled = true;
    return fine;
  });
  await later();
  assert.equal(settled, false);
  turned.resolve(part());
  assert.equal(await waiting, true);
});

test("a second tap while it turns does not turn the same photo again", async () => {
  const { press, turned, calls } = world();
  press();
  await later();
  press();
  turned.resolve(part());
  await later();
  assert.equal(calls.length, 1);
});

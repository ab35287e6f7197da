import assert from "node:assert/strict";
import { test } from "node:test";
import { element, part } from "./dom.mjs";
import { device } from "./parts.mjs";

function NoFields() {
  return [];
}
Object.assign(globalThis, { location: { href: "https://haarvaten.example/onderhoud/nieuw" }, addEventListener: () => {}, FormData: NoFields });
globalThis.document = { documentElement: { lang: "nl" } };
await import("../../../app/static/js/elements/capture-form.js");
const later = () => new Promise((done) => setTimeout(done, 5));

test("while another tab holds an older version open the form says so, hands in nothing, and goes on by itself", async () => {
  const [freed, opened] = [Promise.withResolvers(), []];
  const parts = {
    account: "anna",
    drafts: { list: async () => [], open: (row) => opened.push(row) && { row: { photos: [] }, change: () => {} } },
  };
  Object.assign(device, { trouble: "blocked", again: () => freed.promise });
  const form = part({ elements: { id: {} } });
  const names = ["go-on", "anew", "plain", "found", "trouble", "trouble-text", "about"];
  const found = Object.fromEntries(names.map((name) => [`[data-part="${name}"]`, part({ hidden: true })]));
  found["input[name=type_key]:checked"] = null;
  form.querySelector = (selector) => found[selector] ?? null;
  const words = { trouble_blocked: "Sluit het andere tabblad." };
  const page = element("capture-form", { words, dataset: { kind: "maintenance", about: "heg" } }, { form, ...found });
  page.connectedCallback();
  await later();
  const trouble = found['[data-part="trouble"]'];
  const told = () => [trouble.hidden, found['[data-part="trouble-text"]'].textContent];
  assert.deepEqual(told(), [false, words.trouble_blocked]);
  let focused = 0;
  trouble.focus = () => (focused += 1);
  const event = new Event("submit", { cancelable: true });
  page.dispatchEvent(event);
  await later();
  assert.deepEqual([event.defaultPrevented, focused, page.busy], [true, 1, undefined]);
  freed.resolve(parts);
  await later();
  assert.equal(trouble.hidden, true);
  assert.equal(opened.length, 1, "from here on what is filled in is kept");
});

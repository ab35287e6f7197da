import assert from "node:assert/strict";
import { test } from "node:test";
import { element, part } from "./dom.mjs";

class Row extends EventTarget {
  constructor(dataset = {}) {
    super();
    Object.assign(this, { dataset, parts: { strong: {}, span: {} }, said: {} });
  }
  querySelector(name) {
    return this.parts[name];
  }
  setAttribute(name, value) {
    this.said[name] = value;
  }
  closest() {
    return this;
  }
  scrollIntoView() {}
}

const later = (ms = 0) => new Promise((done) => setTimeout(done, ms));
const words = { one: "1", more: "{number}", none: "geen", chosen: "Gekozen: {name}.", own: "eigen" };
const online = (yes) => Object.defineProperty(globalThis, "navigator", { value: { onLine: yes }, configurable: true });
let served;
globalThis.document = {
  importNode: () => ({ firstElementChild: new Row() }),
  createElement: (name) => (name === "template" ? { content: { children: served }, innerHTML: "" } : { dataset: {} }),
};
await import("../../../app/static/js/elements/species-picker.js");

function page() {
  const known = [{ value: "Steenuil", textContent: "Athene noctua", dataset: { blur: "1", nest: "" } }];
  const names = { options: known, append: (one) => known.push(one) };
  const input = part({ value: "" });
  const list = part({ id: "soort-opties", hidden: true, rows: [] });
  Object.assign(list, {
    replaceChildren: (...rows) => (list.rows = rows),
    append: (row) => list.rows.push(row),
    querySelectorAll: () => list.rows,
  });
  const status = part();
  const finds = { input, datalist: names, '[data-part="options"]': list, '[data-part="status"]': status, '[data-part="row"]': {} };
  const picker = element("species-picker", { words, dataset: { url: "/soorten/zoek" } }, finds);
  picker.connectedCallback();
  const type = async (text) => {
    input.value = text;
    input.dispatchEvent(new Event("input"));
    await later(300);
  };
  const press = (key) => {
    const event = Object.assign(new Event("keydown", { cancelable: true }), { key });
    input.dispatchEvent(event);
    return event;
  };
  const changes = [];
  input.addEventListener("change", () => changes.push(input.value));
  return { picker, input, list, status, known, type, press, changes };
}

test("with a line the server's names are offered, and how coarse a chosen one is shown the form knows too", async () => {
  online(true);
  const asked = [];
  globalThis.fetch = async (address) => asked.push(address) && { ok: true, text: async () => "" };
  served = [new Row({ name: "Zeearend", latin: "Haliaeetus albicilla", blur: "5" })];
  const { input, list, status, known, type, press, changes } = page();
  assert.equal(input.getAttribute("role"), "combobox");
  await type("zeearnd");
  assert.deepEqual(asked, ["/soorten/zoek?q=zeearnd"]);
  assert.deepEqual([list.hidden, input.getAttribute("aria-expanded"), status.textContent, list.rows.length], [false, "true", "1", 2]);
  assert.equal(press("ArrowDown").defaultPrevented, true);
  assert.equal(input.getAttribute("aria-activedescendant"), "soort-1");
  assert.equal(press("Enter").defaultPrevented, true, "the form is not handed in");
  assert.deepEqual([input.value, changes, list.hidden, status.textContent], ["Zeearend", ["Zeearend"], true, "Gekozen: Zeearend."]);
  assert.equal(known.find((one) => one.value === "Zeearend").dataset.blur, "5");
});

test("without a line the names in the page are offered; what is none of them may stay as it was typed", async () => {
  online(false);
  globalThis.fetch = () => assert.fail("nobody can be asked");
  const { input, list, status, type, press } = page();
  await type("noct");
  assert.deepEqual(list.rows.map((row) => row.dataset.write), ["Steenuil", "noct"]);
  await type("fladderaar");
  assert.deepEqual([list.rows.length, status.textContent], [1, "geen"]);
  assert.equal(press("Escape").defaultPrevented, true);
  assert.deepEqual([list.hidden, input.value], [true, "fladderaar"]);
  assert.equal(press("Enter").defaultPrevented, false, "with nothing to choose from, Enter is the form's");
});

test("a line that fails is no line, and an answer to what was typed before is not shown", async () => {
  online(true);
  globalThis.fetch = async () => Promise.reject(new TypeError("no line"));
  const { list, type, input } = page();
  await type("steen");
  assert.deepEqual(list.rows.map((row) => row.dataset.write), ["Steenuil", "steen"]);
  let answer;
  globalThis.fetch = () => new Promise((done) => (answer = done));
  served = [new Row({ name: "Grutto", latin: "Limosa limosa", blur: "1" })];
  await type("grut");
  input.value = "";
  input.dispatchEvent(new Event("input"));
  answer({ ok: true, text: async () => "" });
  await later(5);
  assert.deepEqual([list.hidden, list.rows.length], [true, 0]);
});

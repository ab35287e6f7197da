// Signing out on a device that cannot read or write: nobody is kept in, and nothing is said to be deleted that is not.
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";

const WORDS = { and: " en ", failed: "Dat lukte niet.", left: "Er staat nog: {what}", sure: "Weg: {what}", unsent_one: "1 ding", begun_one: "1 concept" };

/** As much of a page as the element touches. */
function node(data = {}) {
  const heard = {};
  return {
    dataset: {},
    hidden: false,
    textContent: "",
    ...data,
    addEventListener: (name, listener) => {
      heard[name] = listener;
    },
    fire: (name, event = {}) => heard[name]({ preventDefault() {}, stopPropagation() {}, ...event }),
    focus() {},
    close() {},
    showModal() {
      this.open = true;
    },
    hasAttribute: () => false,
  };
}

globalThis.HTMLElement = class {};
globalThis.document = { ...node(), visibilityState: "visible", documentElement: { dataset: {} } };
globalThis.window = node();
globalThis.location = { origin: "https://haarvaten.example" };
globalThis.XMLHttpRequest = class {};
delete globalThis.BroadcastChannel; // it would keep the test from ending
const defined = new Promise((resolve) => {
  globalThis.customElements = { define: (_name, made) => resolve(made) };
});
await import("../../../app/static/js/elements/sign-out.js");
const SignOut = await defined;
const { outboxOf } = await import("../../../app/static/js/offline/page.js");

/** The element with its parts, and how often the form was sent. */
function page() {
  const parts = new Map();
  const element = Object.assign(new SignOut(), { dataset: { words: JSON.stringify(WORDS) }, sent: 0 });
  element.form = node({ requestSubmit: () => { element.sent += 1; } });
  const found = (selector) => {
    const name = /data-part="(.*)"/.exec(selector)?.[1] ?? selector;
    if (!parts.has(name)) parts.set(name, node());
    return parts.get(name);
  };
  element.querySelector = (selector) => (selector === "form" ? element.form : found(selector));
  element.connectedCallback();
  return { element, part: found };
}

const later = () => new Promise((done) => void setTimeout(done, 20));

async function begun() {
  const { drafts, notes } = await outboxOf();
  await notes.set("account", "anna");
  const draft = drafts.open({ key: "werk:1", id: crypto.randomUUID(), owner: "anna", kind: "maintenance" });
  draft.change({ notes: "Half" });
  await draft.flush();
  return drafts;
}

/** While `method` of the database fails. */
async function broken(method, work) {
  const plain = IDBObjectStore.prototype[method];
  IDBObjectStore.prototype[method] = () => {
    throw new DOMException("broken", "DataError");
  };
  try {
    return await work();
  } finally {
    IDBObjectStore.prototype[method] = plain;
  }
}

test("what stands here is asked about first, and keeping it signs out", async () => {
  await begun();
  const { element, part } = page();
  await element.form.fire("submit");
  await later();
  assert.deepEqual([part("dialog").open, element.sent], [true, 0]);
  part("keep").fire("click");
  await later();
  assert.equal(element.sent, 1);
});

test("a device that cannot be read signs out all the same, and keeps what it has", async () => {
  const drafts = await begun();
  const { element } = page();
  await broken("getAll", () => element.form.fire("submit"));
  await later();
  assert.equal(element.sent, 1);
  assert.equal((await drafts.list("anna")).length, 1);
});

test("a device that cannot be written signs out when people keep what is there", async () => {
  await begun();
  const { element, part } = page();
  await element.form.fire("submit");
  await broken("put", async () => {
    part("keep").fire("click");
    await later();
  });
  assert.equal(element.sent, 1);
});

test("what could not be deleted is told, and nobody is signed out as if it were", async () => {
  const drafts = await begun();
  const { element, part } = page();
  await element.form.fire("submit");
  await broken("delete", async () => {
    part("really").fire("click");
    await later();
  });
  assert.deepEqual([element.sent, part("said").textContent, part("ways").hidden], [0, "Er staat nog: 1 concept.", false]);
  assert.equal((await drafts.list("anna")).length, 1);
});

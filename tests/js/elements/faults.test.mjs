// What fails for a moment under a page leaves the rest of that page alone. A promise that nobody heard fails a test.
import assert from "node:assert/strict";
import { test } from "node:test";
import { element, part } from "./dom.mjs";
import { broken, device } from "./parts.mjs";

const later = () => new Promise((done) => setTimeout(done, 5));
const template = part({}, { strong: part(), a: part(), ".hv-meta": part(), li: part(), button: part() });
globalThis.location = { search: "", origin: "https://haarvaten.example" };
globalThis.caches = {};
globalThis.document = { documentElement: { lang: "nl", dataset: { account: "anna" } }, getElementById: () => part(), importNode: () => template };

for (const name of ["offline-work", "saved-areas", "outbox-counter", "draft-list"]) await import(`../../../app/static/js/elements/${name}.js`);

function work() {
  const parts = {};
  for (const name of ["form", "choose", "empty", "list", "status", "about"]) parts[`[data-part="${name}"]`] = part({ replaceChildren: () => {} });
  const heading = part();
  const search = part({}, { ".hv-form-field": part() });
  const form = part();
  Object.assign(parts, { "#zoek-bekend": search, "form#maintenance-form": form, '[data-part="form"] h1': heading, "[data-shell-facts]": part() });
  return { page: element("offline-work", { words: { metres: "{number} m" } }, parts), parts, heading, form };
}

test("work without a line: a form stays a form when the disk or the knowledge of the season fails", async () => {
  location.search = "?element=heg";
  const known = { find: async () => ({ title: "Heg Schoolpad", type: "heg", length_m: 40, place: "Rolde" }) };
  device.parts = { parts: { account: "anna" }, known };
  for (const fetch of [() => Promise.reject(new TypeError("no line")), async () => new Response("weg", { status: 404 }), async () => new Response("<p>Welkom bij de camping")]) {
    globalThis.fetch = fetch;
    const { page, heading } = work();
    await page.connectedCallback();
    assert.equal(heading.textContent, "Heg Schoolpad");
  }
  known.find = broken;
  const { page, form } = work();
  await page.connectedCallback();
  assert.equal(form.action, "/onderhoud/nieuw?element=heg");
});

test("work without a line: a list that cannot be read is an empty one", async () => {
  location.search = "";
  device.parts = { parts: { account: "anna" }, known: { list: broken } };
  const { page, parts } = work();
  await page.connectedCallback();
  assert.equal(parts['[data-part="empty"]'].hidden, false);
});

test("areas: a list that cannot be read is not shown, and what was not removed is said to everyone", async () => {
  const status = part({ classList: { toggle: (_, hides) => Object.assign(status, { hides }) } });
  const parts = { "[role=status]": status, ul: part({ replaceChildren: () => {} }), template: { content: null } };
  const page = element("saved-areas", { words: { failed: "Lukte niet." }, hidden: true }, parts);
  device.parts = { parts: { account: "anna" }, areas: { list: broken, remove: broken } };
  await page.connectedCallback();
  assert.equal(page.hidden, true);
  const row = part({ dataset: { key: "1" } });
  const event = Object.defineProperty(new Event("click"), "target", { value: { closest: () => ({ closest: () => row }) } });
  page.dispatchEvent(event);
  await later();
  assert.deepEqual([status.textContent, status.hides], ["Lukte niet.", false]);
});

test("the counter and the list of drafts keep what they showed when the disk fails", async () => {
  const watchers = [];
  const outbox = { watch: (listener) => watchers.push(listener) };
  device.parts = { outbox, identity: { account: broken }, drafts: { list: broken }, started: Promise.resolve(0) };
  await element("outbox-counter").connectedCallback();
  await element("draft-list", { dataset: { kinds: "{}" } }, { dialog: part(), '[data-part="keep"]': part(), '[data-part="really"]': part() }).connectedCallback();
  assert.equal(watchers.length, 2);
  for (const told of watchers) told([]);
  await later();
});

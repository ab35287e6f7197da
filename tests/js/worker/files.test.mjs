import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { appCache, outdated } from "../../../app/static/js/lib/cache-names.js";
import { sha256 } from "../../../app/static/js/lib/hash.js";
import { AppFiles } from "../../../app/static/js/worker/app-files.js";
import { MemoryCaches } from "./caches.mjs";

const mark = (text) => createHash("sha256").update(text).digest("hex").slice(0, 10);
const file = (name, text) => [`/static/${name}?v=${mark(text)}`, mark(text)];
const TEXTS = { a: "de eerste", b: "de tweede", schil: "<h1>Werk</h1>" };

function version(name, names, { caches = new MemoryCaches(), serve } = {}) {
  const files = names.map((one) => file(one, TEXTS[one]));
  const shells = { nl: { onderhoud: file("schil", TEXTS.schil)[0] } };
  const asked = [];
  const fetch = async (address, options) => {
    asked.push([address, options]);
    return serve?.(address, options) ?? new Response(TEXTS[address.match(/static\/(\w+)/)[1]]);
  };
  const told = { version: name, files, later: [], shells };
  return { caches, asked, files: new AppFiles({ told, caches, fetch, hash: sha256 }) };
}

test("a version is taken in whole, and asks as nobody", async () => {
  const one = version("1", ["a", "b", "schil"]);
  await one.files.install();
  assert.equal((await one.caches.made.get(appCache("1")).keys()).length, 3);
  assert.ok(one.asked.every(([, options]) => options.credentials === "omit"));
  assert.equal(await (await one.files.shell("onderhoud", "en")).text(), TEXTS.schil);
});

test("what is not the file that it should be makes the whole version fail (wifi of a hotel)", async () => {
  const hotel = () => new Response("<h1>Welkom, log in</h1>");
  const one = version("1", ["a", "b"], { serve: (address) => (address.includes("/b") ? hotel() : undefined) });
  await assert.rejects(one.files.install());
  const gone = version("1", ["a"], { serve: () => new Response("weg", { status: 404 }) });
  await assert.rejects(gone.files.install());
});

test("an old answer of the browser's own store is asked again", async () => {
  const serve = (_address, { cache }) => (cache === "default" ? new Response("van vorige week") : undefined);
  const one = version("1", ["a"], { serve });
  await one.files.install();
  assert.deepEqual(one.asked.map(([, { cache }]) => cache), ["default", "reload"]);
});

test("the next version asks only for what is new, and the one before stays until the one after", async () => {
  const one = version("1", ["a"]);
  await one.files.install();
  const two = version("2", ["a", "b"], { caches: one.caches });
  await two.files.install();
  assert.deepEqual(two.asked.map(([address]) => address), [file("b", TEXTS.b)[0]]);
  await two.files.clean();
  assert.deepEqual(await one.caches.keys(), [appCache("1"), appCache("2")]);
  const three = version("3", ["b"], { caches: one.caches });
  await three.files.install();
  await three.files.clean();
  assert.deepEqual(await one.caches.keys(), [appCache("2"), appCache("3")]);
  assert.deepEqual(outdated(["haarvaten-fotos", "vreemd"], "1"), []);
});

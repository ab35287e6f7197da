import assert from "node:assert/strict";
import { test } from "node:test";
import { MAP, PHOTOS } from "../../../app/static/js/lib/cache-names.js";
import { within } from "../../../app/static/js/worker/line.js";
import { Pages } from "../../../app/static/js/worker/pages.js";
import { Seen } from "../../../app/static/js/worker/seen.js";
import { FetchLine } from "../../../app/static/js/worker/sender.js";
import { asked, MemoryCaches } from "./caches.mjs";

const soon = (_ms, work) => within(20, work);
const never = () => new Promise(() => {});
const cut = () => Promise.reject(new TypeError("Failed to fetch"));
const ID = "0a1b2c3d-0000-4000-8000-000000000000";

function pages(fetch) {
  const files = { shell: async (name, language) => new Response(`${name} ${language}`) };
  return new Pages({ files, fetch, language: async () => "nl", wait: soon });
}
const text = async (answer) => (await answer).text();
const work = { ...asked("/onderhoud/nieuw"), mode: "navigate" };

test("a page comes by the line, whatever the server says in it", async () => {
  assert.equal(await text(pages(async () => new Response("van ons")).answer(work)), "van ons");
  assert.equal((await pages(async () => new Response("druk", { status: 503 })).answer(work)).status, 503);
});

test("no line, a line that stalls and a proxy without a server behind it give the shell", async () => {
  for (const fetch of [cut, never, async () => new Response("Bad Gateway", { status: 502 })])
    assert.equal(await text(pages(fetch).answer(work)), "onderhoud nl");
});

test("without a shell the browser's own words are said", async () => {
  const bare = new Pages({ files: { shell: async () => undefined }, fetch: cut, language: async () => "nl" });
  await assert.rejects(bare.answer(work));
});

const AT = Date.parse("2026-11-26T09:00:00Z");
const made = (body, cache = "public, max-age=600", more = {}) =>
  new Response(body, { headers: { "Cache-Control": cache, Date: new Date(AT).toUTCString() }, ...more });
const picture = asked(`/fotos/${ID}/320.webp`);

function seen(fetch, { caches = new MemoryCaches(), now = AT } = {}) {
  return { caches, seen: new Seen({ caches, fetch, now: () => now, wait: soon }) };
}

test("a public picture is kept ten minutes as it is, and for longer only while there is no line", async () => {
  const one = seen(async () => made("foto"));
  assert.equal(await text(one.seen.picture(picture)), "foto");
  assert.equal(await text(seen(cut, one).seen.picture(picture)), "foto");
  const later = { caches: one.caches, now: AT + 601_000 };
  assert.equal(await text(seen(async () => made("nieuw"), later).seen.picture(picture)), "nieuw");
  const gone = seen(async () => new Response("", { status: 404 }), later);
  assert.equal((await gone.seen.picture(picture)).status, 404);
  await assert.rejects(seen(cut, later).seen.picture(picture));
});

test("a picture for one person is never kept", async () => {
  const one = seen(async () => made("geheim", "private, no-store"));
  await one.seen.picture(picture);
  assert.deepEqual(await (await one.caches.open(PHOTOS)).keys(), []);
});

test("never more than two hundred pictures, the oldest go first", async () => {
  const one = seen(async () => made("foto"));
  for (let at = 0; at < 203; at += 1) await one.seen.picture(asked(`/fotos/${ID}/320.webp?v=${at}`));
  const keys = await (await one.caches.open(PHOTOS)).keys();
  assert.equal(keys.length, 200);
  assert.ok(keys[0].url.endsWith("v=3"));
});

test("a tile comes by the line; without it as it was, also for a filter, and else empty", async () => {
  const tile = asked("/tegels/elementen/14/1/2.mvt");
  const one = seen(async () => made("tegel"));
  await one.seen.tile(tile);
  await seen(async () => made("gefilterd"), one).seen.tile({ ...tile, url: `${tile.url}?groep=water` });
  assert.equal((await (await one.caches.open(MAP)).keys()).length, 1);
  assert.equal(await text(seen(cut, one).seen.tile({ ...tile, url: `${tile.url}?groep=water` })), "tegel");
  assert.equal((await seen(cut, one).seen.tile(asked("/tegels/elementen/14/9/9.mvt"))).status, 204);
});

test("the worker's own line tells what came back, and never rejects", async () => {
  const answer = { status: 201, url: "https://haarvaten.example/x", headers: new Headers({ "Content-Type": "application/json", "Retry-After": "3" }), text: async () => "{}" };
  const line = new FetchLine({ fetch: async () => answer });
  assert.deepEqual(await line.send({ method: "PUT", url: answer.url }), { status: 201, url: answer.url, type: "application/json", text: "{}", retryAfter: "3" });
  assert.equal((await new FetchLine({ fetch: cut }).send({ method: "PUT", url: "x" })).status, 0);
});

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { BASE, handIn, Locks, newDisk, stateOf } from "../offline/device.mjs";
import { NO_LINE, ready } from "../offline/server.mjs";
import "../vendor.mjs";

const { sendWaiting } = await import("../../../app/static/js/worker/sender.js");

beforeEach(newDisk);

/** A phone with something to send, and its worker with these pages open. */
async function world(...states) {
  const { server, phone } = await ready();
  const id = await handIn(phone, { photos: 1 });
  const told = [];
  const pages = states.map((visibilityState) => ({ visibilityState, postMessage: ({ type }) => told.push(type) }));
  const locks = new Locks();
  const fetch = async (url, { headers, ...more }) => {
    const { status, type, text } = await server.send({ url, headers, ...more });
    if (status === 0) throw new TypeError("no line");
    const answer = new Response(text, { status, headers: { "Content-Type": type } });
    return Object.defineProperty(answer, "url", { value: url });
  };
  const origin = new URL(BASE).origin;
  const wake = () => sendWaiting({ clients: { matchAll: async () => pages }, fetch, navigator: { locks }, origin, notes: phone.notes });
  return { server, phone, id, told, locks, wake };
}

test("a page in sight sends by itself, the worker only tells it", async () => {
  const { server, told, wake } = await world("hidden", "visible");
  await wake();
  assert.deepEqual([told, server.requests], [["send", "send"], []]);
});

test("without a page in sight the worker sends, for a hidden page may be asleep", async () => {
  for (const states of [[], ["hidden"]]) {
    newDisk();
    const { server, phone, id, wake } = await world(...states);
    await wake();
    assert.ok(server.complete(id));
    assert.equal(await stateOf(phone, id), "received");
  }
});

test("while something waits the browser must come again, also when another one sends it", async () => {
  const { server, phone, id, locks, wake } = await world("hidden");
  server.refuse = () => NO_LINE;
  await assert.rejects(wake());
  server.refuse = () => undefined;
  locks.held = true;
  await phone.store.patch(id, (await phone.store.item(id)).sha256, { state: "sending" });
  await assert.rejects(wake());
  locks.held = false;
  await wake();
  assert.ok(server.complete(id));
});

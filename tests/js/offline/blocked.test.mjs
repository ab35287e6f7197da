import assert from "node:assert/strict";
import { test } from "node:test";
import { openDB } from "idb";
import { STEPS } from "../../../app/static/js/offline/database.js";
import { newDisk } from "./device.mjs";
import "../vendor.mjs";

newDisk();
const target = new EventTarget();
Object.assign(globalThis, { location: { origin: "https://haarvaten.example" }, XMLHttpRequest: class {}, window: target });
globalThis.document = Object.assign(new EventTarget(), { documentElement: { dataset: {} } });
delete globalThis.BroadcastChannel; // it keeps a test going
const plain = globalThis.setTimeout;
globalThis.setTimeout = (work, ms) => plain(work, Math.min(ms, 150)); // nobody waits ten seconds here
const { askAgain, outboxOf, troubleOf } = await import("../../../app/static/js/offline/page.js");

test("a page that another tab holds up tells it, and goes on when asked again once that is closed", async () => {
  const old = await openDB("veld", 1, { upgrade: STEPS[0] }); // an older page that never listens
  assert.equal(await outboxOf(), null);
  assert.equal(await troubleOf(), "blocked");
  assert.equal(await askAgain(), null, "still open");
  old.close();
  const parts = await askAgain();
  assert.deepEqual(await parts.store.items(), []);
  assert.equal(await outboxOf(), parts);
  assert.equal(await troubleOf(), null);
  await parts.started;
});

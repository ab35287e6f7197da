import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { OneSender } from "../../../app/static/js/offline/lock.js";
import { Pace } from "../../../app/static/js/offline/pace.js";
import { Clock, device, newDisk } from "./device.mjs";

beforeEach(newDisk);

function world(run) {
  const [window, worker] = [new EventTarget(), new EventTarget()];
  const document = Object.assign(new EventTarget(), { visibilityState: "visible" });
  const timers = [];
  const calls = [];
  const setTimer = (work, ms) => timers.push({ work, ms });
  const pace = new Pace({
    run: async (how) => {
      calls.push(how.force);
      return run?.(calls.length) ?? null;
    },
    window,
    document,
    worker,
    now: () => 1000,
    setTimer,
    clearTimer: () => timers.splice(0),
  });
  return { pace, window, document, worker, timers, calls };
}
const settled = () => new Promise((done) => setTimeout(done, 5));

test("it sends at the start, when the page shows, comes into sight, when the line is back, and for the worker", async () => {
  const { pace, window, document, worker, calls } = world();
  await pace.start();
  assert.equal(calls.length, 1);
  const message = (data) => Object.assign(new Event("message"), { data });
  for (const [target, event] of [[window, new Event("pageshow")], [window, new Event("online")], [document, new Event("visibilitychange")], [worker, message({ type: "send" })]]) {
    target.dispatchEvent(event);
    await settled();
  }
  assert.deepEqual(calls, [false, false, true, false, false]);
  worker.dispatchEvent(message({ type: "other" }));
  document.visibilityState = "hidden";
  document.dispatchEvent(new Event("visibilitychange"));
  await settled();
  assert.equal(calls.length, 5);
});

test("its own timer is for when something is to be tried again, and there is one", async () => {
  const { pace, timers } = world((call) => (call < 3 ? 61_000 : null));
  await pace.kick();
  await pace.kick();
  assert.deepEqual(timers.map((timer) => timer.ms), [60_000]);
  await timers[0].work();
  assert.equal(timers.length, 0);
});

test("a moment that has passed does not make it spin", async () => {
  const { pace, timers } = world(() => 5);
  await pace.kick();
  assert.equal(timers[0].ms, 1000);
});

test("it looks again after an hour at most: browsers run a timer of years at once", async () => {
  const { pace, timers } = world(() => 400 * 86_400_000);
  await pace.kick();
  assert.equal(timers[0].ms, 3_600_000);
});

test("asked while it sends: once more afterwards, with the stronger wish", async () => {
  const first = Promise.withResolvers();
  const { pace, calls } = world((call) => (call === 1 ? first.promise : null));
  const all = [pace.kick(), pace.kick({ force: true }), pace.kick()];
  first.resolve(null);
  await Promise.all(all);
  await settled();
  assert.deepEqual(calls, [false, true]);
});

test("a fault is no end: it tries again after a minute", async () => {
  const { pace, timers } = world(() => Promise.reject(new Error("broken")));
  await pace.kick();
  assert.equal(timers[0].ms, 60_000);
});

test("without Web Locks a lease of 20 seconds, renewed while it works, freed after", async () => {
  const clock = new Clock();
  const { notes } = device({ clock });
  const repeats = [];
  const sender = (id) => new OneSender({ notes, id, now: clock.now, setRepeat: (work) => repeats.push(work), clearRepeat: () => {} });
  const [one, two] = [sender("one"), sender("two")];
  await one.run(async () => {
    clock.pass(15_000);
    repeats[0]();
    await settled();
    clock.pass(15_000);
    assert.equal(await two.run(async () => "sent"), null, "renewed, so still taken");
  });
  assert.equal(await two.run(async () => "sent"), "sent", "free at once");
});

test("a lease that is left by a clock that was put back holds nobody up", async () => {
  const clock = new Clock();
  const { notes } = device({ clock });
  await notes.set("lease", { holder: "gone", until: clock.now() + 3_600_000 });
  assert.equal(await new OneSender({ notes, id: "one", now: clock.now }).run(async () => "sent"), "sent");
});

test("a lease that was lost is not taken again by the same work", async () => {
  const clock = new Clock();
  const { notes } = device({ clock });
  await new OneSender({ notes, id: "one", now: clock.now }).run(async (holds) => {
    assert.equal(await holds(), true);
    await notes.set("lease", null); // another tab took it, and is done
    assert.equal(await holds(), false);
  });
});

test("work that fails frees the lease", async () => {
  const clock = new Clock();
  const { notes } = device({ clock });
  const sender = new OneSender({ notes, id: "one", now: clock.now });
  await assert.rejects(sender.run(() => Promise.reject(new Error("broken"))));
  assert.equal(await new OneSender({ notes, id: "two", now: clock.now }).run(async () => "sent"), "sent");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { sheetAt } from "../../../app/static/js/lib/geo.js";
import { Walk } from "../../../app/static/js/map/walk.js";

const { spot } = sheetAt([6.6, 52.9]);
const fix = (x, y = 0, accuracyM = 5) => ({ spot: spot([x, y]), accuracyM });
const HOUR = 3_600_000;

/** What a browser keeps, with a clock that the test moves. */
class Phone {
  kept = new Map();
  now = 1_000_000;
  getItem = (key) => this.kept.get(key) ?? null;
  setItem = (key, text) => void this.kept.set(key, text);
  removeItem = (key) => void this.kept.delete(key);
  walk = (key = "anna") => new Walk(this, key, () => this.now);
}

function begun() {
  const phone = new Phone();
  const walk = phone.walk();
  walk.begin();
  return { phone, walk };
}

test("measurements up to 20 m count, at least 3 m apart", () => {
  const { walk } = begun();
  const answers = [fix(0, 0, 20.1), fix(0, 0, 20), fix(2.9), fix(3.1), fix(50, 0, Number.NaN)].map((one) => walk.take(one));
  assert.deepEqual(answers, ["poor", "kept", "near", "kept", "poor"]);
  assert.equal(walk.spots.length, 2);
});

test("each measurement is kept at once: after a reload the walk has paused, and goes on", () => {
  const { phone, walk } = begun();
  for (const x of [0, 5, 10]) {
    walk.take(fix(x));
    assert.deepEqual(phone.walk().spots, walk.spots);
  }
  const again = phone.walk();
  assert.equal(again.state, "paused");
  assert.equal(again.take(fix(15)), "paused");
  again.resume();
  assert.equal(again.take(fix(15)), "kept");
  assert.equal(again.spots.length, 4);
});

test("time counts while one walks, not in a pause and not while the page was gone", () => {
  const { phone, walk } = begun();
  phone.now += 60_000;
  walk.take(fix(0));
  walk.pause();
  phone.now += HOUR;
  assert.equal(walk.walkedMs, 60_000);
  const again = phone.walk();
  again.resume();
  phone.now += 30_000;
  assert.equal(again.walkedMs, 90_000);
});

test("at the end it is simplified to two metres; the track itself stays whole", () => {
  const { walk } = begun();
  for (const [x, y] of [[0, 0], [5, 1], [10, -1], [15, 0], [15, 9]]) walk.take(fix(x, y));
  walk.finish();
  assert.equal(walk.state, "done");
  assert.equal(walk.line.length, 3);
  assert.equal(walk.spots.length, 5);
});

test("a walk that was not finished stays a week, a finished one a day", () => {
  const { phone, walk } = begun();
  walk.take(fix(0));
  phone.now += 167 * HOUR;
  assert.equal(phone.walk().state, "paused");
  phone.now += 2 * HOUR;
  assert.equal(phone.walk().state, "");
  walk.finish();
  phone.now += 23 * HOUR;
  assert.equal(phone.walk().state, "done");
  phone.now += 2 * HOUR;
  assert.equal(phone.walk().state, "");
});

test("thrown away is gone from the phone, and can be brought back", () => {
  const { phone, walk } = begun();
  walk.take(fix(0));
  const back = walk.throwAway();
  assert.deepEqual([walk.state, walk.spots, phone.kept.size], ["", [], 0]);
  back();
  assert.equal(walk.spots.length, 1);
  assert.equal(phone.walk().state, "paused");
});

test("another person on the same phone sees nothing of it", () => {
  const { phone, walk } = begun();
  walk.take(fix(0));
  assert.equal(phone.walk("bram").state, "");
});

test("once the form was sent, only a finished walk is marked", () => {
  const { phone, walk } = begun();
  walk.take(fix(0));
  walk.markSent();
  assert.equal(phone.walk().sent, false);
  walk.finish();
  walk.markSent();
  assert.equal(phone.walk().sent, true);
});

test("a full or forbidden store says so and stops nothing; nonsense in it is no walk", () => {
  const { phone, walk } = begun();
  phone.setItem = () => {
    throw new Error("full");
  };
  assert.equal(walk.take(fix(0)), "kept");
  assert.equal(walk.safe, false);
  const closed = new Walk(null, "anna");
  closed.begin();
  assert.equal(closed.take(fix(0)), "kept");
  for (const text of ["", "{", "null", "[]", '{"state":"done","at":1000000,"spots":[[6]]}', '{"state":"x","at":1000000,"spots":[]}']) {
    phone.kept.set("anna", text);
    assert.equal(phone.walk().state, "", text);
  }
});

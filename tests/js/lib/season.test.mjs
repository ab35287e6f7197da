import assert from "node:assert/strict";
import { test } from "node:test";
import { adviceOn, dayOf, inWindow } from "../../../app/static/js/lib/season.js";
import { tilesIn } from "../../../app/static/js/lib/tile-numbers.js";

const rules = (more = {}) => ({ start: "11-01", end: "03-15", strict: false, birds: "none", amphibians: "none", usual: true, ...more });

test("a window crosses New Year, and takes 29 February along", () => {
  assert.ok(inWindow("12-31", "11-01", "03-15") && inWindow("03-15", "11-01", "03-15") && !inWindow("03-16", "11-01", "03-15"));
  assert.ok(inWindow("02-29", "01-01", "02-28"));
});

test("the worst of window, birds, water and kind counts", () => {
  assert.equal(adviceOn(rules(), "2026-11-26"), "good");
  assert.equal(adviceOn(rules(), "2026-05-01"), "ask");
  assert.equal(adviceOn(rules({ strict: true }), "2026-05-01"), "no");
  assert.equal(adviceOn(rules({ start: "01-01", end: "12-31", birds: "no" }), "2026-07-15"), "no");
  assert.equal(adviceOn(rules({ start: "01-01", end: "12-31", amphibians: "ask" }), "2026-02-15"), "ask");
  assert.equal(adviceOn(rules({ usual: false }), "2026-11-26"), "ask");
});

test("the day is that of the clock on the wall", () => assert.equal(dayOf(new Date(2026, 0, 5, 23, 59)), "2026-01-05"));

test("tiles cover a view at each zoom, as the server counts them", () => {
  const found = tilesIn([6.5, 52.95, 6.5, 52.95], 14, 14);
  assert.deepEqual(found, [[14, 8487, 5341]].map(([z]) => [z, ...found[0].slice(1)]));
  assert.equal(tilesIn([6.5, 52.95, 6.5, 52.95], 6, 14).length, 9);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { readFilter, withFilter } from "../../../app/static/js/map/map-state.js";
import { readSightings, sayWhy, withSightings } from "../../../app/static/js/map/sightings-state.js";

test("sightings are off until the address says so", () => {
  assert.equal(readSightings(""), null);
  assert.equal(readSightings("#plek=12/52.9/6.6&groep=water&w-groep=bird"), null);
  assert.deepEqual(readSightings("#waarnemingen=1"), {});
  assert.deepEqual(readSightings("#waarnemingen=1&w-groep=bird&w-x=1&w-soort=athene-noctua"), { soort: "athene-noctua", groep: "bird" });
});

test("both filters live beside each other and beside the place", () => {
  const begun = "#plek=12/52.9/6.6&groep=water";
  const on = withSightings(begun, { groep: "bird", jaar: "2026", x: "y" });
  assert.equal(on, "#plek=12/52.9/6.6&groep=water&waarnemingen=1&w-groep=bird&w-jaar=2026");
  assert.deepEqual([readFilter(on), readSightings(on)], [{ groep: "water" }, { groep: "bird", jaar: "2026" }]);
  assert.equal(withFilter(on, {}), "#plek=12/52.9/6.6&waarnemingen=1&w-groep=bird&w-jaar=2026");
  assert.equal(withSightings(on, null), begun);
});

test("a map without sightings says why, one with all of them says nothing, and one with some says so", () => {
  const words = { near: "dichterbij", none: "geen", failed: "bereik", more: "meer", most: "kies" };
  const says = (told) => sayWhy({ wanted: true, near: true, failed: false, drawn: 0, ...told }, words);
  assert.equal(says({ wanted: false, near: false }), "");
  assert.equal(says({ near: false }), "dichterbij");
  assert.equal(says({ failed: true }), "bereik");
  assert.equal(says({}), "geen");
  assert.equal(says({ drawn: 3 }), "");
  assert.equal(says({ drawn: 3, deepest: true }), "");
  assert.equal(says({ drawn: 3, more: true }), "meer");
  assert.equal(says({ drawn: 3, more: true, deepest: true }), "kies", "coming nearer would show no more");
  assert.equal(says({ drawn: 0, more: true }), "geen");
  assert.equal(says({ drawn: 3, more: true, failed: true }), "bereik");
  assert.equal(says({ drawn: 3, more: true, wanted: false }), "");
});

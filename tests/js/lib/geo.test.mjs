import assert from "node:assert/strict";
import { test } from "node:test";
import { areaM2, distanceM, lengthM, middleOf, readArea, readLength, rounded } from "../../../app/static/js/lib/geo.js";

const near = (got, right, share) => assert.ok(Math.abs(got - right) <= right * share, `${got} is not about ${right}`);

// The right answers were computed in RD New (EPSG:28992) with pyproj 3.7.
const LINES = [
  [[[6.5625, 52.9967], [6.5652, 52.9967]], 181.28],
  [[[6.5625, 52.9967], [6.5625, 52.999]], 255.96],
  [[[6.3, 52.83], [6.31, 52.835], [6.305, 52.84], [6.32, 52.85]], 3027.64],
  [[[6.2, 52.7], [6.9, 53.1]], 64808.80],
];
const AREAS = [
  [[[6.5625, 52.9967], [6.5632, 52.9967], [6.5632, 52.9971], [6.5625, 52.9971]], 2092.2],
  [[[6.8, 52.9], [6.82, 52.9], [6.82, 52.915], [6.81, 52.91], [6.8, 52.915]], 1871895.2],
];

test("lengths differ less than half a percent from those in RD New", () => {
  for (const [spots, right] of LINES) near(lengthM(spots), right, 0.005);
  near(distanceM(...LINES[0][0]), LINES[0][1], 0.001);
});

test("areas differ less than half a percent from those in RD New, whichever way round", () => {
  for (const [spots, right] of AREAS) {
    near(areaM2(spots), right, 0.005);
    near(areaM2(spots.toReversed()), right, 0.005);
    near(areaM2([...spots, spots[0]]), right, 0.005);
  }
});

test("a length reads in metres, and from a kilometre in kilometres", () => {
  assert.deepEqual([4.25, 180.4, 999.4, 1254].map((m) => readLength(m)), ["4,3 m", "180 m", "999 m", "1,25 km"]);
  assert.equal(readLength(1254, "en"), "1.25 km");
});

test("an area reads in square metres, and from a hectare in hectares", () => {
  assert.deepEqual([4.25, 4800, 12540].map((m) => readArea(m)), ["4,3 m²", "4.800 m²", "1,25 ha"]);
});

test("less than three spots have no area, one spot no length", () => {
  assert.equal(areaM2([[6.5, 53], [6.6, 53]]), 0);
  assert.equal(lengthM([[6.5, 53]]), 0);
});

test("the middle is that of the box", () => {
  assert.deepEqual(middleOf([[6, 52], [6.5, 53], [7, 52.5]]), [6.5, 52.5]);
});

test("spots are kept to seven decimals", () => {
  assert.deepEqual(rounded([6.123456789, 52.987654321]), [6.1234568, 52.9876543]);
});

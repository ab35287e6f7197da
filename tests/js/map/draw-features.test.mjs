import assert from "node:assert/strict";
import { test } from "node:test";
import { distanceM } from "../../../app/static/js/lib/geo.js";
import { aidFeatures, drawingFeatures, MOST_SPOTS, wayFeatures } from "../../../app/static/js/map/draw-features.js";
import { Drawing } from "../../../app/static/js/map/drawing.js";

const [A, B, C] = [
  [6.5, 53],
  [6.51, 53],
  [6.51, 53.01],
];
const parts = ({ features }) => features.map((one) => one.properties.part);

test("each spot and the line; the last one is marked, and the one that is moved", () => {
  const found = drawingFeatures(new Drawing("line", [A, B]), 0);
  assert.deepEqual(parts(found), ["spot", "spot", "line"]);
  assert.deepEqual(found.features.slice(0, 2).map((one) => [one.properties.last, one.properties.picked]), [
    [false, true],
    [true, false],
  ]);
  assert.deepEqual(parts(drawingFeatures(new Drawing("polygon", [A, B, C]))), ["spot", "spot", "spot", "area", "line"]);
  assert.deepEqual(parts(drawingFeatures(new Drawing("point", [A]))), ["spot"]);
});

test("of very many spots only the ends are drawn, so that the map does not hang", () => {
  const spots = Array.from({ length: 10_000 }, (_, index) => [6 + index * 1e-5, 53]);
  assert.ok(spots.length > MOST_SPOTS);
  const found = drawingFeatures(new Drawing("line", spots), 500);
  assert.deepEqual(parts(found), ["spot", "spot", "spot", "line"]);
  assert.deepEqual(found.features.slice(0, 3).map((one) => one.geometry.coordinates), [spots[0], spots[500], spots.at(-1)]);
  assert.equal(found.features[3].geometry.coordinates.length, 10_000);
});

test("the way to the cross needs both ends", () => {
  assert.deepEqual(wayFeatures(A, B).features[0].geometry.coordinates, [A, B]);
  assert.deepEqual(wayFeatures(undefined, B).features, []);
  assert.deepEqual(wayFeatures(A, undefined).features, []);
});

test("track, old shape and accuracy; an old area is its outline, an old point a dot", () => {
  const found = aidFeatures({ track: [A, B], old: new Drawing("polygon", [A, B, C]), me: { spot: A, accuracyM: 20 } });
  assert.deepEqual(parts(found), ["track", "old", "accuracy"]);
  assert.deepEqual(found.features[1].geometry.coordinates, [A, B, C, A]);
  for (const corner of found.features[2].geometry.coordinates[0]) assert.ok(Math.abs(distanceM(A, corner) - 20) < 0.1);
  assert.deepEqual(parts(aidFeatures({ track: [A], old: new Drawing("point", [B]), me: null })), ["old-spot"]);
});

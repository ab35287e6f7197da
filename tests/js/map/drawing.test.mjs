import assert from "node:assert/strict";
import { test } from "node:test";
import { Drawing } from "../../../app/static/js/map/drawing.js";

const [A, B, C] = [
  [6.5, 53],
  [6.51, 53],
  [6.51, 53.01],
];

function drawn(mode, ...spots) {
  const drawing = new Drawing(mode);
  for (const spot of spots) drawing.add(spot);
  return drawing;
}

test("a line is complete from two spots, an area from three, a point from one", () => {
  assert.equal(drawn("point", A).complete, true);
  assert.equal(drawn("line", A).complete, false);
  assert.equal(drawn("line", A, B).complete, true);
  assert.equal(drawn("polygon", A, B).missing, 1);
  assert.equal(drawn("polygon", A, B, C).complete, true);
});

test("GeoJSON is longitude first, and an area closes itself", () => {
  assert.deepEqual(drawn("point", A, B).shape(), { type: "Point", coordinates: B });
  assert.deepEqual(drawn("line", A, B).shape(), { type: "LineString", coordinates: [A, B] });
  assert.deepEqual(drawn("polygon", A, B, C).shape(), { type: "Polygon", coordinates: [[A, B, C, A]] });
  assert.equal(drawn("line", A).shape(), null);
});

test("what was written is read back the same", () => {
  for (const mode of ["point", "line", "polygon"]) {
    const drawing = drawn(mode, A, B, C);
    assert.deepEqual(Drawing.read(JSON.stringify(drawing.shape())), drawing);
  }
});

test("what is no shape of ours is not read", () => {
  const strange = ["", "{", "null", "[]", "3", '{"type":"Point"}', '{"type":"Polygon","coordinates":[]}'];
  strange.push('{"type":"LineString","coordinates":[[6,"53"]]}', '{"type":"MultiPoint","coordinates":[[6,53]]}');
  for (const text of strange) assert.equal(Drawing.read(text), null, text);
});

test("a double tap on one spot is one spot", () => {
  const drawing = drawn("line", A);
  assert.equal(drawing.add([...A]), false);
  assert.equal(drawing.spots.length, 1);
});

test("undo takes the last spot away, and nothing when there is none", () => {
  const drawing = drawn("line", A, B);
  drawing.undo();
  assert.deepEqual(drawing.spots, [A]);
  drawing.undo();
  drawing.undo();
  assert.deepEqual(drawing.spots, []);
});

test("another kind of shape keeps the spots; a point shows the last and forgets none", () => {
  const drawing = drawn("line", A, B, C);
  drawing.become("polygon");
  assert.equal(drawing.complete, true);
  drawing.become("point");
  assert.deepEqual(drawing.spots, [C]);
  drawing.become("line");
  assert.deepEqual(drawing.spots, [A, B, C]);
});

test("the map gets the line, the way to the cross and each spot; the last one is marked", () => {
  const parts = drawn("line", A, B).features(C).features;
  assert.deepEqual(
    parts.map((one) => one.properties.part),
    ["spot", "spot", "line", "way"],
  );
  assert.deepEqual([parts[0].properties.last, parts[1].properties.last], [false, true]);
  assert.deepEqual(parts[3].geometry.coordinates, [B, C]);
  assert.deepEqual(
    drawn("polygon", A, B, C).features(null).features.map((one) => one.properties.part),
    ["spot", "spot", "spot", "area", "line"],
  );
});

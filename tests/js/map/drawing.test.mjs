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

test("a point is moved, put between and taken away; undo brings each back", () => {
  const drawing = drawn("line", A, C);
  assert.equal(drawing.insert(0, B), true);
  assert.deepEqual(drawing.spots, [A, B, C]);
  assert.equal(drawing.move(2, [6.52, 53.02]), true);
  assert.deepEqual(drawing.spots, [A, B, [6.52, 53.02]]);
  drawing.remove(0);
  assert.deepEqual(drawing.spots, [B, [6.52, 53.02]]);
  assert.deepEqual([drawing.undo(), drawing.undo(), drawing.undo()], ["remove", "move", "insert"]);
  assert.deepEqual(drawing.spots, [A, C]);
});

test("a point never lands on its neighbour, nor in an area on the one around the corner", () => {
  const line = drawn("line", A, B, C);
  assert.equal(line.move(1, A), false);
  assert.equal(line.insert(0, B), false);
  assert.equal(line.move(2, A), true); // the ends of a line are no neighbours
  const area = drawn("polygon", A, B, C);
  assert.equal(area.move(2, A), false);
  assert.equal(area.move(0, C), false);
  assert.equal(area.insert(2, A), false);
});

test("what came with the form loses its last spot by undo, and can be replaced and brought back", () => {
  const drawing = Drawing.read(JSON.stringify(drawn("line", A, B).shape()));
  drawing.replace([C, A]);
  assert.deepEqual(drawing.spots, [C, A]);
  assert.equal(drawing.undo(), "replace");
  assert.deepEqual(drawing.spots, [A, B]);
  assert.equal(drawing.undo(), "add");
  assert.deepEqual(drawing.spots, [A]);
  assert.equal(drawing.undoable, true);
  drawing.undo();
  assert.equal(drawing.undoable, false);
});

test("simpler is fewer points within two metres, and never no shape", () => {
  const many = Array.from({ length: 10_000 }, (_, index) => [6.5 + index * 1e-6, 53]);
  const line = new Drawing("line", many);
  assert.equal(line.simplify(2), true);
  assert.deepEqual(line.spots, [many[0], many.at(-1)]);
  assert.equal(line.simplify(2), false);
  const tiny = new Drawing("polygon", [A, [6.500001, 53], [6.500001, 53.000001]]);
  assert.equal(tiny.simplify(2), false);
  assert.equal(tiny.complete, true);
});

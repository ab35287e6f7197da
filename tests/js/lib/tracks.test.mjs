import assert from "node:assert/strict";
import { test } from "node:test";
import { levelOf, wholeMetres } from "../../../app/static/js/lib/accuracy.js";
import { boxOf, distanceM, eighthOf, metresPerPixel, sheetAt } from "../../../app/static/js/lib/geo.js";
import { simplify, simplifyRing } from "../../../app/static/js/lib/simplify.js";
import { snapTo } from "../../../app/static/js/lib/snap.js";

const HERE = [6.6, 52.9];
const { flat, spot } = sheetAt(HERE);
const at = (...points) => points.map(spot);

/** The distance of a spot to a line, by trying every decimetre of it. */
function fromLine(one, line) {
  let best = Number.POSITIVE_INFINITY;
  for (let index = 1; index < line.length; index += 1) {
    const [[ax, ay], [bx, by]] = [flat(line[index - 1]), flat(line[index])];
    const steps = Math.ceil(Math.hypot(bx - ax, by - ay) * 10) || 1;
    for (let step = 0; step <= steps; step += 1)
      best = Math.min(best, distanceM(one, spot([ax + ((bx - ax) * step) / steps, ay + ((by - ay) * step) / steps])));
  }
  return best;
}

test("what lies within two metres goes, a real bend stays", () => {
  const walked = at([0, 0], [10, 1], [20, -1], [30, 0], [30, 12], [60, 12]);
  assert.deepEqual(simplify(walked, 2), [walked[0], ...walked.slice(3)]);
  assert.deepEqual(simplify(at([0, 0], [10, 2.1], [20, 0]), 2).length, 3);
});

test("no spot that went lies further than two metres from the simpler line, in a crooked walk", () => {
  const walked = at(...Array.from({ length: 120 }, (_, n) => [n * 3, 12 * Math.sin(n / 5) + ((n * 7919) % 13) / 8]));
  const line = simplify(walked, 2);
  assert.ok(line.length < walked.length / 2 && line.length > 10);
  assert.ok(walked.every((one) => fromLine(one, line) <= 2.1));
});

test("ends stay, also of a walk that comes back to where it began, and of ten thousand spots", () => {
  const round = at([0, 0], [50, 0], [50, 50], [0, 50], [0, 0]);
  assert.deepEqual(simplify(round, 2), round);
  assert.deepEqual(simplifyRing(at([0, 0], [25, 0.5], [50, 0], [50, 50]), 2), at([0, 0], [50, 0], [50, 50]));
  const zigzag = at(...Array.from({ length: 10_000 }, (_, n) => [n * 3, n % 2 ? 0 : 9]));
  assert.equal(simplify(zigzag, 2).length, 10_000);
  assert.deepEqual(simplify([HERE], 2), [HERE]);
});

test("a spot beside the track lands on it, at the nearest place; too far it stays free", () => {
  const track = at([-50, 10], [50, 10], [50, 80]);
  const [x, y] = flat(snapTo(HERE, track, 12));
  assert.ok(Math.hypot(x, y - 10) < 0.01);
  assert.equal(snapTo(HERE, track, 9.9), null);
  const [endX, endY] = flat(snapTo(spot([53, 84]), track, 6)); // beyond the end: the end itself
  assert.ok(Math.hypot(endX - 50, endY - 80) < 0.01);
  assert.equal(snapTo(HERE, at([1, 1]), 100), null);
});

test("metres of a pixel, as the map counts them", () => {
  assert.ok(Math.abs(metresPerPixel(0, 0) - 78271.5) < 0.1);
  assert.ok(Math.abs(metresPerPixel(52.9, 17) - 0.3602) < 0.001);
});

test("accuracy: a circle up to 10 m, a triangle up to 30 m, a square beyond; metres never flatter", () => {
  assert.deepEqual([1, 10, 10.1, 30, 30.1, 5000].map(levelOf), ["ok", "ok", "warning", "warning", "error", "error"]);
  assert.deepEqual([0, 5.2, 10, 10.01].map(wholeMetres), [1, 6, 10, 11]);
});

test("the wind in which something lies, and the box around it", () => {
  const around = [[0, 9], [9, 9], [9, 0], [9, -9], [0, -9], [-9, -9], [-9, 0], [-9, 9]];
  assert.deepEqual(around.map((point) => eighthOf(HERE, spot(point))), [0, 1, 2, 3, 4, 5, 6, 7]);
  assert.deepEqual(boxOf([[6.6, 52.8], [6.4, 52.9]]), [[6.4, 52.8], [6.6, 52.9]]);
});

// Fewer spots, the same line: what lies within some metres of the stretch without it goes (Douglas and Peucker).
import { middleOf, nearestOn, sheetAt } from "./geo.js";

/** Spots [lon, lat] of a line, without those that are not needed to stay within `withinM` metres of it. */
export function simplify(spots, withinM) {
  if (spots.length < 3) return [...spots];
  const points = spots.map(sheetAt(middleOf(spots)).flat);
  const kept = new Set([0, points.length - 1]);
  const todo = [[0, points.length - 1]]; // a list, not a call within a call: a line may have 10,000 spots
  while (todo.length) {
    const [first, last] = todo.pop();
    const { index, metres } = farthest(points, first, last);
    if (metres <= withinM) continue;
    kept.add(index);
    todo.push([first, index], [index, last]);
  }
  return spots.filter((_, index) => kept.has(index));
}

/** The same for the ring of an area, whose last spot does not repeat the first. */
export const simplifyRing = (spots, withinM) => simplify([...spots, spots[0]], withinM).slice(0, -1);

function farthest(points, first, last) {
  let found = { index: -1, metres: 0 };
  for (let index = first + 1; index < last; index += 1) {
    const [x, y] = nearestOn(points[first], points[last], points[index]);
    const metres = Math.hypot(points[index][0] - x, points[index][1] - y);
    if (metres > found.metres) found = { index, metres };
  }
  return found;
}

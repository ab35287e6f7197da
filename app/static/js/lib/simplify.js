// Fewer spots, the same line: what lies within some metres of the stretch without it goes (Douglas and Peucker).
import { middleOf, sheetAt } from "./geo.js";

/** Spots [lon, lat] of a line, without those that are not needed to stay within `withinM` metres of it. */
export function simplify(spots, withinM) {
  if (spots.length < 3) return [...spots];
  const points = spots.map(sheetAt(middleOf(spots)).flat);
  const sheet = { xs: Float64Array.from(points, ([x]) => x), ys: Float64Array.from(points, ([, y]) => y) };
  const kept = new Set([0, points.length - 1]);
  const stretches = [[0, points.length - 1]]; // a list, not a call within a call: a line may have 10,000 spots
  while (stretches.length) {
    const [first, last] = stretches.pop();
    const { index, squared } = farthest(sheet, first, last);
    if (squared <= withinM * withinM) continue;
    kept.add(index);
    stretches.push([first, index], [index, last]);
  }
  return spots.filter((_, index) => kept.has(index));
}

/** The same for the ring of an area, whose last spot does not repeat the first. */
export const simplifyRing = (spots, withinM) => simplify([...spots, spots[0]], withinM).slice(0, -1);

/** Which point between two is farthest from the stretch between them; plain numbers, since this runs millions of times. */
function farthest({ xs, ys }, first, last) {
  const found = { index: -1, squared: 0 };
  const [ax, ay] = [xs[first], ys[first]];
  const [wide, high] = [xs[last] - ax, ys[last] - ay];
  const long = wide * wide + high * high;
  for (let index = first + 1; index < last; index += 1) {
    const x = xs[index] - ax;
    const y = ys[index] - ay;
    const part = long ? Math.min(1, Math.max(0, (x * wide + y * high) / long)) : 0;
    const squared = (x - part * wide) ** 2 + (y - part * high) ** 2;
    if (squared > found.squared) {
      found.index = index;
      found.squared = squared;
    }
  }
  return found;
}

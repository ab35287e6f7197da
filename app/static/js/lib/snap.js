// A spot beside a track jumps onto it.
import { nearestOn, sheetAt } from "./geo.js";

/** The place on the line `track` that is nearest to `spot`, when it is within `withinM` metres; else null. */
export function snapTo(spot, track, withinM) {
  const sheet = sheetAt(spot);
  const points = track.map(sheet.flat);
  let best = { metres: Number.POSITIVE_INFINITY };
  for (let index = 1; index < points.length; index += 1) {
    const point = nearestOn(points[index - 1], points[index], [0, 0]);
    const metres = Math.hypot(...point);
    if (metres < best.metres) best = { point, metres };
  }
  return best.metres <= withinM ? sheet.spot(best.point) : null;
}

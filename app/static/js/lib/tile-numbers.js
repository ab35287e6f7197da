// Which tiles of the map cover a view, as Web Mercator counts them.

const RADIAN = Math.PI / 180;
const MOST_LAT = 85.05;

const columnOf = (lon, zoom) => Math.floor(((lon + 180) / 360) * 2 ** zoom);

function rowOf(lat, zoom) {
  const kept = Math.max(-MOST_LAT, Math.min(MOST_LAT, lat)) * RADIAN;
  return Math.floor(((1 - Math.log(Math.tan(kept) + 1 / Math.cos(kept)) / Math.PI) / 2) * 2 ** zoom);
}

/** [z, x, y] of each tile at the zooms `first` to `last` in a box of degrees: [west, south, east, north]. */
export function tilesIn([west, south, east, north], first, last) {
  const found = [];
  for (let z = first; z <= last; z += 1) {
    for (let x = columnOf(west, z); x <= columnOf(east, z); x += 1) {
      for (let y = rowOf(north, z); y <= rowOf(south, z); y += 1) found.push([z, x, y]);
    }
  }
  return found;
}

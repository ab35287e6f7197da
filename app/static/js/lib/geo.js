// Lengths and areas on the ground, and how they read. Spots are [lon, lat], WGS84 degrees.

const A = 6378137; // the ellipsoid of WGS84: half axis in metres, and its eccentricity squared
const E2 = 0.00669437999014;
const RADIAN = Math.PI / 180;
const TILE_PX = 512; // the world at zoom 0, as MapLibre counts

/** Metres per degree of longitude and of latitude at a latitude. */
function metresPerDegree(lat) {
  const sin = Math.sin(lat * RADIAN);
  const w = 1 - E2 * sin * sin;
  const east = (A / Math.sqrt(w)) * Math.cos(lat * RADIAN) * RADIAN;
  const north = ((A * (1 - E2)) / (w * Math.sqrt(w))) * RADIAN;
  return [east, north];
}

/** Metres between two spots; right within 0.1 % up to tens of kilometres. */
export function distanceM([lon1, lat1], [lon2, lat2]) {
  const [east, north] = metresPerDegree((lat1 + lat2) / 2);
  return Math.hypot((lon2 - lon1) * east, (lat2 - lat1) * north);
}

/** Metres along a line of spots. */
export const lengthM = (spots) =>
  spots.slice(1).reduce((sum, spot, index) => sum + distanceM(spots[index], spot), 0);

/** A flat sheet in metres around a spot, from there to [x, y] and back; for places of some tens of kilometres. */
export function sheetAt([lon0, lat0]) {
  const [east, north] = metresPerDegree(lat0);
  return {
    flat: ([lon, lat]) => [(lon - lon0) * east, (lat - lat0) * north],
    spot: ([x, y]) => [lon0 + x / east, lat0 + y / north],
  };
}

/** The point of the stretch from `a` to `b` that is nearest to `point`; all [x, y]. */
export function nearestOn([ax, ay], [bx, by], [x, y]) {
  const [wide, high] = [bx - ax, by - ay];
  const long = wide * wide + high * high;
  const part = long ? Math.min(1, Math.max(0, ((x - ax) * wide + (y - ay) * high) / long)) : 0;
  return [ax + part * wide, ay + part * high];
}

/** Metres on the ground of one pixel of the map. */
export const metresPerPixel = (lat, zoom) => (2 * Math.PI * A * Math.cos(lat * RADIAN)) / (TILE_PX * 2 ** zoom);

/** Square metres inside a ring of spots; the last spot need not repeat the first. */
export function areaM2(spots) {
  if (spots.length < 3) return 0;
  const middle = spots.reduce((sum, [, lat]) => sum + lat, 0) / spots.length;
  const { flat } = sheetAt([spots[0][0], middle]);
  const corners = spots.map(flat);
  const twice = corners.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = corners[(index + 1) % corners.length];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}

/** The box around spots: [[west, south], [east, north]]. */
export function boxOf(spots) {
  const lons = spots.map(([lon]) => lon);
  const lats = spots.map(([, lat]) => lat);
  return [
    [Math.min(...lons), Math.min(...lats)],
    [Math.max(...lons), Math.max(...lats)],
  ];
}

/** The middle of the box around spots. */
export function middleOf(spots) {
  const [[west, south], [east, north]] = boxOf(spots);
  return [(west + east) / 2, (south + north) / 2];
}

/** In which eighth of the compass `to` lies, seen from `from`: 0 is north, 2 east, 7 north-west. */
export function eighthOf(from, to) {
  const [x, y] = sheetAt(from).flat(to);
  return (Math.round((Math.atan2(x, y) * 4) / Math.PI) + 8) % 8;
}

/** Seven decimals are a centimetre; more would be noise. */
export const rounded = ([lon, lat]) => [Number(lon.toFixed(7)), Number(lat.toFixed(7))];

/** Whether two spots are one and the same. */
export const same = (one, other) => Boolean(one && other) && one[0] === other[0] && one[1] === other[1];

const write = (value, digits, language) => value.toLocaleString(language, { maximumFractionDigits: digits });

/** 4,2 m · 180 m · 1,25 km */
export function readLength(metres, language = "nl") {
  if (metres >= 1000) return `${write(metres / 1000, 2, language)} km`;
  return `${write(metres, metres < 10 ? 1 : 0, language)} m`;
}

/** 45 m² · 4.800 m² · 1,25 ha */
export function readArea(squareMetres, language = "nl") {
  if (squareMetres >= 10000) return `${write(squareMetres / 10000, 2, language)} ha`;
  return `${write(squareMetres, squareMetres < 10 ? 1 : 0, language)} m²`;
}

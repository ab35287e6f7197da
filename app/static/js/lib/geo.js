// Lengths and areas on the ground, and how they read. Spots are [lon, lat], WGS84 degrees.

const A = 6378137; // the ellipsoid of WGS84: half axis in metres, and its eccentricity squared
const E2 = 0.00669437999014;
const RADIAN = Math.PI / 180;

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

/** Square metres inside a ring of spots; the last spot need not repeat the first. */
export function areaM2(spots) {
  if (spots.length < 3) return 0;
  const [lon0, lat0] = spots[0];
  const middle = spots.reduce((sum, [, lat]) => sum + lat, 0) / spots.length;
  const [east, north] = metresPerDegree(middle);
  const flat = spots.map(([lon, lat]) => [(lon - lon0) * east, (lat - lat0) * north]);
  const twice = flat.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = flat[(index + 1) % flat.length];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}

/** The middle of the box around spots. */
export function middleOf(spots) {
  const lons = spots.map(([lon]) => lon);
  const lats = spots.map(([, lat]) => lat);
  return [(Math.min(...lons) + Math.max(...lons)) / 2, (Math.min(...lats) + Math.max(...lats)) / 2];
}

/** Seven decimals are a centimetre; more would be noise. */
export const rounded = ([lon, lat]) => [Number(lon.toFixed(7)), Number(lat.toFixed(7))];

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

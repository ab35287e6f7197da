// WGS84 → RD New by the usual polynomial: within 0.3 m over Drenthe, enough to name a kilometre square.

const X = [[0, 1, 190094.945], [1, 1, -11832.228], [2, 1, -114.221], [0, 3, -32.391], [1, 0, -0.705], [3, 1, -2.34], [1, 3, -0.608], [0, 2, -0.008], [2, 3, 0.148]];
const Y = [[1, 0, 309056.544], [0, 2, 3638.893], [2, 0, 73.077], [1, 2, -157.984], [3, 0, 59.788], [0, 1, 0.433], [2, 2, -6.439], [1, 1, -0.032], [0, 4, 0.092], [1, 4, -0.054]];

/** [x, y] in RD New (EPSG:28992, metres) of [lon, lat] in WGS84 degrees. */
export function rdOf([lon, lat]) {
  const north = 0.36 * (lat - 52.1551744);
  const east = 0.36 * (lon - 5.38720621);
  const sum = (terms) => terms.reduce((total, [p, q, factor]) => total + factor * north ** p * east ** q, 0);
  return [155000 + sum(X), 463000 + sum(Y)];
}

/** The kilometre square of a spot by its lower-left corner: 233-557. */
export const squareOf = (spot) => rdOf(spot).map((metres) => Math.floor(metres / 1000)).join("-");

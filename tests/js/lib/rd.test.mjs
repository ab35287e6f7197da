import assert from "node:assert/strict";
import { test } from "node:test";
import { rdOf, squareOf } from "../../../app/static/js/lib/rd.js";

const KNOWN = [
  ["Assen", 52.9967, 6.5625, 233906.7, 557280.0, "233-557"],
  ["Zeijen", 53.0467, 6.5443, 232595.6, 562823.9, "232-562"],
  ["Amen", 52.9413, 6.6085, 237099.2, 551166.9, "237-551"],
  ["Koekange", 52.6997, 6.3219, 218181.9, 523996.2, "218-523"],
  ["Emmen", 52.7792, 6.9069, 257536.3, 533512.6, "257-533"],
  ["Meppel", 52.6958, 6.1944, 209568.4, 523458.4, "209-523"],
];

for (const [name, lat, lon, x, y, square] of KNOWN)
  test(`${name} lies in ${square}, within half a metre`, () => {
    const [foundX, foundY] = rdOf([lon, lat]);
    assert.ok(Math.abs(foundX - x) < 0.5 && Math.abs(foundY - y) < 0.5, `${foundX} ${foundY}`);
    assert.equal(squareOf([lon, lat]), square);
  });

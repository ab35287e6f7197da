import assert from "node:assert/strict";
import { test } from "node:test";
import { blurOf } from "../../../app/static/js/lib/blur.js";

test("the square is as wide as the list says, wider at a nest, and coarse while nobody has named it", () => {
  const rows = [
    [{ km: 0, nest: false }, "unknown", 0],
    [{ km: 0, nest: true }, "foraging", 0],
    [{ km: 0, nest: true }, "nest", 1],
    [{ km: 0, nest: true }, "roost", 1],
    [{ km: 0, nest: false }, "nest", 0],
    [{ km: 1, nest: true }, "nest", 1],
    [{ km: 5, nest: true }, "nest", 5],
    [null, "unknown", 1],
  ];
  for (const [species, behaviour, km] of rows) assert.equal(blurOf(species, behaviour), km, JSON.stringify([species, behaviour]));
});

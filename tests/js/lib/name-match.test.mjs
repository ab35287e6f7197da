import assert from "node:assert/strict";
import { test } from "node:test";
import { folded, matching, moved, writable } from "../../../app/static/js/lib/name-match.js";

const names = [
  { name: "Grote bonte specht", latin: "Dendrocopos major" },
  { name: "Groene specht", latin: "Picus viridis" },
  { name: "Grutto", latin: "Limosa limosa" },
  { name: "Ree", latin: "Capreolus capreolus" },
];
const called = (typed, most = 6) => matching(names, typed, most).map((one) => one.name);

test("each word that was typed is in the name, Dutch or scientific; what begins with it comes first", () => {
  assert.deepEqual(called("specht"), ["Grote bonte specht", "Groene specht"]);
  assert.deepEqual(called("GROENE spe"), ["Groene specht"]);
  assert.deepEqual(called("viridis"), ["Groene specht"]);
  assert.deepEqual(called("ree"), ["Ree"]);
  assert.deepEqual(called("gr", 2), ["Grote bonte specht", "Groene specht"]);
  assert.deepEqual(called("zzz"), []);
  assert.deepEqual(called("  "), []);
});

test("accents and capitals do not count", () => assert.equal(folded(" Kievít "), "kievit"));

test("of two with the same name the second is written by its scientific one, or the field would mean the first", () => {
  assert.deepEqual(writable([{ name: "Blauwe ster", latin: "A b" }, { name: "blauwe ster", latin: "C d" }, { name: "Ree", latin: "" }]), ["Blauwe ster", "C d", "Ree"]);
});

test("the keys go round: below the last is the first, and up from none is the last", () => {
  assert.deepEqual([moved(-1, 1, 3), moved(2, 1, 3), moved(0, -1, 3), moved(-1, -1, 3), moved(-1, 1, 0)], [0, 0, 2, 2, -1]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { delayMs, jittered, retryAfterMs } from "../../../app/static/js/lib/backoff.js";
import { changesBy, isDue, isUnsent, nextDue, nextWake } from "../../../app/static/js/offline/states.js";
import { counter, describe, isLate, LOOKS, stateOf } from "../../../app/static/js/offline/status.js";

const NOW = 1_800_000_000_000;
const how = { now: NOW, random: () => 0 };
const receipt = { state: "partial" };
const item = (more = {}) => ({
  id: "a",
  sha256: "h",
  owner: "anna",
  state: "waiting",
  attempts: 0,
  nextTry: 0,
  savedAt: 1,
  receipt: null,
  missing: [],
  manifest: [],
  ...more,
});

// answer, item before → state, attempts, nextTry, doubt; undefined: stays as it is
const TABLE = [
  ["complete", {}, {}, [undefined, 0, 0, false]],
  ["partial", { missing: ["p"], receipt }, {}, ["sending", 0, 0, true]],
  ["partial", { missing: ["p"], receipt }, { receipt, missing: ["p"], attempts: 4 }, ["sending", 4, 0, true]],
  ["partial", { missing: ["p"], receipt }, { receipt, missing: ["p", "q"], attempts: 4 }, ["sending", 0, 0, true]],
  ["unanswered", {}, {}, ["waiting", 1, NOW + 2000, undefined]],
  ["unanswered", {}, { attempts: 3 }, ["waiting", 4, NOW + 16_000, undefined]],
  ["unanswered", {}, { receipt, attempts: 1 }, ["partial", 2, NOW + 4000, undefined]],
  ["busy", { afterMs: 60_000 }, {}, ["busy", 1, NOW + 60_000, undefined]],
  ["busy", { afterMs: 2000 }, { attempts: 7 }, ["busy", 8, NOW + 256_000, undefined]],
  ["attention", {}, { attempts: 3 }, ["attention", 0, 0, false]],
  ["attention", {}, { receipt }, ["attention", 0, 0, true]],
  ["conflict", {}, {}, ["conflict", 0, 0, false]],
  ["gone", {}, {}, ["gone", 0, 0, false]],
  ["sign_in", {}, {}, ["sign_in", 0, 0, false]],
  ["other_account", {}, {}, ["other_account", 0, 0, false]],
];
for (const [kind, answer, before, after] of TABLE) {
  test(`after ${kind}, from ${JSON.stringify(before)}`, () => {
    const { state, attempts, nextTry, doubt } = changesBy({ kind, ...answer }, item(before), how);
    assert.deepEqual([state, attempts, nextTry, doubt], after);
  });
}

test("which states are tried: by itself, when asked, never", () => {
  const due = (state, force) => isDue(item({ state }), { account: "anna", now: NOW, force });
  for (const state of ["waiting", "sending", "partial", "busy"]) assert.ok(due(state, false), state);
  for (const state of ["sign_in", "other_account"]) assert.deepEqual([due(state, false), due(state, true)], [false, true]);
  for (const state of ["draft", "attention", "conflict", "gone", "received"]) assert.ok(!due(state, true), state);
  const paused = (state) => isDue(item({ state, nextTry: NOW + 9 }), { account: "anna", now: NOW, force: true });
  assert.deepEqual([paused("waiting"), paused("busy")], [true, false]);
  assert.ok(!isDue(item(), { account: "bert", now: NOW, force: true }));
  assert.ok(!isDue(item(), { account: null, now: NOW, force: true }));
});

test("the oldest goes first; what failed often lets the others go first", () => {
  const items = [item({ id: "new", savedAt: 9 }), item({ id: "old", savedAt: 2 }), item({ id: "bad", savedAt: 1, attempts: 4 })];
  const about = { account: "anna", now: NOW, force: false };
  const order = [];
  const seen = new Set();
  for (let next = nextDue(items, { ...about, seen }); next; next = nextDue(items, { ...about, seen })) {
    order.push(next.id);
    seen.add(next.id + next.sha256);
  }
  assert.deepEqual(order, ["old", "new", "bad"]);
});

test("the sender wakes up for the first that may be tried, and for nothing else", () => {
  const items = [item({ nextTry: 70 }), item({ nextTry: 50 }), item({ nextTry: 1, state: "conflict" }), item({ owner: "bert" })];
  assert.equal(nextWake(items, "anna"), 50);
  assert.equal(nextWake([item({ state: "attention" })], "anna"), null);
});

test("pauses: 2 to 300 seconds, and up to a third more", () => {
  assert.deepEqual([0, 1, 7, 8, 30].map((at) => delayMs(at)), [2000, 4000, 256_000, 300_000, 300_000]);
  assert.deepEqual([0, 0.5, 0.999].map((chance) => jittered(3000, () => chance)), [3000, 3500, 3999]);
});

test("Retry-After is read as seconds or a date, and never as less than nothing", () => {
  assert.equal(retryAfterMs(" 5 ", NOW), 5000);
  assert.equal(retryAfterMs(new Date(NOW - 5000).toUTCString(), NOW), 0);
  assert.equal(retryAfterMs("", NOW), 0);
  assert.equal(retryAfterMs(null, NOW), 0);
  assert.equal(retryAfterMs("-1", Date.parse("2001-01-01")), 0);
});

const words = {
  draft: "Concept",
  waiting: "Opgeslagen op dit toestel",
  sending: "Wordt verstuurd ({done}/{total} foto’s)",
  sending_bare: "Wordt verstuurd",
  partial: "Deels ontvangen",
  busy: "Het is druk",
  busy_text: "De server is bezig. Wij proberen het om {time} weer.",
  sign_in: "Inloggen nodig",
  other_account: "Ander account",
  attention: "Aandacht nodig",
  attention_text: "Er klopt iets niet.",
  attention_partial: "Wij hebben al: de tekst, en {done} van de {total} foto’s.",
  damaged: "Dit is op je toestel beschadigd.",
  damaged_photo: "Een foto is beschadigd.",
  conflict: "Twee versies",
  gone: "Afgewezen of verwijderd",
  received: "Ontvangen",
  count_none: "Niets te versturen",
  count_one: "Nog 1 te versturen",
  count_more: "Nog {number} te versturen",
};
const clock = () => "12.10 uur";
const say = (more, account = "anna") => describe(item(more), { account, words, clock });

test("each state has a word, an icon, a group and, where people can do something, an action", () => {
  for (const state of Object.keys(LOOKS)) {
    const look = say({ state });
    assert.ok(look.word && look.icon && look.group, state);
    if (look.group === "help") assert.ok(look.actions.length, state);
  }
});

test("the numbers and the time stand in the sentence", () => {
  const manifest = [{ id: "p" }, { id: "q" }, { id: "r" }];
  assert.equal(say({ state: "sending", manifest }).word, "Wordt verstuurd (0/3 foto’s)");
  assert.equal(say({ state: "sending", manifest, receipt, missing: ["r"] }).word, "Wordt verstuurd (2/3 foto’s)");
  assert.equal(say({ state: "sending" }).word, "Wordt verstuurd");
  assert.equal(say({ state: "busy", nextTry: 5 }).text, "De server is bezig. Wij proberen het om 12.10 uur weer.");
});

test("the server's own reason is said; damage on the device is ours to tell", () => {
  assert.equal(say({ state: "attention", error: { code: "invalid", message: "De datum ligt in de toekomst." } }).text, "De datum ligt in de toekomst.");
  assert.equal(say({ state: "attention", error: { code: "invalid" } }).text, "Er klopt iets niet.");
  assert.equal(say({ state: "attention", error: { code: "damaged_photo" } }).text, "Dit is op je toestel beschadigd.");
});

test("what the server has accepted in part cannot be changed any more, and is told to be there", () => {
  assert.ok(say({ state: "attention" }).actions.includes("edit"));
  const partly = { state: "attention", receipt, manifest: [{ id: "p" }, { id: "q" }], missing: ["p"] };
  const has = "Wij hebben al: de tekst, en 1 van de 2 foto’s.";
  assert.ok(!say(partly).actions.includes("edit"));
  assert.equal(say({ ...partly, error: { code: "too_large", message: "Deze foto is te groot." } }).text, `Deze foto is te groot. ${has}`);
  assert.equal(say({ ...partly, error: { code: "damaged_photo" } }).text, `Een foto is beschadigd. ${has}`);
});

test("another species at the same place is offered for sightings of which the words are still there", () => {
  const offered = (more) => say(more).actions.includes("beside");
  const states = Object.keys(LOOKS).filter((state) => offered({ state, kind: "sighting", fields: {} }));
  assert.deepEqual(states, ["waiting", "sending", "partial", "busy", "received"]);
  assert.ok(!offered({ state: "waiting", kind: "element", fields: {} }));
  assert.ok(!offered({ state: "received", kind: "sighting", fields: undefined }));
});

test("before throwing away: what the server has is said, in every state, and never what it does not have", () => {
  const sure = (state, more) => say({ state, ...more }).sure;
  for (const state of ["partial", "attention", "sign_in", "busy"]) {
    assert.deepEqual([sure(state), sure(state, { receipt })], ["sure", "sure_partial"], state);
  }
  for (const state of ["conflict", "gone"]) assert.equal(sure(state, { receipt }), "sure", state);
});

test("things of someone else, and of nobody, say so; what is done stays done", () => {
  assert.equal(stateOf(item(), "bert"), "other_account");
  assert.equal(stateOf(item(), null), "sign_in");
  assert.equal(stateOf(item({ state: "received" }), "bert"), "received");
  for (const state of Object.keys(LOOKS).filter((one) => !["received", "draft"].includes(one))) {
    for (const account of ["bert", null]) {
      const { actions, text } = say({ state, receipt, error: { message: "Geen heg, zegt Kim." } }, account);
      assert.deepEqual([actions, text], [["sign_in"], ""], `${state}: signing in is all that may be done`);
    }
  }
});

test("the counter: all that is not received, of this person", () => {
  const items = ["waiting", "sending", "partial", "busy", "attention", "conflict", "sign_in"].map((state) => item({ state }));
  const others = [item({ state: "received" }), item({ state: "gone" }), item({ state: "draft" }), item({ owner: "bert" })];
  assert.deepEqual(counter([...items, ...others], "anna", words), { number: 7, short: "7", text: "Nog 7 te versturen" });
  assert.equal(counter([], "anna", words).text, "Niets te versturen");
  assert.equal(counter([item()], "anna", words).text, "Nog 1 te versturen");
  assert.equal(counter(Array(120).fill(item()), "anna", words).short, "99+");
  assert.ok(!isUnsent(item({ state: "gone" })));
});

test("after two weeks the banner is red, whatever the state", () => {
  assert.ok(!isLate([item({ savedAt: NOW - 13 * 86_400_000 })], NOW));
  assert.ok(isLate([item({ savedAt: NOW - 15 * 86_400_000, state: "attention" })], NOW));
  assert.ok(!isLate([item({ savedAt: 1, state: "received" })], NOW));
});

test("what someone else changed is settled by choosing; what differs for another reason can go as new", () => {
  const conflict = (error) => say({ state: "conflict", error }).actions;
  assert.deepEqual(conflict({ code: "conflict" }), ["compare", "as_new", "discard"]);
  assert.deepEqual(say({ state: "conflict", receipt }).actions, ["compare", "discard"], "it has this one already");
  assert.deepEqual(say({ state: "gone", receipt }).actions, ["as_new", "discard"]);
  assert.deepEqual(conflict({ code: "stale", both: { lines: [], theirs: [] } }), ["compare", "discard"]);
});

import { mayBeBeside } from "../lib/visit.js";
import { fill } from "../lib/words.js";
import { HELD, isUnsent } from "./states.js";

const FORTNIGHT_MS = 14 * 86_400_000;

/** Per state: the style of its badge, its icon, the group of /versturen it stands in, and what people may do. */
export const LOOKS = {
  draft: { tone: "", icon: "pen", group: "draft", actions: ["edit", "discard"] },
  waiting: { tone: "", icon: "telefoon", group: "underway", actions: ["beside", "edit", "discard"] },
  sending: { tone: "info", icon: "sync", group: "underway", actions: ["beside"] },
  partial: { tone: "info", icon: "sync", group: "underway", actions: ["beside", "discard"] },
  busy: { tone: "warning", icon: "klok", group: "underway", actions: ["beside", "edit", "discard"] },
  sign_in: { tone: "warning", icon: "slot", group: "help", actions: ["sign_in", "edit", "discard"] },
  other_account: { tone: "warning", icon: "mens", group: "help", actions: ["sign_in"] },
  attention: { tone: "error", icon: "stop", group: "help", actions: ["edit", "retry", "discard"] },
  conflict: { tone: "warning", icon: "vergelijk", group: "help", actions: ["compare", "as_new", "discard"] },
  gone: { tone: "error", icon: "verbod", group: "help", actions: ["as_new", "discard"] },
  received: { tone: "ok", icon: "check", group: "done", actions: ["beside"] },
};

// Then the server has no words of it that could be called ours.
const NOT_OURS = new Set(["conflict", "gone"]);

/** The state to show: nobody signed in, or someone else, goes before what the item itself says. */
export function stateOf(item, account) {
  if (item.owner === account || ["received", HELD].includes(item.state)) return item.state;
  return account === null ? "sign_in" : "other_account";
}

/**
 * What a card says: {state, tone, icon, group, actions, word, text, sure}. `words` are the page's sentences: a word
 * per state, and under `<state>_text` the sentence below it; `sure` names the one to ask before throwing it away;
 * `clock(ms)` writes a time of day.
 */
export function describe(item, { account, words, clock }) {
  const state = stateOf(item, account);
  const look = LOOKS[state];
  const total = item.manifest.length;
  const done = item.receipt ? total - (item.missing ?? []).length : 0;
  const values = { done, total, time: item.nextTry ? clock(item.nextTry) : "" };
  const word = total === 0 && words[`${state}_bare`] ? words[`${state}_bare`] : words[state];
  const actions = look.actions.filter((action) => (item.owner === account ? mayBe(action, item) : action === "sign_in"));
  const sure = item.receipt && !NOT_OURS.has(state) ? "sure_partial" : "sure";
  return { ...look, actions, state, done, total, sure, word: fill(word, values), text: sentence(state, item, words, values) };
}

/**
 * Nothing is edited once the server has it, nor handed in as new what it still takes; what someone else changed is
 * settled by choosing, not by sending again.
 */
function mayBe(action, item) {
  const { state, receipt, error } = item;
  if (action === "beside") return mayBeBeside(item);
  if (action === "edit") return !receipt;
  return action !== "as_new" || (!error?.both && !(receipt && state === "conflict"));
}

/** The server's own reason goes before ours: it knows what is wrong. Then what it has all the same. */
function sentence(state, item, words, values) {
  const bare = item.manifest.length === 0 ? words[`${state}_bare_text`] : "";
  const text = reason(state, item, words) || fill(bare || (words[`${state}_text`] ?? ""), values);
  return state === "attention" && item.receipt ? `${text} ${fill(words.attention_partial, values)}` : text;
}

function reason(state, { error, receipt }, words) {
  if (state === "attention" && error?.code?.startsWith("damaged")) return receipt ? words.damaged_photo : words.damaged;
  return ["attention", "gone"].includes(state) ? error?.message : "";
}

/** For the counter at Versturen: the number, how it is written, and the sentence for screen readers. */
export function counter(items, account, words) {
  const number = items.filter((item) => item.owner === account && isUnsent(item)).length;
  const sentences = { 0: words.count_none, 1: words.count_one };
  return { number, short: number > 99 ? "99+" : String(number), text: sentences[number] ?? fill(words.count_more, { number }) };
}

/** Has something waited for two weeks? Then the banner is red and offers a copy. Nothing ever goes by age. */
export const isLate = (items, now) => items.some((item) => isUnsent(item) && item.savedAt < now - FORTNIGHT_MS);

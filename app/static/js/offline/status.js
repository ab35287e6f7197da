import { fill } from "../lib/words.js";
import { isUnsent } from "./states.js";

const FORTNIGHT_MS = 14 * 86_400_000;

/** Per state: the style of its badge, its icon, the group of /versturen it stands in, and what people may do. */
export const LOOKS = {
  draft: { tone: "", icon: "pen", group: "draft", actions: ["edit", "discard"] },
  waiting: { tone: "", icon: "telefoon", group: "underway", actions: ["edit", "discard"] },
  sending: { tone: "info", icon: "sync", group: "underway", actions: [] },
  partial: { tone: "info", icon: "sync", group: "underway", actions: ["discard"] },
  busy: { tone: "warning", icon: "klok", group: "underway", actions: ["edit", "discard"] },
  sign_in: { tone: "warning", icon: "slot", group: "help", actions: ["sign_in", "edit", "discard"] },
  other_account: { tone: "warning", icon: "mens", group: "help", actions: ["sign_in"] },
  attention: { tone: "error", icon: "stop", group: "help", actions: ["edit", "retry", "discard"] },
  conflict: { tone: "warning", icon: "vergelijk", group: "help", actions: ["compare", "as_new", "discard"] },
  gone: { tone: "error", icon: "verbod", group: "help", actions: ["as_new", "discard"] },
  received: { tone: "ok", icon: "check", group: "done", actions: [] },
};

/** The state to show: nobody signed in, or someone else, goes before what the item itself says. */
export function stateOf(item, account) {
  if (!isUnsent(item) || item.owner === account) return item.state;
  return account === null ? "sign_in" : "other_account";
}

/**
 * What a card says: {state, tone, icon, group, actions, word, text}. `words` are the page's sentences: a word per
 * state, and under `<state>_text` the sentence below it; `clock(ms)` writes a time of day.
 */
export function describe(item, { account, words, clock }) {
  const state = stateOf(item, account);
  const look = LOOKS[state];
  const total = item.manifest.length;
  const done = item.receipt ? total - (item.missing ?? []).length : 0;
  const values = { done, total, time: item.nextTry ? clock(item.nextTry) : "" };
  const word = total === 0 && words[`${state}_bare`] ? words[`${state}_bare`] : words[state];
  const actions = look.actions.filter((action) => mayBe(action, item));
  return { ...look, actions, state, done, total, word: fill(word, values), text: sentence(state, item, words, values) };
}

/** Nothing is edited once the server has it; what someone else changed is settled by choosing, not by sending again. */
function mayBe(action, { receipt, error }) {
  if (action === "edit") return !receipt;
  return action !== "as_new" || !error?.both;
}

/** The server's own reason goes before ours: it knows what is wrong. */
function sentence(state, { error, manifest }, words, values) {
  if (state === "attention" && error?.code?.startsWith("damaged")) return words.damaged;
  const told = ["attention", "gone"].includes(state) ? error?.message : "";
  const bare = manifest.length === 0 ? words[`${state}_bare_text`] : "";
  return told || fill(bare || (words[`${state}_text`] ?? ""), values);
}

/** For the counter at Versturen: the number, how it is written, and the sentence for screen readers. */
export function counter(items, account, words) {
  const number = items.filter((item) => item.owner === account && isUnsent(item)).length;
  const sentences = { 0: words.count_none, 1: words.count_one };
  return { number, short: number > 99 ? "99+" : String(number), text: sentences[number] ?? fill(words.count_more, { number }) };
}

/** Has something waited for two weeks? Then the banner is red and offers a copy. Nothing ever goes by age. */
export const isLate = (items, now) => items.some((item) => isUnsent(item) && item.savedAt < now - FORTNIGHT_MS);

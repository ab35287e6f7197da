import { delayMs, jittered } from "../lib/backoff.js";
import { sha256 } from "../lib/hash.js";
import { classify } from "./answers.js";
import { changesBy, isPaused, nextDue, nextWake, resting } from "./states.js";

// Two items in a row without an answer: the line is dead, and the others would only wait for it too.
const DEAD = 2;
const TAKEN_MS = 5_000;

// The server looked at this one photo and did not take it. 409: or someone else is signed in by now; its receipt tells.
const NOT_THIS_ONE = new Set([0, 409, 413, 415, 422]);

/** Brings what waits to the server: one item at a time, oldest first, envelope first, then its photos one by one. */
export class Uploader {
  /** `base` is the full address of /api/v1/submissions/; `progress({id, photo, loaded, total})` is for the screen. */
  constructor(parts) {
    const plain = { now: Date.now, random: Math.random, hash: sha256, progress: () => {}, online: () => true };
    Object.assign(this, plain, parts, { deadRounds: 0, stuck: new Set() });
  }

  /**
   * Try everything that is due. Returns when to try again (ms), or null when nothing waits. `force`: someone asked,
   * so pauses after a failure are skipped. Another tab that sends already is left alone.
   */
  async run({ force = false } = {}) {
    const next = await this.lock.run((holds) => this.#round(force, holds));
    return next === null ? this.now() + TAKEN_MS : next.at;
  }

  async #round(force, holds) {
    const account = await this.#account();
    await this.#wakeUp();
    const seen = new Set();
    let dead = 0;
    while (dead < DEAD && (force || this.online()) && (await this.#mayGoOn(holds, account))) {
      const item = nextDue(await this.store.items(), { account, now: this.now(), force, seen });
      if (!item) break;
      seen.add(item.id + item.sha256);
      const answer = await this.#send(item, holds);
      dead = answer.kind === "unanswered" ? dead + 1 : 0;
      if (answer.kind === "sign_in") await this.#allWait(account, answer);
    }
    this.deadRounds = dead < DEAD ? 0 : this.deadRounds + 1;
    return { at: await this.#wakeAt(await this.#account()) };
  }

  async #account() {
    return (await this.notes.get("account")) ?? null;
  }

  /** A sender that was killed left its item as if it were still being sent. */
  async #wakeUp() {
    for (const item of await this.store.items()) {
      if (item.state === "sending") await this.#note(item, { state: resting(item) });
    }
  }

  /** Not when someone else signed in meanwhile: what is sent goes under their name. */
  async #mayGoOn(holds, account) {
    if ((await this.#account()) !== account || isPaused(await this.notes.get("quietUntil"), this.now())) return false;
    return holds();
  }

  async #wakeAt(account) {
    const at = nextWake(await this.store.items(), account);
    if (at === null) return null;
    const rest = this.deadRounds ? jittered(delayMs(this.deadRounds - 1), this.random) : 0; // what was not tried yet rests too
    const quiet = await this.notes.get("quietUntil");
    return Math.max(at, isPaused(quiet, this.now()) ? quiet : 0, this.now() + rest);
  }

  /** Nobody is signed in and the device may not send any more: that goes for every item of this person. */
  async #allWait(account, answer) {
    for (const item of await this.store.items()) {
      const waits = item.owner === account && ["waiting", "partial", "busy"].includes(item.state);
      if (waits) await this.#note(item, this.#changes(answer, item));
    }
  }

  async #send(item, holds) {
    if ((await this.hash(item.body)) !== item.sha256) return this.#settle(item, damaged("envelope"));
    if (!(await this.#note(item, { state: "sending", doubt: true }))) return { kind: "left" };
    let answer = { kind: "unknown" };
    if (item.doubt || item.receipt) answer = await this.#askReceipt(item);
    if (answer.kind === "unknown") answer = await this.#sendEnvelope(item);
    const tried = new Map(); // id of a photo → why it was refused, or null
    while (answer.kind === "partial") {
      if (!(await this.#settle(item, answer))) return { kind: "left" };
      if (!(await this.#mayGoOn(holds, item.owner))) return this.#rest(item, { state: "partial" });
      answer = await this.#nextPhoto(item, answer, tried);
    }
    await this.#settle(item, answer);
    return answer;
  }

  async #rest(item, changes) {
    await this.#note(item, changes);
    return { kind: "left" };
  }

  #sendEnvelope(item) {
    const headers = { "Content-Type": "application/json" };
    return this.#ask(item, { method: "PUT", path: item.id, headers, body: item.body });
  }

  /**
   * Send one more photo. One that is refused holds up no other: it is told of when nothing else is left. One that
   * did not get through goes after the others next time.
   */
  async #nextPhoto(item, partial, tried) {
    const left = item.manifest.filter(({ id }) => partial.missing.includes(id) && !tried.has(id));
    const next = left.find(({ id }) => !this.stuck.has(id)) ?? left[0];
    if (!next) return [...tried.values()].find(Boolean) ?? { kind: "unanswered" }; // it asks again for what it said it has
    const answer = await this.#sendPhoto(item, next);
    const refused = NOT_THIS_ONE.has(answer.status);
    tried.set(next.id, refused ? { ...answer, kind: "attention" } : null);
    if (!answer.receipt) this.stuck.add(next.id);
    if (answer.status === 409) return this.#askReceiptAgain(item);
    return refused ? partial : answer;
  }

  async #sendPhoto(item, { id, sha256: hash, type }) {
    const kept = await this.store.photo(id);
    if (!(kept?.bytes instanceof ArrayBuffer) || (await this.hash(kept.bytes)) !== hash) return damaged("photo");
    const headers = { "Content-Type": type, "X-Sha256": hash };
    return this.#ask(item, { method: "PUT", path: `${item.id}/photos/${id}`, headers, body: kept.bytes, photo: id });
  }

  #askReceipt(item) {
    return this.#ask(item, { method: "GET", path: `${item.id}/receipt` });
  }

  /** Of an item that it had a moment ago: who does not know it is asked by someone else. */
  async #askReceiptAgain(item) {
    const answer = await this.#askReceipt(item);
    return answer.kind === "unknown" ? { kind: "unanswered" } : answer;
  }

  async #ask(item, { method, path, headers, body, photo }) {
    const url = this.base + path;
    const began = this.now();
    const response = await this.line.send({
      method,
      url,
      headers: { ...headers, "X-Haarvaten": "1", "X-Sent-At": new Date(began).toISOString() },
      body,
      onProgress: (loaded, total) => this.progress({ id: item.id, photo: photo ?? null, loaded, total }),
    });
    const expected = { id: item.id, sha256: item.sha256, photos: item.manifest.map((one) => one.id), photo, method };
    const answer = classify(response, url, expected, this.now());
    await this.notes.log(`${method} ${response.status} ${answer.kind}`, photo ?? item.id);
    if (answer.serverTime) await this.notes.trySet("offset", answer.serverTime - (began + this.now()) / 2);
    if (answer.everyone) await this.notes.trySet("quietUntil", this.now() + answer.afterMs);
    return answer;
  }

  /** Write down what is known now; null when the item was changed or thrown away meanwhile. */
  async #settle(item, answer) {
    if (answer.kind === "complete") return this.store.complete(item.id, item.sha256, this.#changes(answer, item));
    const known = (await this.store.item(item.id)) ?? item; // with the receipt of a moment ago
    return this.#note(item, this.#changes(answer, known));
  }

  /** On a full disk nothing can be written down, but sending is what makes room, and sending twice is harmless. */
  async #note(item, changes) {
    try {
      return await this.store.patch(item.id, item.sha256, changes);
    } catch (error) {
      if (error.code === "full") return item;
      throw error;
    }
  }

  #changes(answer, item) {
    return changesBy(answer, item, { now: this.now(), random: this.random });
  }
}

/** What is kept is not what was saved: people must see it, and the server must never get it. */
const damaged = (what) => ({ kind: "attention", status: 0, code: `damaged_${what}` });

import assert from "node:assert/strict";
import { test } from "node:test";
import { Line } from "../../../app/static/js/offline/line.js";

/** An XMLHttpRequest that the test plays, with a clock that it turns. */
function radio() {
  const made = [];
  class Request extends EventTarget {
    upload = new EventTarget();
    headers = {};
    constructor() {
      super();
      made.push(this);
    }
    open(method, url) {
      Object.assign(this, { method, url });
    }
    setRequestHeader(name, value) {
      this.headers[name] = value;
    }
    getResponseHeader = (name) => this.answer[name] ?? null;
    send(body) {
      this.body = body;
    }
    abort() {
      this.dispatchEvent(new Event("abort"));
    }
    part(loaded, total) {
      this.upload.dispatchEvent(Object.assign(new Event("progress"), { loaded, total }));
    }
    finish(status, text, answer = {}) {
      Object.assign(this, { status, responseText: text, responseURL: this.url, answer });
      this.dispatchEvent(new Event("load"));
    }
  }
  let now = 0;
  const timers = new Map();
  const pass = (ms) => {
    now += ms;
    for (const [id, { at, work }] of [...timers]) if (at <= now && timers.delete(id)) work();
  };
  const setTimer = (work, ms) => {
    const id = {};
    timers.set(id, { at: now + ms, work });
    return id;
  };
  return { made, pass, timers, line: new Line({ Request, setTimer, clearTimer: (id) => timers.delete(id) }) };
}
const ask = { method: "PUT", url: "https://x.example/a", headers: { "X-Haarvaten": "1" }, body: "body" };

test("what comes back is told as it came, with the address that answered", async () => {
  const { made, timers, line } = radio();
  const answer = line.send(ask);
  const [request] = made;
  assert.deepEqual([request.method, request.url, request.body, request.headers["X-Haarvaten"]], ["PUT", ask.url, "body", "1"]);
  request.finish(503, "{}", { "Content-Type": "application/json", "Retry-After": "5" });
  assert.deepEqual(await answer, { status: 503, url: ask.url, type: "application/json", text: "{}", retryAfter: "5" });
  assert.equal(timers.size, 0);
});

test("a line that stands still for 30 seconds is given up; one of 100 kbit/s never", async () => {
  const { made, pass, line } = radio();
  const told = [];
  const answer = line.send({ ...ask, onProgress: (...given) => told.push(given) });
  for (let part = 1; part <= 40; part += 1) {
    pass(29_000); // twenty minutes in all
    made[0].part(part, 40);
  }
  pass(20_000);
  made[0].upload.dispatchEvent(new Event("load")); // the server has half a minute to answer
  pass(29_000);
  made[0].finish(200, "{}");
  assert.equal((await answer).status, 200);
  assert.equal(told.length, 40);

  const dead = line.send(ask);
  made[1].part(1, 40);
  pass(30_000);
  assert.deepEqual(await dead, { status: 0, reason: "abort" });
});

test("a line that fails is told, never thrown", async () => {
  const { made, line } = radio();
  const answer = line.send(ask);
  made[0].dispatchEvent(new Event("error"));
  assert.deepEqual(await answer, { status: 0, reason: "error" });
});

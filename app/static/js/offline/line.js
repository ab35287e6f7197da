import { startTimer, stopTimer } from "../lib/timers.js";

const STALL_MS = 30_000;

/**
 * Sends one request and tells what came back, as it came: {status, url, type, text, retryAfter}; status 0 when the
 * line failed. Never rejects. A stalled line is given up after 30 s without a byte, a slow one never.
 */
export class Line {
  constructor({ Request, setTimer = startTimer, clearTimer = stopTimer }) {
    Object.assign(this, { Request, setTimer, clearTimer });
  }

  /** `Request` is XMLHttpRequest, for fetch tells nothing while it sends. `onProgress(loaded, total)` in bytes. */
  send({ method, url, headers = {}, body = null, onProgress = () => {} }) {
    return new Promise((resolve) => {
      const request = new this.Request();
      let stalled;
      const end = (answer) => {
        this.clearTimer(stalled);
        resolve(answer);
      };
      const alive = () => {
        this.clearTimer(stalled);
        stalled = this.setTimer(() => request.abort(), STALL_MS);
      };
      request.open(method, url);
      request.setRequestHeader("Accept", "application/json");
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
      request.upload.addEventListener("progress", ({ loaded, total }) => {
        alive();
        onProgress(loaded, total);
      });
      request.upload.addEventListener("load", alive); // now it is the server's turn
      request.addEventListener("progress", alive);
      request.addEventListener("load", () => end(read(request)));
      for (const name of ["error", "abort"]) request.addEventListener(name, () => end({ status: 0, reason: name }));
      alive();
      request.send(body);
    });
  }
}

const read = (request) => ({
  status: request.status,
  url: request.responseURL,
  type: request.getResponseHeader("Content-Type"),
  text: request.responseText,
  retryAfter: request.getResponseHeader("Retry-After"),
});

import { startTimer, stopTimer } from "../lib/timers.js";

/** Raised when the line takes too long. */
export class LateError extends Error {}

/** What `work(signal)` gives, unless it takes longer than `ms`; then it is given up. */
export async function within(ms, work) {
  const control = new AbortController();
  let timer;
  const late = new Promise((_, reject) => {
    timer = startTimer(() => {
      reject(new LateError());
      control.abort();
    }, ms);
  });
  try {
    return await Promise.race([work(control.signal), late]);
  } finally {
    stopTimer(timer);
  }
}

import { startTimer, stopTimer } from "../lib/timers.js";

const SILENCE_MS = 8_000;

/**
 * What comes of an item that was handed in just now: "received", "attention" (something is wrong with it that its
 * form can mend), "unanswered" (the line failed), or "waiting" for all else, and when nothing was heard of it for a while.
 */
export function outcomeOf(id, { outbox, watchProgress, setTimer = startTimer, clearTimer = stopTimer }) {
  return new Promise((resolve) => {
    const stops = [];
    let timer;
    const end = (word) => {
      clearTimer(timer);
      for (const stop of stops) stop();
      resolve(word);
    };
    const heard = () => {
      clearTimer(timer);
      timer = setTimer(() => end("waiting"), SILENCE_MS);
    };
    heard();
    stops.push(watchProgress((news) => news.id === id && heard()));
    stops.push(
      outbox.watch((items) => {
        const word = read(items.find((item) => item.id === id));
        if (word) end(word);
        else heard();
      }),
    );
  });
}

function read(item) {
  if (!item) return "waiting";
  const { state, receipt, attempts } = item;
  if (state === "received") return "received";
  if (state === "attention" && !receipt) return "attention";
  if (state === "waiting" && attempts > 0) return "unanswered";
  return ["waiting", "sending", "partial"].includes(state) ? null : "waiting";
}

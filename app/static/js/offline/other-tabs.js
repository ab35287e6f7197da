import { startTimer } from "../lib/timers.js";

const ANSWER_MS = 300;

/**
 * Asks the other tabs of this app whether a form is half filled in there, and answers them. A tab that sleeps says
 * nothing; what was filled in there is kept on the device as a draft.
 */
export class OtherTabs {
  /** `channel` is a BroadcastChannel; `isDirty()` is about this tab. */
  constructor({ channel, isDirty, setTimer = startTimer }) {
    Object.assign(this, { channel, setTimer });
    channel.addEventListener("message", ({ data }) => {
      if (data === "ask" && isDirty()) channel.postMessage("dirty");
      if (data === "dirty") this.heard?.(true);
    });
  }

  areDirty() {
    return new Promise((resolve) => {
      this.heard = resolve;
      this.channel.postMessage("ask");
      this.setTimer(() => resolve(false), ANSWER_MS);
    });
  }
}

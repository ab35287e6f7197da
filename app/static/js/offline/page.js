/** The outbox of this page: put together and started once, for every element that asks. */
import { assemble } from "./start.js";

let made;
let assembled;
const listeners = new Set();

/**
 * The parts of start.js: {outbox, drafts, identity, lock, pace, store, notes, photos}, and with them `signedIn` (who is
 * signed in on this page, or null), `account` (whose things are made and sent here), `started` (a promise that the
 * outbox sends by itself; it gives how many unsent items the browser threw away), and `watchProgress(listener)` with
 * {id, photo, loaded, total} of what is being sent; it gives the function that stops it.
 *
 * Null where nothing can be kept; `troubleOf()` tells why. Then the forms work as plain forms.
 */
export const outboxOf = () => once().then(({ parts }) => parts);

/** Why nothing can be kept: the code of a StoreError, or null when all is well. */
export const troubleOf = () => once().then(({ trouble }) => trouble);

/** Try once more, for who waits until another tab is closed; gives what `outboxOf()` gives from then on. */
export function askAgain() {
  made = begin();
  return outboxOf();
}

/** Who is signed in, as the server wrote it on this page; pages that are kept for visitors say nothing. */
export const signedInHere = () => document.documentElement.dataset.account || null;

function once() {
  made ??= begin();
  return made;
}

async function begin() {
  if (!globalThis.indexedDB) return { parts: null, trouble: "missing" };
  assembled ??= assemble({ progress: (news) => listeners.forEach((listener) => void listener(news)) });
  const parts = assembled;
  const watchProgress = (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const signedIn = signedInHere();
  try {
    const known = await parts.identity.account(); // opens the database: a fault of it shows here
    const account = signedIn ?? known;
    const started = start(parts, signedIn);
    return { parts: { ...parts, signedIn, account, started, watchProgress }, trouble: null };
  } catch (error) {
    return { parts: null, trouble: error.code ?? "broken" };
  }
}

/** A fault here stops nothing that people do; the next page tries again. */
async function start({ identity, outbox }, signedIn) {
  try {
    if (signedIn) await writing(identity.signedIn(signedIn));
    return await outbox.start();
  } catch {
    return 0;
  }
}

/** On a full disk nothing new can be noted, but what waits must still go: that makes room. */
async function writing(work) {
  try {
    await work;
  } catch (error) {
    if (error.code !== "full") throw error;
  }
}

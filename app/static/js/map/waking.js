// When the moving map should come: whoever only reads along pays for no map library.

const IDLE_MS = 4000;
const QUIET_MS = 8000;
const SIGNS = ["pointerdown", "pointermove", "touchstart", "keydown", "wheel", "focusin"];

/**
 * Call `open` once: at the first touch, key or movement of the mouse; when the page is idle if the address says what
 * to show; else when nobody did anything for a while. Returns a function that stops the waiting.
 */
export function whenWanted(open) {
  const waiting = new AbortController();
  const { signal } = waiting;
  let timer;
  const wake = () => {
    if (signal.aborted) return;
    stop();
    open();
  };
  const stop = () => {
    clearTimeout(timer);
    waiting.abort();
  };
  const loaded = () => {
    const idle = window.requestIdleCallback ?? ((action) => setTimeout(action, 1000));
    timer = setTimeout(() => idle(wake, { timeout: IDLE_MS }), location.hash.length > 1 ? 0 : QUIET_MS);
  };
  for (const sign of SIGNS) addEventListener(sign, wake, { passive: true, signal });
  if (document.readyState === "complete") loaded();
  else addEventListener("load", loaded, { signal });
  return stop;
}

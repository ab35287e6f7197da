// After the page stands: the worker, and what this device knows and sends. Visitors load none of it.
import { workerOf } from "./worker.js";

addEventListener("load", async () => {
  workerOf();
  if (!mayKeep()) return;
  try {
    await tellWhereNothingIsKept();
    const { noteVisit, watchUnsent } = await import("./visit.js");
    await watchUnsent();
    await noteVisit();
  } catch {
    // what is not kept now is kept at a next visit
  }
});

/** Who hands in must know: here it cannot wait for a line. */
async function tellWhereNothingIsKept() {
  if (!document.querySelector("capture-form")) return;
  const { troubleOf } = await import("./page.js");
  document.querySelector("no-store").hidden = [null, "blocked"].includes(await troubleOf()); // the form tells the last
}

function mayKeep() {
  try {
    return Boolean(document.documentElement.dataset.account || localStorage.getItem("haarvaten.lezer"));
  } catch {
    return false;
  }
}

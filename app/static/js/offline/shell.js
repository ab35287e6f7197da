// On a page that was kept for use without a line: what the server would have filled in. Loaded before all else.
import { dayOf } from "../lib/season.js";

const { dataset } = document.documentElement;
const DAY_MS = 86_400_000;

function kept(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

const theme = kept("haarvaten.kleur");
if (theme) dataset.theme = theme;

const day = document.getElementById("done_on") ?? document.getElementById("seen_on");
if (day) {
  day.defaultValue = dayOf(new Date());
  day.max = dayOf(new Date(Date.now() + DAY_MS));
}

if (dataset.shell === "kaart" && !location.hash && kept("haarvaten.kaart")) {
  history.replaceState(history.state, "", kept("haarvaten.kaart")); // where the map stood last
}

const told = document.getElementById("zonder-lijn");
for (const way of told ? ["online", "offline"] : []) {
  addEventListener(way, () => {
    told.hidden = way === "online";
  });
}

// who once signed in here has things to send; who did not has none
const versturen = document.getElementById("versturen");
if (versturen && kept("haarvaten.lezer")) {
  versturen.hidden = false;
  document.getElementById("inloggen")?.remove();
}

if (dataset.shell === "onderhoud") import("../elements/offline-work.js");
if (dataset.shell === "melding") import("../elements/offline-problem.js");

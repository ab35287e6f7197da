// Which request goes which way. What is not named here is left to the browser, as if there were no worker.

const ALONE = /^\/(?:api|beheer|controle|dev|downloads\/[0-9a-f-]{36}|schil|static|sw\.js|manifest)(?:[/.]|$)/;
const FILE = /\.[a-z0-9]{2,5}$/i; // a download: a list, an export, a feed
const PICTURE = /^\/fotos\/[0-9a-f-]{36}\/(\d+)\.webp$/;
const TILE = /^\/tegels\/elementen\/\d+\/\d+\/\d+\.mvt$/;
const MAP_FILES = new Set(["/kaart/plaatsen.json", "/kaart/grenzen.json"]);
const LARGEST_PX = 640;

// The pages that work without signal, by their address; each is served from the shell of that name.
const SHELLS = {
  "/onderhoud/nieuw": "onderhoud",
  "/elementen/nieuw": "element",
  "/waarnemingen/nieuw": "waarneming",
  "/meldingen/nieuw": "melding",
  "/versturen": "versturen",
  "/vastleggen": "vastleggen",
  "/kaart": "kaart",
};
const OTHERWISE = "geen-bereik";

/** page, file, picture, tile, or null: not ours. Whatever changes something is never ours. */
export function wayOf({ method, mode, url }, origin) {
  const { pathname, origin: theirs } = new URL(url);
  if (method !== "GET" || theirs !== origin) return null;
  if (mode === "navigate") return ALONE.test(pathname) || FILE.test(pathname) ? null : "page";
  if (pathname.startsWith("/static/") || pathname.startsWith("/schil/")) return "file";
  if (TILE.test(pathname) || MAP_FILES.has(pathname)) return "tile";
  const [, size] = PICTURE.exec(pathname) ?? [];
  return Number(size) <= LARGEST_PX ? "picture" : null;
}

/** The shell of a page; every other page has one that says what does work. */
export const shellOf = (url) => SHELLS[new URL(url).pathname.replace(/\/+$/, "")] ?? OTHERWISE;

/** How long to wait for the line (ms). A page that nothing here can stand in for gets longer. */
export const patienceOf = (shell) => (shell === OTHERWISE ? 10_000 : 3_000);

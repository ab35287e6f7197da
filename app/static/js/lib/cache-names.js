// What the worker keeps, and where. Pages may look in here too: these are the caches of one origin.

const APP = "haarvaten-app-";
const AREA = "haarvaten-gebied-";

export const PHOTOS = "haarvaten-fotos";
export const MAP = "haarvaten-kaart";
export const appCache = (version) => APP + version;
export const areaCache = (id) => AREA + id;
export const isArea = (name) => name.startsWith(AREA);

/** Caches of files of the app that may go: all but those of this version and of the one before it. */
export function outdated(names, version) {
  const others = names.filter((name) => name.startsWith(APP) && name !== appCache(version));
  return others.slice(0, -1); // names come in the order in which they were made
}

export const isOurs = (name) => name.startsWith("haarvaten-");

/** What someone read or saw here; the files of the app are the same for everyone. */
export const isReading = (name) => name === PHOTOS || name === MAP || isArea(name);

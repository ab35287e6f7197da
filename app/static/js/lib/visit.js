// Where and when it was, and what others may do with it: the same for all that was seen at one place and time.
const SHARED = ["system", "begin", "square", "roughly", "place_id", "shape", "query", "spots", "spot", "here", "seen_on", "licence", "embargo_until", "beside"];
const CHOSEN = { origin: "unknown" }; // what an empty form has chosen already

/**
 * The draft of another species at the place of a sighting that this device has: its day, place, element and terms, and
 * the id of the visit. The first sighting of a visit gives it its id, as on the server.
 */
export function besideOf(item, id) {
  const shared = Object.fromEntries(SHARED.filter((name) => name in item.fields).map((name) => [name, item.fields[name]]));
  const { owner, kind, about, address } = item;
  const fields = { ...CHOSEN, ...shared, visit: item.fields.visit || item.id };
  return { key: id, id, owner, kind, about, address, label: "", fields };
}

/** Is it such a draft, of which no species is told yet? */
export const isBeside = ({ visit, species, unknown }) => Boolean(visit) && !species && !unknown;

/** Can another species be told of, at the place of this item? */
export const mayBeBeside = ({ kind, fields }) => kind === "sighting" && Boolean(fields);

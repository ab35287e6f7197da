// Pictures on the map, drawn as SVG when the map first asks for them: pins and the signs of areas.

export const SHARP = 2; // pictures are made twice as large, for sharp screens

/** The name of the pin of a feature, as an expression for MapLibre. */
export const PIN_NAME = [
  "concat",
  "pin|",
  ["get", "type"],
  "|",
  ["coalesce", ["get", "condition"], ""],
  "|",
  ["case", ["==", ["get", "overdue"], true], "late", ""],
];

function condition(name, ink) {
  const edge = `stroke="${ink["hv-toestand-rand"]}" stroke-width="2"`;
  const shapes = {
    good: `<circle cx="12" cy="12" r="10" fill="${ink["hv-goed"]}" ${edge}/>`,
    fair: `<path d="M12 2.2 22.6 21H1.4Z" fill="${ink["hv-matig"]}" ${edge} stroke-linejoin="round"/>`,
    poor: `<rect x="2.5" y="2.5" width="19" height="19" rx="2.5" fill="${ink["hv-slecht"]}" ${edge}/>`,
  };
  const inside = { good: "m7.5 12.3 3.1 3.1 6-6.4", fair: "M8.5 15.5h7", poor: "m8 8 8 8m0-8-8 8" };
  const mark = { good: "#0b1f18", fair: "#1a1f17", poor: "#ffffff" };
  if (!shapes[name]) return "";
  const line = `<path d="${inside[name]}" fill="none" stroke="${mark[name]}" stroke-width="2.6" stroke-linecap="round"/>`;
  return `<svg x="38" y="17" width="18" height="18" viewBox="0 0 24 24">${shapes[name]}${line}</svg>`;
}

const late = (ink) =>
  `<svg x="0" y="17" width="18" height="18" viewBox="0 0 24 24"><circle cx="12" cy="12" r="10.5" fill="${ink["hv-leem-fel"]}" stroke="#1a1f17" stroke-width="1.8"/><path d="M12 6v6l4 2" fill="none" stroke="#1a1f17" stroke-width="2.4" stroke-linecap="round"/></svg>`;

/** A pin of 56 × 56: `drawing` is the inside of the type's icon. */
export function pinSvg({ drawing, colour, condition: state, overdue }, ink) {
  const drop = `<path d="M28 54c-5-9-17-15-17-27a17 17 0 0 1 34 0c0 12-12 18-17 27Z" fill="${colour}" stroke="${ink.halo}" stroke-width="2.5"/>`;
  const icon = `<svg x="17" y="16" width="22" height="22" viewBox="0 0 24 24" fill="none" stroke="${ink.halo}" stroke-width="2.1" stroke-linecap="round" stroke-linejoin="round">${drawing}</svg>`;
  return svg(56, 56, drop + icon + condition(state, ink) + (overdue ? late(ink) : ""));
}

/** A round sign of 40 × 40 for a sighting: elements have drops. */
export function spotSvg({ drawing }, ink) {
  const disc = `<circle cx="20" cy="20" r="17" fill="${ink.halo}" stroke="${ink.heide}" stroke-width="4"/>`;
  const icon = `<svg x="9" y="9" width="22" height="22" viewBox="0 0 24 24" fill="none" stroke="${ink.tekst}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${drawing}</svg>`;
  return svg(40, 40, disc + icon);
}

/** The repeating sign on the areas of a family, or null where it has none. */
export function areaSvg(family, ink) {
  const ground = (width, height, colour = ink.halo) => `<rect width="${width}" height="${height}" fill="${colour}" opacity="0.7"/>`;
  const line = (path, colour, width) => `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}"/>`;
  const signs = {
    water: [16, 10, ground(16, 10, ink.beek) + line("M0 5q4-4 8 0t8 0", ink.water, 1.6)],
    bos: [12, 12, `${ground(12, 12)}<g fill="${ink.bos}"><circle cx="3" cy="3" r="2.3"/><circle cx="9" cy="9" r="2.3"/></g>`],
    heide: [10, 10, ground(10, 10) + line("M-2 2 2-2M-2 12 12-2M8 12l4-4", ink.heide, 2.2)],
    erf: [9, 9, ground(9, 9) + line("M0 4.5h9M4.5 0v9", ink.erf, 1.6)],
  };
  return signs[family] ? svg(...signs[family]) : null;
}

const svg = (width, height, inside) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width * SHARP}" height="${height * SHARP}" viewBox="0 0 ${width} ${height}">${inside}</svg>`;

/** Turn SVG text into a picture. */
export async function picture(text) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  return image;
}

let sprite;

/** The inside of an icon of the page's sprite; empty when it does not come. */
export async function iconDrawing(address, name) {
  sprite ??= fetch(address)
    .then((answer) => answer.text())
    .then((text) => new DOMParser().parseFromString(text, "image/svg+xml"));
  try {
    return (await sprite).getElementById(`i-${name}`)?.innerHTML ?? "";
  } catch {
    sprite = undefined;
    return "";
  }
}

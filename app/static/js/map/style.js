// How the map looks, as a MapLibre style. A pure function of the settings and the colours.
import { FAMILIES } from "./ink.js";
import { PIN_NAME } from "./signs.js";

export const SHAPES_FROM = 13; // as in the tiles: below it points only
const HEDGES = ["clipped_hedge", "shrub_hedge"];
const FONT = ["Atkinson Hyperlegible Next Variable", "sans-serif"];

/** `settings`: pins (or not), tiles, grounds {name: address}, ground (a name, or ""), places, types {key: [family, icon]}. `ink`: see ink.js. */
export function mapStyle(settings, ink) {
  const own = { type: "vector", tiles: [settings.tiles], minzoom: 6, maxzoom: 14 };
  const sources = { elements: own, places: { type: "geojson", data: settings.places } };
  for (const name of ["me", "drawing"]) sources[name] = { type: "geojson", data: { type: "FeatureCollection", features: [] } };
  const layers = [{ id: "ground", type: "background", paint: { "background-color": ink.grond } }];
  const ground = settings.grounds?.[settings.ground];
  if (ground) {
    sources.ground = { type: "raster", tiles: [ground], tileSize: 256, maxzoom: 19 };
    layers.push({ id: "tiles", type: "raster", source: "ground" });
  }
  if (settings.borders) {
    sources.borders = { type: "geojson", data: settings.borders };
    layers.push({ id: "borders", type: "line", source: "borders", paint: { "line-color": ink.tekst, "line-width": 1.5, "line-opacity": 0.5, "line-dasharray": [4, 3] } });
  }
  const types = (family) => Object.keys(settings.types).filter((key) => settings.types[key][0] === family);
  layers.push(chosen(ink), ...areas(types, ink), ...lines(types, ink), ...dots(settings.types, ink), ...places(ink));
  if (settings.pins) layers.push(pins());
  return { version: 8, sources, layers };
}

/** The colour of a feature by its type. */
function colourOf(types, ink) {
  const pairs = Object.entries(types).flatMap(([key, [family]]) => [key, ink[family]]);
  return pairs.length ? ["match", ["get", "type"], ...pairs, ink.tekst] : ink.tekst;
}

const oneOf = (types) => ["in", ["get", "type"], ["literal", types]];
const found = { source: "elements", "source-layer": "elements" };
const shape = { ...found, minzoom: SHAPES_FROM };
const isArea = ["==", ["geometry-type"], "Polygon"];
const isLine = ["==", ["geometry-type"], "LineString"];
const isPoint = ["==", ["geometry-type"], "Point"];

function areas(types, ink) {
  const signed = ["water", "bos", "heide", "erf"];
  return [...FAMILIES, "fauna"].flatMap((family) => {
    const filter = ["all", isArea, oneOf(types(family))];
    const paint = signed.includes(family)
      ? { "fill-pattern": `area|${family}` }
      : { "fill-color": ink[family], "fill-opacity": 0.3 };
    const edge = { "line-color": ink[family], "line-width": 3 };
    if (family === "heide") edge["line-dasharray"] = [3, 1.4];
    return [
      { id: `area-${family}`, type: "fill", ...shape, filter, paint },
      { id: `edge-${family}`, type: "line", ...shape, filter, paint: edge },
    ];
  });
}

function lines(types, ink) {
  const hedges = types("lijn").filter((key) => HEDGES.includes(key));
  const woody = types("lijn").filter((key) => !HEDGES.includes(key));
  const line = (id, keys, colour, width, dash, cap = "butt") => ({
    id,
    type: "line",
    ...shape,
    filter: ["all", isLine, oneOf(keys)],
    layout: { "line-cap": cap, "line-join": "round" },
    paint: { "line-color": colour, "line-width": width, ...(dash && { "line-dasharray": dash }) },
  });
  return [
    line("line-halo", [...FAMILIES, "fauna"].flatMap(types), ink.halo, 11, null, "round"),
    line("line-lijn", types("lijn"), ink.lijn, 3, null, "round"),
    line("line-beads", woody, ink.lijn, 9, [0.01, 1.45], "round"),
    line("line-teeth", hedges, ink.lijn, 12, [0.2, 0.67]),
    line("line-boom", types("boom"), ink.boom, 8, [0.01, 1.75], "round"),
    line("line-water", types("water"), ink.water, 4, [3.5, 1.25, 0.75, 1.25]),
    line("line-pad", types("pad"), ink.pad, 5, [2.4, 1.4]),
    ...["bos", "heide", "erf", "fauna"].map((family) => line(`line-${family}`, types(family), ink[family], 5)),
  ];
}

/** The band below the element that was tapped; the filter says which. */
const chosen = (ink) => ({
  id: "chosen",
  type: "line",
  ...shape,
  filter: ["==", ["get", "id"], ""],
  layout: { "line-cap": "round", "line-join": "round" },
  paint: { "line-color": ink["hv-leem-fel"], "line-width": 22, "line-opacity": 0.75 },
});

function dots(types, ink) {
  return [
    {
      id: "dots",
      type: "circle",
      ...found,
      filter: isPoint,
      paint: {
        "circle-color": colourOf(types, ink),
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 6, 2.5, 10, 4.5, 12.9, 6, 13, 4],
        "circle-stroke-color": ink.halo,
        "circle-stroke-width": 1.5,
      },
    },
    { id: "me-zone", type: "fill", source: "me", filter: isArea, paint: { "fill-color": ink["hv-water"], "fill-opacity": 0.2, "fill-outline-color": ink["hv-water"] } },
    {
      id: "me",
      type: "circle",
      source: "me",
      filter: isPoint,
      paint: { "circle-color": ink["hv-water"], "circle-radius": 8, "circle-stroke-color": "#fff", "circle-stroke-width": 3 },
    },
  ];
}

const pins = () => ({
  id: "pins",
  type: "symbol",
  ...found,
  filter: isPoint,
  minzoom: SHAPES_FROM,
  layout: { "icon-image": PIN_NAME, "icon-anchor": "bottom", "icon-padding": 0 },
});

function places(ink) {
  const layer = (id, filter, size, minzoom) => ({
    id,
    type: "symbol",
    source: "places",
    filter,
    minzoom,
    layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": size, "text-max-width": 8, "text-padding": 6 },
    paint: { "text-color": ink.tekst, "text-halo-color": ink.halo, "text-halo-width": 1.8 },
  });
  return [
    layer("places-small", ["!", ["get", "large"]], 14, 10),
    layer("places-large", ["get", "large"], 16, 6),
  ];
}

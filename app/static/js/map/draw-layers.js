// What is being drawn, on the map: line solid, way to the cross dotted, spots white, the last one yellow.
// Below it what helps: one's own track grey, the shape as it was dashed in the colour of text.

const only = (part) => ["==", ["get", "part"], part];
const ROUND = { "line-cap": "round", "line-join": "round" };

/** Names of the sources besides `drawing`, which the style has. */
export const DRAW_SOURCES = ["draw-aids", "draw-way"];

export function drawLayers(ink) {
  const line = (id, part, source, paint, layout = ROUND) => ({ id, type: "line", source, filter: only(part), layout, paint });
  const when = (what, yes, no) => ["case", ["get", what], yes, no];
  return [
    { id: "draw-accuracy", type: "fill", source: "draw-aids", filter: only("accuracy"), paint: { "fill-color": ink["hv-water"], "fill-opacity": 0.2 } },
    line("draw-track-halo", "track", "draw-aids", { "line-color": ink.halo, "line-width": 8 }),
    line("draw-track", "track", "draw-aids", { "line-color": ink.fauna, "line-width": 4, "line-opacity": 0.75 }),
    line("draw-old-halo", "old", "draw-aids", { "line-color": ink.halo, "line-width": 8 }),
    line("draw-old", "old", "draw-aids", { "line-color": ink.tekst, "line-width": 4, "line-dasharray": [2, 1.5] }, { "line-join": "round" }),
    {
      id: "draw-old-spot",
      type: "circle",
      source: "draw-aids",
      filter: only("old-spot"),
      paint: { "circle-radius": 9, "circle-color": ink.halo, "circle-stroke-color": ink.tekst, "circle-stroke-width": 4 },
    },
    { id: "draw-area", type: "fill", source: "drawing", filter: only("area"), paint: { "fill-color": ink.lijn, "fill-opacity": 0.25 } },
    line("draw-halo", "line", "drawing", { "line-color": ink.halo, "line-width": 10 }),
    line("draw-line", "line", "drawing", { "line-color": ink.lijn, "line-width": 6 }),
    line("draw-way", "way", "draw-way", { "line-color": ink.lijn, "line-width": 4, "line-dasharray": [0.1, 2.2] }),
    {
      id: "draw-spots",
      type: "circle",
      source: "drawing",
      filter: only("spot"),
      paint: {
        "circle-radius": when("picked", 11, 7),
        "circle-color": when("last", ink["hv-leem-fel"], ink["hv-vlak"]),
        "circle-stroke-color": when("last", "#1a1f17", ink.lijn),
        "circle-stroke-width": when("picked", 5, 3),
      },
    },
  ];
}

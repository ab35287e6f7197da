// What is being drawn, on the map: line solid, way to the cross dotted, spots white, the last one yellow.

const only = (part) => ["==", ["get", "part"], part];

export function drawLayers(ink) {
  const line = (id, part, paint) => ({
    id,
    type: "line",
    source: "drawing",
    filter: only(part),
    layout: { "line-cap": "round", "line-join": "round" },
    paint,
  });
  const last = (yes, no) => ["case", ["get", "last"], yes, no];
  return [
    { id: "draw-area", type: "fill", source: "drawing", filter: only("area"), paint: { "fill-color": ink.lijn, "fill-opacity": 0.25 } },
    line("draw-halo", "line", { "line-color": ink.halo, "line-width": 10 }),
    line("draw-line", "line", { "line-color": ink.lijn, "line-width": 6 }),
    line("draw-way", "way", { "line-color": ink.lijn, "line-width": 4, "line-dasharray": [0.1, 2.2] }),
    {
      id: "draw-spots",
      type: "circle",
      source: "drawing",
      filter: only("spot"),
      paint: {
        "circle-radius": 7,
        "circle-color": last(ink["hv-leem-fel"], ink["hv-vlak"]),
        "circle-stroke-color": last("#1a1f17", ink.lijn),
        "circle-stroke-width": 3,
      },
    },
  ];
}

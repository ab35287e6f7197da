// One's own elements on the map, those that wait with a dashed line: they are in no tile, and in no cache.

const SOURCE = "own";
const WAITS = ["!=", ["get", "state"], "published"];
const EMPTY = { type: "FeatureCollection", features: [] };

export class OwnElements {
  /** `url` of the GeoJSON, or "" for who did not sign in. */
  constructor(url) {
    Object.assign(this, { url, data: EMPTY, all: false });
  }

  async load() {
    if (!this.url) return;
    const answer = await fetch(this.url).catch(() => null);
    if (!answer?.ok) return;
    this.data = await answer.json();
    this.map?.getSource(SOURCE)?.setData(this.data);
  }

  /** Put the layers on a map, again after each change of its style. */
  add(map, ink) {
    this.map = map;
    if (!this.url || map.getSource(SOURCE)) return;
    map.addSource(SOURCE, { type: "geojson", data: this.data });
    const line = { "line-color": ink.tekst, "line-width": 4, "line-dasharray": [2, 1.5] };
    map.addLayer({ id: "own-lines", type: "line", source: SOURCE, filter: this.#shown(), paint: line });
    map.addLayer({
      id: "own-dots",
      type: "circle",
      source: SOURCE,
      filter: ["all", ["==", ["geometry-type"], "Point"], this.#shown()],
      paint: { "circle-radius": 8, "circle-color": ink.halo, "circle-stroke-color": ink.tekst, "circle-stroke-width": 3 },
    });
    map.addLayer({
      id: "own-words",
      type: "symbol",
      source: SOURCE,
      minzoom: 12,
      filter: this.#shown(),
      layout: { "text-field": ["get", "label"], "text-font": ["Atkinson Hyperlegible Next Variable", "sans-serif"], "text-size": 14, "text-offset": [0, 1.4] },
      paint: { "text-color": ink.tekst, "text-halo-color": ink.halo, "text-halo-width": 2 },
    });
  }

  #shown() {
    return this.all ? ["has", "id"] : WAITS;
  }

  /** Show all of one's own (filter "van mij"), or only what waits. */
  show(all) {
    this.all = all;
    for (const id of ["own-lines", "own-words"]) this.map?.getLayer(id) && this.map.setFilter(id, this.#shown());
    if (this.map?.getLayer("own-dots"))
      this.map.setFilter("own-dots", ["all", ["==", ["geometry-type"], "Point"], this.#shown()]);
  }
}

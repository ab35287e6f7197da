// A map in the colours of the page, with our elements on it; the same for looking and for drawing.
import { readInk, watchInk } from "./ink.js";
import { loadMapLibre } from "./load.js";
import { chosenGround, rememberGround } from "./ground.js";
import { areaSvg, iconDrawing, pinSvg, picture, SHARP, spotSvg } from "./signs.js";
import { mapStyle } from "./style.js";

const DRENTHE = { center: [6.62, 52.88], zoom: 8.6 };

/** Open a map inside `container`; `more` are MapLibre's own options. Raises NoMapError. */
export async function openMap(container, settings, more = {}) {
  const library = await loadMapLibre(settings);
  const known = { ...settings, ground: chosenGround(settings.grounds, settings.usual), tiles: new URL(settings.tiles, location.href).href.replaceAll("%7B", "{").replaceAll("%7D", "}") };
  const map = new library.Map({
    container,
    style: mapStyle(known, readInk()),
    ...DRENTHE,
    minZoom: 6,
    maxZoom: 20,
    attributionControl: false,
    dragRotate: false,
    touchPitch: false,
    pitchWithRotate: false,
    locale: { "Map.Title": settings.title },
    ...more,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.setMissingStyleImageResolver((name) => addPicture(map, known, name));
  const restyle = () => map.setStyle(mapStyle(known, readInk()), { diff: false });
  const stop = watchInk(restyle);
  map.reground = (ground) => {
    known.ground = ground;
    rememberGround(ground);
    restyle();
  };
  map.groundNow = () => known.ground;
  map.once("remove", stop);
  return map;
}

async function addPicture(map, settings, name) {
  const ink = readInk();
  const [kind, key, condition, overdue] = name.split("|");
  let text = kind === "area" ? areaSvg(key, ink) : null;
  if (kind === "pin") {
    const [family, icon] = settings.types[key] ?? ["fauna", "pin"];
    const drawing = await iconDrawing(settings.sprite, icon);
    text = pinSvg({ drawing, colour: ink[family], condition, overdue: Boolean(overdue) }, ink);
  }
  if (kind === "spot") text = spotSvg({ drawing: await iconDrawing(settings.sprite, key) }, ink);
  if (!text) return;
  const image = await picture(text);
  if (!map.hasImage(name)) map.addImage(name, image, { pixelRatio: SHARP });
}

/** Where this phone is: {spot, accuracyM}; rejects when it may not or cannot be told. */
export function whereAmI() {
  return new Promise((resolve, reject) => {
    if (!navigator.geolocation) reject(new Error("no geolocation"));
    else
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => resolve({ spot: [coords.longitude, coords.latitude], accuracyM: coords.accuracy }),
        reject,
        { enableHighAccuracy: true, timeout: 15000, maximumAge: 10000 },
      );
  });
}

const METRES_PER_DEGREE = 111_320;
const CORNERS = 48;

/** Show where this phone is; with `accuracyM` also the circle that it is somewhere inside. */
export function showMe(map, spot, accuracyM = 0) {
  const features = [{ type: "Feature", properties: {}, geometry: { type: "Point", coordinates: spot } }];
  if (accuracyM) features.push({ type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [ring(spot, accuracyM)] } });
  map.getSource("me")?.setData({ type: "FeatureCollection", features });
}

/** A circle of `metres` around a spot, as the closed ring of a polygon. */
function ring([lon, lat], metres) {
  const high = metres / METRES_PER_DEGREE;
  const wide = high / Math.cos((lat * Math.PI) / 180);
  return Array.from({ length: CORNERS + 1 }, (_, corner) => {
    const angle = ((corner % CORNERS) / CORNERS) * 2 * Math.PI;
    return [lon + wide * Math.cos(angle), lat + high * Math.sin(angle)];
  });
}

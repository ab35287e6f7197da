// MapLibre comes only when a map is wanted, once per page, from our own server.

/** The map cannot be shown here: no WebGL, or the files did not come. */
export class NoMapError extends Error {}

let loading;

/** `settings`: addresses of script, worker and style. Raises NoMapError. */
export async function loadMapLibre(settings) {
  if (!document.createElement("canvas").getContext("webgl2")) throw new NoMapError("no WebGL 2");
  loading ??= Promise.all([import(settings.script), styled(settings.style)]).then(([library]) => {
    library.setWorkerUrl(settings.worker);
    return library;
  });
  try {
    return await loading;
  } catch (error) {
    loading = undefined; // so that a second tap may succeed
    throw new NoMapError("not loaded", { cause: error });
  }
}

/** Put MapLibre's own style before ours, which then wins. */
function styled(address) {
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
    link.addEventListener("load", resolve);
    link.addEventListener("error", () => reject(new Error(address)));
    document.head.prepend(link);
  });
}

// What the form around the picker tells it: which shapes the chosen type may have, and where the village lies.

/** Call `geometries(list)` and `centre(spot)` with what is chosen now and at every change; returns how to stop. */
export function followForm(form, { geometries, centre }) {
  const tell = (chosen) => {
    const { geometries: allowed, lon, lat } = chosen?.dataset ?? {};
    if (allowed) geometries(allowed.split(/[\s,]+/).filter(Boolean));
    if (lon && lat) centre([Number(lon), Number(lat)]);
  };
  const changed = ({ target }) => tell(target.matches?.("select") ? target.selectedOptions[0] : target);
  for (const chosen of form?.querySelectorAll(":checked") ?? []) tell(chosen);
  form?.addEventListener("change", changed);
  return () => form?.removeEventListener("change", changed);
}

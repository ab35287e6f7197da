// From the drawing to other ways to tell the place: the fields without a map, and a file.

/** Bind the two buttons of the picker; each is there only when the form has what it leads to. */
export function bindExits(picker, signal) {
  const dialog = picker.part("dialog");
  const form = picker.closest("form");
  const fields = "place-fields :is(summary, input, textarea)";
  picker.part("without").hidden = !form?.querySelector(fields);
  picker.part("file-section").hidden = !form?.elements.track_file;
  const exit = (name, action) => picker.part(name).addEventListener("click", action, { signal });
  exit("without", () => {
    dialog.close();
    picker.dispatchEvent(new CustomEvent("map-missing", { bubbles: true }));
    form.querySelector(fields).focus();
  });
  exit("file", () => {
    const field = form.elements.track_file;
    dialog.close();
    field.closest("details")?.setAttribute("open", "");
    field.focus();
  });
}

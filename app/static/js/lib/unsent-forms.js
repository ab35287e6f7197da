// Whether something on this page was filled in and not handed in.

const isPlain = ({ type }) => type === "hidden" || type === "submit" || type === "button";

function isChanged(control) {
  if (control.type === "checkbox" || control.type === "radio") return control.checked !== control.defaultChecked;
  if (control.type === "file") return control.files.length > 0;
  if (control.options) return [...control.options].some((one) => one.selected !== one.defaultSelected && one.defaultSelected) || isOther(control);
  return control.value !== control.defaultValue;
}

/** A list without a chosen line begins at its first. */
const isOther = ({ options, selectedIndex }) => ![...options].some((one) => one.defaultSelected) && selectedIndex > 0;

/** Tell it of the forms in `root` that change something; photos on the device count too. */
export function hasUnsent(root = document) {
  const forms = [...root.querySelectorAll('form[method="post"]')];
  if (forms.some((form) => [...form.elements].some((one) => "value" in one && !isPlain(one) && isChanged(one)))) return true;
  return [...root.querySelectorAll("capture-form")].some((one) => !one.handedIn && one.draft?.row.photos.length > 0);
}

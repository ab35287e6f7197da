/**
 * The server tells whether the chosen day is a good time for the chosen work. When it does not answer, what stands
 * there is of other work: then the form says that it does not know. `root` holds the form.
 */
export function watchSeason(root) {
  const unknown = root.querySelector('[data-part="season-unknown"]');
  if (!unknown) return; // a form without a season, or a shell: that one knows it by itself
  const tell = (known) => {
    const line = root.querySelector("#seizoen");
    unknown.hidden = known;
    line.hidden = !known;
    if (!known) line.dataset.advice = ""; // nor is anything asked because of it
  };
  const asks = (event) => unknown.parentElement === event.target;
  root.addEventListener("htmx:before:request", (event) => {
    if (!asks(event) || navigator.onLine !== false) return;
    event.preventDefault();
    tell(false);
  });
  for (const name of ["htmx:error", "htmx:response:error"]) root.addEventListener(name, (event) => asks(event) && tell(false));
  root.addEventListener("htmx:after:swap", (event) => asks(event) && tell(true));
}

/**
 * Tells the server, when a form goes out, what time it is by the clock of this device; that clock may be wrong.
 * Before anyone else reads the form, so in the capture phase. Without script the field stays empty.
 */
document.addEventListener(
  "submit",
  (event) => {
    const field = event.target.querySelector('input[name="sent_at"]');
    if (field) field.value = new Date().toISOString();
  },
  { capture: true },
);

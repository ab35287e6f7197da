/** What this browser keeps, or nothing when it forbids that. */
export function storage() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

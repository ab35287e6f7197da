/** SHA-256 of bytes (ArrayBuffer or view) in small hexadecimal letters. Browsers have `subtle` on https only. */
export async function sha256(bytes, subtle = crypto.subtle) {
  const digest = new Uint8Array(await subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

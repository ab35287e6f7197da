import { sha256 } from "../lib/hash.js";

export const MAX_BYTES = 25_000_000;
const LONGEST_PX = 2016;
const QUALITY = 0.8;
const IOS_CANVAS_PX = 16_700_000;

/** A file that cannot become a photo; `code`: empty, large, type, or turn when this browser cannot turn it. */
export class PhotoError extends Error {
  constructor(code) {
    super(code);
    this.name = "PhotoError";
    this.code = code;
  }
}

/**
 * Makes of each chosen file an upright JPEG of at most 2016 px, one at a time, for a phone has memory for one. What
 * cannot be made small goes as it is, and the server makes it fit.
 *
 * `measure(file)` gives {width, height} without decoding, or null; `decode` is createImageBitmap; `canvas(w, h)`
 * makes one with `toBlob`.
 */
export class PhotoMaker {
  constructor({ measure, decode, canvas, newId, hash = sha256 }) {
    Object.assign(this, { measure, decode, canvas, newId, hash, last: Promise.resolve() });
  }

  /** {id, bytes (ArrayBuffer), sha256, type, small: whether it was made small}. Raises PhotoError. */
  shrink(file) {
    return this.#next(() => this.#make(file));
  }

  /** The same photo a quarter clockwise, as a new one. Raises PhotoError. */
  turn(file) {
    return this.#next(async () => {
      const small = await this.#small(file, true).catch(() => null);
      if (!small) throw new PhotoError("turn");
      return this.#make(small, false);
    });
  }

  #next(work) {
    const made = this.last.then(work);
    this.last = made.catch(() => {});
    return made;
  }

  async #make(file, shrinks = true) {
    if (file.size === 0) throw new PhotoError("empty");
    const small = shrinks ? await this.#small(file).catch(() => null) : file;
    if (!small && file.size > MAX_BYTES) throw new PhotoError("large");
    const bytes = await (small ?? file).arrayBuffer();
    const type = small ? "image/jpeg" : typeOf(new Uint8Array(bytes, 0, Math.min(bytes.byteLength, 12)));
    if (!type) throw new PhotoError("type");
    return { id: this.newId(), bytes, sha256: await this.hash(bytes), type, small: Boolean(small) };
  }

  /** A small blob; null when this browser cannot make one of this file. */
  async #small(file, turned = false) {
    const size = await this.measure(file).catch(() => null);
    const bitmap = await this.decode(file, { imageOrientation: "from-image", ...atMost(size) });
    try {
      return isSameShape(bitmap, size) && bitmap.width * bitmap.height <= IOS_CANVAS_PX ? await this.#draw(bitmap, turned) : null;
    } finally {
      bitmap.close();
    }
  }

  async #draw(bitmap, turned) {
    const ratio = Math.min(1, LONGEST_PX / Math.max(bitmap.width, bitmap.height));
    const [width, height] = [Math.round(bitmap.width * ratio), Math.round(bitmap.height * ratio)];
    const canvas = turned ? this.canvas(height, width) : this.canvas(width, height);
    try {
      const brush = canvas.getContext("2d");
      brush.fillStyle = "#fff"; // under what is see-through, which a JPEG cannot be
      brush.fillRect(0, 0, canvas.width, canvas.height);
      brush.imageSmoothingQuality = "high";
      if (turned) brush.setTransform(0, 1, -1, 0, height, 0);
      brush.drawImage(bitmap, 0, 0, width, height);
      if (isBlank(brush, canvas)) return null;
      const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
      return blob?.type === "image/jpeg" && blob.size > 0 ? blob : null;
    } finally {
      canvas.width = 0; // Safari counts the memory of a canvas until then
      canvas.height = 0;
    }
  }
}

/** iOS has no canvas for a photo of 24 or 48 megapixel: let it be made small while it is decoded. */
function atMost(size) {
  if (!size || size.width * size.height <= IOS_CANVAS_PX) return {};
  const side = size.width >= size.height ? "resizeWidth" : "resizeHeight";
  return { [side]: LONGEST_PX, resizeQuality: "high" };
}

/** Some browsers resize before they turn, and then the picture is out of shape. */
function isSameShape({ width, height }, size) {
  return !size || Math.abs(width / height / (size.width / size.height) - 1) < 0.02;
}

/** A canvas that got no memory stays one colour without an error. So may a photo of the night, which then goes whole. */
function isBlank(brush, { width, height }) {
  const colours = new Set();
  for (let row = 1; row <= 5; row += 1) {
    for (let column = 1; column <= 5; column += 1) {
      const at = brush.getImageData(Math.floor((width * column) / 6), Math.floor((height * row) / 6), 1, 1);
      colours.add(at.data.join());
    }
  }
  return colours.size === 1;
}

/** What the first bytes say; the name and type that the phone gives are often missing or wrong. */
export function typeOf(head) {
  const text = String.fromCharCode(...head);
  if (text.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (text.startsWith("\x89PNG\r\n\x1a\n")) return "image/png";
  if (text.startsWith("RIFF") && text.slice(8) === "WEBP") return "image/webp";
  return /^....ftyp(heic|heix|heim|heis|hevc|mif1|msf1)/s.test(text) ? "image/heic" : null;
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { PhotoMaker, typeOf } from "../../../app/static/js/offline/photos.js";
import { sha256 } from "../../../app/static/js/lib/hash.js";

const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, ...Array(20).fill(1)]);
const HEIC = new TextEncoder().encode("\0\0\0\x18ftypheic\0\0\0\0mif1");

/** A browser that decodes and draws; what it did stands in `did`. */
function browser({ size = { width: 4032, height: 3024 }, bitmap, colour = (x, y) => [x, y, 0, 255], fails = {}, blob } = {}) {
  const did = { decoded: [], closed: 0, canvases: [], atOnce: 0, most: 0 };
  const decode = async (_file, options) => {
    if (fails.decode) throw new DOMException("cannot decode", "InvalidStateError");
    did.decoded.push(options);
    did.atOnce += 1;
    did.most = Math.max(did.most, did.atOnce);
    await new Promise((done) => setTimeout(done, 1));
    const scale = options.resizeWidth ? options.resizeWidth / size.width : options.resizeHeight ? options.resizeHeight / size.height : 1;
    const made = bitmap ?? { width: Math.round(size.width * scale), height: Math.round(size.height * scale) };
    const close = () => {
      did.closed += 1;
      did.atOnce -= 1;
    };
    return { ...made, close };
  };
  const canvas = (width, height) => {
    const made = {
      width,
      height,
      getContext: () => ({
        fillRect() {},
        drawImage() {
          if (fails.draw) throw new Error("no memory");
        },
        getImageData: (x, y) => ({ data: Uint8ClampedArray.from(colour(x, y)) }),
      }),
      toBlob: (give, type, quality) => give(blob === undefined ? new Blob([`${type} ${quality} ${made.width}x${made.height}`], { type }) : blob),
    };
    did.canvases.push(made);
    did.drawn = [width, height];
    return made;
  };
  const measure = async () => (fails.measure ? Promise.reject(new Error("no")) : size);
  return { did, maker: new PhotoMaker({ measure, decode, canvas, newId: () => "id" }) };
}

const file = (bytes = JPEG, size) => {
  const made = new Blob([bytes]);
  if (size !== undefined) Object.defineProperty(made, "size", { value: size });
  return made;
};

test("a photo becomes a JPEG of 2016 px at quality 0.8, upright, with the hash of its bytes", async () => {
  const { did, maker } = browser();
  const made = await maker.shrink(file());
  assert.deepEqual(did.drawn, [2016, 1512]);
  assert.equal(new TextDecoder().decode(made.bytes), "image/jpeg 0.8 2016x1512");
  assert.ok(made.bytes instanceof ArrayBuffer);
  assert.equal(made.sha256, await sha256(made.bytes));
  assert.deepEqual([made.id, made.type, made.small], ["id", "image/jpeg", true]);
  assert.equal(did.decoded[0].imageOrientation, "from-image");
});

test("memory is given back: the bitmap is closed and the canvas is 0 × 0, also when drawing fails", async () => {
  for (const fails of [{}, { draw: true }]) {
    const { did, maker } = browser({ fails });
    await maker.shrink(file());
    assert.equal(did.closed, 1);
    assert.deepEqual([did.canvases[0].width, did.canvases[0].height], [0, 0]);
  }
});

test("ten photos are made one at a time, and one that fails does not stop the next", async () => {
  const { did, maker } = browser();
  const ends = await Promise.allSettled([maker.shrink(file(JPEG, 0)), ...Array.from({ length: 9 }, () => maker.shrink(file()))]);
  assert.equal(did.most, 1);
  assert.deepEqual(ends.map((end) => end.status), ["rejected", ...Array(9).fill("fulfilled")]);
});

test("a small photo is not made larger", async () => {
  const { did, maker } = browser({ size: { width: 800, height: 600 } });
  await maker.shrink(file());
  assert.deepEqual(did.drawn, [800, 600]);
});

test("48 megapixel is made small while it is decoded, along its longest side", async () => {
  const wide = browser({ size: { width: 8064, height: 6048 } });
  await wide.maker.shrink(file());
  assert.equal(wide.did.decoded[0].resizeWidth, 2016);
  const tall = browser({ size: { width: 6048, height: 8064 } });
  await tall.maker.shrink(file());
  assert.equal(tall.did.decoded[0].resizeHeight, 2016);
  assert.deepEqual(tall.did.drawn, [1512, 2016]);
});

const ORIGINAL = {
  "a blank canvas, as iOS gives without memory": { colour: () => [0, 0, 0, 0] },
  "a white canvas": { colour: () => [255, 255, 255, 255] },
  "a browser that cannot decode it": { fails: { decode: true } },
  "a browser that turns after resizing": { size: { width: 8064, height: 6048 }, bitmap: { width: 2016, height: 2688 } },
  "a browser that ignores resizing": { size: { width: 8064, height: 6048 }, bitmap: { width: 8064, height: 6048 } },
  "no memory to draw": { fails: { draw: true } },
  "no blob": { blob: null },
  "an empty blob": { blob: new Blob([], { type: "image/jpeg" }) },
  "a blob of another type": { blob: new Blob(["x"], { type: "image/png" }) },
};
for (const [name, world] of Object.entries(ORIGINAL)) {
  test(`${name}: the original goes, and nothing is lost`, async () => {
    const made = await browser(world).maker.shrink(file());
    assert.deepEqual(new Uint8Array(made.bytes), JPEG);
    assert.equal(made.small, false);
  });
}

test("a size that cannot be told is no reason to give up", async () => {
  const { maker } = browser({ fails: { measure: true } });
  assert.equal((await maker.shrink(file())).small, true);
});

test("HEIC that this browser cannot read goes as it is; the server reads it", async () => {
  const made = await browser({ fails: { decode: true } }).maker.shrink(file(HEIC));
  assert.equal(made.type, "image/heic");
});

test("what is no photo, is empty, or is too large and cannot be made small, is told at once", async () => {
  const cannot = browser({ fails: { decode: true } }).maker;
  await assert.rejects(cannot.shrink(file(new TextEncoder().encode("<svg onload=x>"))), { code: "type" });
  await assert.rejects(cannot.shrink(file(new Uint8Array())), { code: "empty" });
  await assert.rejects(cannot.shrink(file(JPEG, 25_000_001)), { code: "large" });
  assert.ok(await cannot.shrink(file(JPEG, 25_000_000)));
  assert.equal((await browser().maker.shrink(file(JPEG, 60_000_000))).small, true);
});

test("the first bytes say what it is", () => {
  const bytes = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  assert.equal(typeOf(bytes("\x89PNG\r\n\x1a\n....")), "image/png");
  assert.equal(typeOf(bytes("RIFF....WEBP")), "image/webp");
  assert.equal(typeOf(bytes("RIFF....WAVE")), null);
  assert.equal(typeOf(bytes("....ftypavif")), null);
  assert.equal(typeOf(bytes("")), null);
});

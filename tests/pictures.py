"""Photos made by code, with marks in them that must never come out again.

Nothing here shows a person or a place. ``CANARIES`` are the texts; a scan of raw bytes looks for them.
"""

import io
import struct
import zlib
from functools import lru_cache

import piexif
import pillow_heif
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

PHONE = (4032, 3024)
MAKER = b"KANARIE-maker"
PROFILE_MARK = "KANARIE-profi".encode("utf-16-be")
CANARIES = (
    *(
        f"KANARIE-{name}".encode()
        for name in ("exif", "maker", "xmp", "comment", "iptc", "thumbnail", "text", "payload")
    ),
    PROFILE_MARK,
)
CORNERS = {"top left": (220, 40, 40), "top right": (40, 160, 60), "bottom left": (40, 70, 200)}


def scene(size: tuple[int, int] = (640, 480)) -> Image.Image:
    """Draw a field of colours that gives away how it is turned: red top left, green right, blue below."""
    width, height = size
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    draw = ImageDraw.Draw(image)
    patch = min(size) // 3
    draw.rectangle((0, 0, patch, patch), CORNERS["top left"])
    draw.rectangle((width - patch, 0, width, patch), CORNERS["top right"])
    draw.rectangle((0, height - patch, patch, height), CORNERS["bottom left"])
    return image


def exif(orientation: int = 1) -> bytes:
    """Say a camera's words: GPS in Assen's market square, maker note, a thumbnail with a mark."""
    small = io.BytesIO()
    scene((160, 120)).save(small, "JPEG", comment=b"KANARIE-thumbnail")
    tags = {
        "0th": {
            piexif.ImageIFD.Make: b"KANARIE-exif",
            piexif.ImageIFD.Orientation: orientation,
            piexif.ImageIFD.Artist: b"KANARIE-exif",
        },
        "Exif": {piexif.ExifIFD.MakerNote: MAKER, piexif.ExifIFD.DateTimeOriginal: b"2026:09:12 10:30:00"},
        "GPS": {
            piexif.GPSIFD.GPSLatitudeRef: b"N",
            piexif.GPSIFD.GPSLatitude: ((52, 1), (59, 1), (4812, 100)),
            piexif.GPSIFD.GPSLongitudeRef: b"E",
            piexif.GPSIFD.GPSLongitude: ((6, 1), (33, 1), (4500, 100)),
        },
        "1st": {piexif.ImageIFD.Compression: 6},
        "thumbnail": small.getvalue(),
    }
    return piexif.dump(tags)


def xmp() -> bytes:
    return (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:title="KANARIE-xmp"/>'
        b"</rdf:RDF></x:xmpmeta>"
    )


def profile(*, red_is_green: bool = False) -> bytes:
    """Return a display's colour profile with a mark in its description.

    With ``red_is_green`` two of its primaries have changed places, so a picture that is converted shows it.
    """
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made = made.replace("sRGB built-in".encode("utf-16-be"), PROFILE_MARK)
    if red_is_green:
        made = made.replace(b"rXYZ", b"----", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"----", b"gXYZ", 1)
    return made


def jpeg(size=PHONE, *, picture=None, **options) -> bytes:
    """A phone's JPEG; with ``marked`` (as it is) every place that can hold a text holds one."""
    return written(picture, **options) if picture else drawn(size, **options)


@lru_cache(maxsize=16)
def drawn(size, **options) -> bytes:
    """Draw it once, however many tests want the same."""
    return written(scene(size), **options)


def written(image, *, orientation: int = 1, marked: bool = True, **options) -> bytes:
    out = io.BytesIO()
    if not marked:
        image.save(out, "JPEG", quality=90, exif=exif(orientation) if orientation > 1 else b"", **options)
        return out.getvalue()
    image.save(
        out,
        "JPEG",
        quality=90,
        exif=exif(orientation),
        comment=b"KANARIE-comment",
        xmp=xmp(),
        icc_profile=profile(),
        **options,
    )
    return _with_iptc(out.getvalue())


@lru_cache(maxsize=32)
def png(size=(1600, 1200), *, mode: str = "RGB") -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "KANARIE-text")
    info.add_itxt("XML:com.adobe.xmp", xmp().decode())
    out = io.BytesIO()
    scene(size).convert(mode).save(out, "PNG", pnginfo=info, exif=exif(1), icc_profile=profile())
    return out.getvalue()


@lru_cache(maxsize=32)
def webp(size=(1600, 1200)) -> bytes:
    out = io.BytesIO()
    scene(size).save(out, "WEBP", exif=exif(1), xmp=xmp(), icc_profile=profile(), method=0)
    return out.getvalue()


@lru_cache(maxsize=32)
def heic(size=(1600, 1200)) -> bytes:
    out = io.BytesIO()
    image = pillow_heif.from_pillow(scene(size))
    image.info["exif"], image.info["xmp"] = exif(6), xmp()
    image.save(out, quality=70)
    return out.getvalue()


@lru_cache(maxsize=32)
def mpo(size=(1600, 1200)) -> bytes:
    """Two pictures in one JPEG, as many phones send."""
    out = io.BytesIO()
    scene(size).save(
        out, "MPO", save_all=True, append_images=[scene((400, 300))], exif=exif(1), comment=b"KANARIE-comment"
    )
    return out.getvalue()


def png_of(width: int, height: int, *, chunks: bytes = b"", data: bytes = b"") -> bytes:
    """Write a PNG by hand: any size, any chunks, whatever data."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunks + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def flat_webp(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height)).save(out, "WEBP", method=0, quality=10)
    return out.getvalue()


def moving_webp(frames: int = 3) -> bytes:
    out = io.BytesIO()
    many = [Image.new("RGB", (16, 16), (n * 80 % 255, 0, 255)) for n in range(frames)]
    many[0].save(out, "WEBP", save_all=True, append_images=many[1:], duration=50, lossless=True)
    return out.getvalue()


def _with_iptc(data: bytes) -> bytes:
    """Put a Photoshop block with an IPTC caption behind the first marker."""
    caption = b"KANARIE-iptc"
    record = b"\x1c\x02\x78" + struct.pack(">H", len(caption)) + caption
    block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record + b"\0" * (len(record) % 2)
    body = b"Photoshop 3.0\0" + block
    return data[:2] + b"\xff\xed" + struct.pack(">H", len(body) + 2) + body + data[2:]

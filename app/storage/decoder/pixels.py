"""Turn the bytes of a photo into new pictures that hold pixels and nothing else."""

import io
import warnings
from typing import NamedTuple

import pi_heif
from PIL import Image, ImageCms

MAX_PIXELS = 60_000_000
MASTER_PX = 2016
DRAFT_PX = 1920
RENDITIONS_PX = (1024, 320)
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
MAX_PROFILE_BYTES = 4_000_000

pi_heif.register_heif_opener()
warnings.simplefilter("error", Image.DecompressionBombWarning)
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
_SRGB = ImageCms.createProfile("sRGB")
_WHITE = (255, 255, 255)
_UPRIGHT = {  # what undoes each EXIF orientation
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_CLOCKWISE = {
    1: Image.Transpose.ROTATE_270,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_90,
}


class Picture(NamedTuple):
    """One encoded picture; sizes in pixels, as it is to be looked at."""

    data: bytes
    width: int
    height: int


def rebuild(data: bytes, quarter_turns: int) -> list[Picture]:
    """Return master (JPEG, longest side at most 2016 px) and renditions (WebP, 1024 and 320 px).

    ``quarter_turns`` are clockwise, on top of what the camera wrote. The pictures are upright, sRGB
    and without any metadata. Raises whatever Pillow raises for a file that it cannot read.
    """
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        _load(image)
        orientation = _orientation(image)
        profile = image.info.get("icc_profile")
        small = _fitted(_flat(_in_srgb(_shrunk(image), profile)), MASTER_PX)
        master = _pure(_turned(small, orientation, quarter_turns))
    return [_encoded(master, "JPEG"), *_renditions(master)]


def _renditions(master: Image.Image) -> list[Picture]:
    found, larger = [], master  # made from pure pixels, so they hold nothing else either
    for longest_px in RENDITIONS_PX:
        larger = _fitted(larger, longest_px)
        found.append(_encoded(larger, "WEBP"))
    return found


def _orientation(image: Image.Image) -> int:
    try:
        found = image.getexif().get(0x0112, 1)
    except Exception:  # noqa: BLE001 (a broken EXIF block says nothing about the pixels)
        return 1
    return found if isinstance(found, int) and found in _UPRIGHT else 1


def _load(image: Image.Image) -> None:
    """Decode, before anything else is asked: a broken PNG that was asked for its EXIF seems whole later."""
    if image.format in {"JPEG", "MPO"}:
        longest = max(image.size)
        width, height = (-(-side * DRAFT_PX // longest) for side in image.size)
        image.draft(None, (width, height))  # 4032 px becomes exactly 2016 while decoding
    image.load()


def _shrunk(image: Image.Image) -> Image.Image:
    """Return a little more than the master needs, never holding two full-size copies."""
    factor = max(image.size) // MASTER_PX
    return _reduced(image, factor) if factor > 1 else image


def _reduced(image: Image.Image, factor: int) -> Image.Image:
    """Reduce in strips: Pillow would copy a whole picture with transparency or a palette."""
    width, height = image.size
    rows = factor * max(1, 2_000_000 // (width * factor))
    parts = []
    for top in range(0, height, rows):
        strip = image.crop((0, top, width, min(top + rows, height)))
        parts.append(_plain(strip).reduce(factor))
    target = Image.new(parts[0].mode, (parts[0].width, sum(part.height for part in parts)))
    top = 0
    for part in parts:
        target.paste(part, (0, top))
        top += part.height
    return target


def _plain(image: Image.Image) -> Image.Image:
    """Give a palette or 16-bit picture channels that can be averaged."""
    if image.mode in {"L", "RGB", "RGBA", "CMYK"}:
        return image
    if "transparency" in image.info or image.mode in {"LA", "La", "RGBa", "PA"}:
        return image.convert("RGBA")
    return image.convert("L" if image.mode in {"1", "I;16", "I;16B", "I", "F"} else "RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert colours out of the sender's profile; an unusable profile is ignored."""
    image = _plain(image)
    if not profile or len(profile) > MAX_PROFILE_BYTES or image.mode not in {"RGB", "CMYK"}:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(source):
            return image
        return ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def _flat(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image if image.mode == "RGB" else image.convert("RGB")
    ground = Image.new("RGB", image.size, _WHITE)
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _turned(image: Image.Image, orientation: int, quarter_turns: int) -> Image.Image:
    for step in (_UPRIGHT.get(orientation), _CLOCKWISE.get(quarter_turns % 4)):
        if step is not None:
            image = image.transpose(step)
    return image


def _fitted(image: Image.Image, longest_px: int) -> Image.Image:
    longest = max(image.size)
    if longest <= longest_px:
        return image
    width, height = (max(1, round(side * longest_px / longest)) for side in image.size)
    return image.resize((width, height), Image.Resampling.BICUBIC)


def _pure(image: Image.Image) -> Image.Image:
    """Paste the pixels on a new picture: what Pillow remembers of the old file stays behind."""
    fresh = Image.new("RGB", image.size)
    fresh.paste(image)
    return fresh


def _encoded(image: Image.Image, kind: str) -> Picture:
    target = io.BytesIO()
    if kind == "JPEG":
        image.save(target, "JPEG", quality=80)
    else:
        image.save(target, "WEBP", quality=78, method=2)
    return Picture(target.getvalue(), image.width, image.height)

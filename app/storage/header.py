"""What a request may know of a photo: its header. Nothing is decoded here."""

import warnings
from pathlib import Path
from typing import Final

import pi_heif
from PIL import Image, UnidentifiedImageError

from app.core.errors import N_, InvalidError, TooLargeError, WrongTypeError

MAX_BYTES: Final = 25_000_000
MAX_PICTURES: Final = 50  # a phone may store a burst or a depth map behind the first picture
FORMATS: Final = ("JPEG", "PNG", "WEBP", "HEIF")  # MPO, as phones send it, comes in through JPEG
_TYPES: Final = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "HEIF": "image/heic",
}
# Decoding holds whole pictures of WebP and HEIC in memory, often twice; JPEG comes in smaller.
_MEGAPIXELS: Final = {"JPEG": 60, "MPO": 60, "PNG": 60, "WEBP": 20, "HEIF": 40}

pi_heif.register_heif_opener()
Image.MAX_IMAGE_PIXELS = 60_000_000
warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # told below, in Dutch


def check_header(path: Path) -> str:
    """Return the type of a photo, such as ``image/jpeg``, as its bytes tell it.

    Raises WrongTypeError (415), TooLargeError (413) or InvalidError (422), each with a sentence.
    """
    if path.stat().st_size == 0:
        raise InvalidError(N_("Dit bestand is leeg. Kies de foto nog een keer."), field="photos")
    refuse_by_first_bytes(path)
    try:
        with Image.open(path, formats=FORMATS) as image:
            return _checked(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels(60) from error
    except UnidentifiedImageError as error:
        raise (_damaged() if _begins_like_a_photo(path) else _wrong_type()) from error
    except (OSError, ValueError, EOFError, RuntimeError, OverflowError) as error:
        raise _damaged() from error


def refuse_by_first_bytes(path: Path) -> None:
    """Name the kinds of file that people take for photos; raises WrongTypeError."""
    with path.open("rb") as source:
        start = source.read(32)
    if start[4:8] == b"ftyp" and start[8:12] in {b"avif", b"avis"}:
        raise WrongTypeError(N_("AVIF kunnen we niet lezen. Bewaar de foto als JPEG."), field="photos")
    if start[:4] in {b"II*\0", b"MM\0*"}:
        raise WrongTypeError(N_("TIFF en RAW kunnen we niet lezen. Bewaar de foto als JPEG."), field="photos")
    if _is_film(start):
        raise WrongTypeError(N_("Dit is een film. Kies een foto."), field="photos")
    if start[:5] == b"%PDF-":
        raise WrongTypeError(N_("Dit is een pdf. Kies een foto."), field="photos")


def _is_film(start: bytes) -> bool:
    movie = start[4:8] == b"ftyp" and start[8:12] in _FILM_BRANDS
    return movie or start[4:8] in {b"moov", b"mdat", b"wide"} or start[:4] == b"\x1aE\xdf\xa3"


_FILM_BRANDS: Final = {
    b"qt  ",
    b"isom",
    b"iso2",
    b"mp41",
    b"mp42",
    b"avc1",
    b"M4V ",
    b"3gp4",
    b"3gp5",
    b"MSNV",
}


def _checked(image: Image.Image) -> str:
    kind = image.format or ""
    if kind not in _TYPES:
        raise _wrong_type()
    width, height = image.size
    if width * height > _MEGAPIXELS[kind] * 1_000_000:
        raise _too_many_pixels(_MEGAPIXELS[kind])
    pictures = getattr(image, "n_frames", 1)
    if kind in {"PNG", "WEBP"} and pictures > 1:
        raise WrongTypeError(N_("Dit plaatje beweegt. Kies een gewone foto."), field="photos")
    if pictures > MAX_PICTURES:
        raise TooLargeError(N_("In dit bestand zitten te veel foto’s. Kies er één."), field="photos")
    return _TYPES[kind]


def _begins_like_a_photo(path: Path) -> bool:
    with path.open("rb") as source:
        start = source.read(12)
    heic = start[4:8] == b"ftyp" and start[8:10] in {b"he", b"mi", b"ms"}
    webp = start[:4] == b"RIFF" and start[8:] == b"WEBP"
    return heic or webp or start.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))


def _damaged() -> InvalidError:
    return InvalidError(N_("Deze foto is beschadigd. Kies een andere, of maak hem opnieuw."), field="photos")


def _wrong_type() -> WrongTypeError:
    return WrongTypeError(
        N_("Dit bestand is geen foto die we kennen. Kies een JPEG, PNG, WebP of HEIC."), field="photos"
    )


def _too_many_pixels(limit: int) -> TooLargeError:
    return TooLargeError(
        N_("Deze foto heeft te veel beeldpunten. Hij mag hoogstens %(limit)s megapixel zijn."),
        field="photos",
        limit=limit,
    )

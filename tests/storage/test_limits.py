"""What is broken, hostile or huge ends in a sentence or in *onleesbaar*, and costs little."""

import io
import zlib

import pytest
from PIL import Image, UnidentifiedImageError

from app.core.errors import InvalidError, TooLargeError, WrongTypeError
from app.storage import header, images, incoming
from tests import pictures
from tests.storage.looking import opened

pytestmark = pytest.mark.once

MEMORY_BYTES = 400 * 1024 * 1024


@pytest.fixture
def received(data_dir, database):
    """Give bytes to the request's half and return what it says."""
    from app.core.ids import new_id

    def receive(data: bytes):
        return incoming.receive(io.BytesIO(data), new_id())

    return receive


def grey(width: int, height: int) -> bytes:
    """A PNG of one colour: huge in pixels, small in bytes."""
    return zlib.compress(b"\0" * ((width + 1) * height), 9)


AT_ONCE = {
    "nothing": (b"", InvalidError, 422),
    "too many pixels": (pictures.png_of(30_000, 30_000, data=b"x"), TooLargeError, 413),
    "just too many pixels": (pictures.png_of(10_000, 6_001, data=b"x"), TooLargeError, 413),
    "too many pixels for its kind": (pictures.flat_webp(5_000, 4_100), TooLargeError, 413),
    "text bomb": (
        pictures.png_of(
            8,
            8,
            chunks=pictures.chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"0" * 80_000_000)),
            data=grey(8, 8),
        ),
        InvalidError,
        422,
    ),
    "moving picture": (pictures.moving_webp(), WrongTypeError, 415),
    "heic cut short": (pictures.heic()[:-3_000], InvalidError, 422),
    "jpeg without a picture": (b"\xff\xd8\xff\xe0\0\x10JFIF\0", InvalidError, 422),
    "too many bytes": (pictures.jpeg((640, 480)) + b"\0" * 25_000_000, TooLargeError, 413),
}


@pytest.mark.P04
@pytest.mark.parametrize("what", AT_ONCE)
def test_what_the_header_shows_is_refused_at_once(what, received, data_dir):
    data, error, status = AT_ONCE[what]
    with pytest.raises(error) as found:
        received(data)
    assert found.value.status == status
    assert str(found.value).endswith("."), "a sentence for people"
    assert not list((data_dir / "incoming").iterdir()), "nothing stays behind"


def cut_short() -> bytes:
    return pictures.jpeg(marked=False)[:40_000]


def many_scans() -> bytes:
    """A progressive JPEG whose last scan comes thousands of times: few bytes, much work."""
    plain = Image.new("RGB", (4032, 3024), (90, 120, 60))
    whole = pictures.jpeg(picture=plain, marked=False, progressive=True)
    scan = whole[whole.rindex(b"\xff\xda") : -2]
    return whole[:-2] + scan * 20_000 + b"\xff\xd9"


def nonsense() -> bytes:
    return pictures.png_of(800, 600, data=b"KANARIE" * 99)


LATER = {
    "cut short": cut_short,
    "many scans": many_scans,
    "nonsense": nonsense,
    "png cut short": lambda: pictures.png()[:-300],
}


@pytest.mark.P04
@pytest.mark.parametrize("what", LATER)
def test_what_only_decoding_shows_is_unreadable_and_costs_little(what, received):
    data = LATER[what]()
    received(data)
    with pytest.raises(images.UnreadableError) as found:
        images.rebuild(data)
    assert found.value.cpu_s < 4
    assert 0 < found.value.peak_bytes < MEMORY_BYTES
    assert opened(images.rebuild(pictures.jpeg((64, 48))).master).size == (64, 48), "the next one is served"


@pytest.mark.P04
def test_a_hundred_kilobytes_that_unpack_to_a_gigabyte_cost_what_the_picture_costs(received):
    pack = zlib.compressobj(9)
    data = b"".join(pack.compress(b"\0" * 10_000_000) for _ in range(100)) + pack.flush()
    assert len(data) < 1_100_000
    sent = pictures.png_of(7_000, 8_000, data=data)
    received(sent)
    made = images.rebuild(sent)
    assert made.cpu_s < 4
    assert made.peak_bytes < MEMORY_BYTES


@pytest.mark.P04
def test_sixty_megapixels_are_read_within_the_limits(received):
    data = pictures.jpeg((8944, 6708), marked=False)
    received(data)
    made = images.rebuild(data)
    assert made.peak_bytes < MEMORY_BYTES
    assert (made.master.width, made.master.height) == (2016, 1512)


def in_pillow(kind: str, **options) -> bytes:
    out = io.BytesIO()
    pictures.scene((64, 48)).save(out, kind, **options)
    return out.getvalue()


NOT_TAKEN = {
    "avif": (lambda: in_pillow("AVIF"), "AVIF"),
    "tiff": (lambda: in_pillow("TIFF"), "TIFF"),
    "gif": (lambda: in_pillow("GIF"), "geen foto"),
    "bmp": (lambda: in_pillow("BMP"), "geen foto"),
    "eps": (lambda: in_pillow("EPS"), "geen foto"),
    "pdf": (lambda: in_pillow("PDF"), "pdf"),
    "ico": (lambda: in_pillow("ICO"), "geen foto"),
    "psd": (lambda: b"8BPS\0\x01" + b"\0" * 60, "geen foto"),
    "fits": (lambda: b"SIMPLE  =                    T" + b" " * 2850, "geen foto"),
    "svg": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "geen foto"),
    "html": (lambda: b"<!doctype html><script>1</script>", "geen foto"),
    "xml": (lambda: b'<?xml version="1.0"?><a/>', "geen foto"),
    "film": (lambda: b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 40, "film"),
    "text": (lambda: b"hallo", "geen foto"),
}


@pytest.mark.P05
@pytest.mark.P07
@pytest.mark.parametrize("kind", NOT_TAKEN)
def test_only_four_kinds_of_photo_get_in(kind, received, data_dir):
    make, word = NOT_TAKEN[kind]
    with pytest.raises(WrongTypeError, match=word) as found:
        received(make())
    assert found.value.status == 415
    assert not list((data_dir / "incoming").iterdir())


@pytest.mark.P05
@pytest.mark.parametrize("kind", sorted(set(NOT_TAKEN) - {"film"}))
def test_no_other_kind_reaches_a_decoder(kind):
    """The child is asked past the request's check, so only its own list of formats stops it."""
    with pytest.raises(images.UnreadableError):
        images.rebuild(NOT_TAKEN[kind][0]())


@pytest.mark.P05
def test_pillow_is_only_asked_for_the_four():
    assert set(header.FORMATS) == {"JPEG", "PNG", "WEBP", "HEIF"}
    with pytest.raises(UnidentifiedImageError):
        Image.open(io.BytesIO(in_pillow("GIF")), formats=header.FORMATS)


@pytest.mark.P05
@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (pictures.jpeg, "image/jpeg"),
        (pictures.mpo, "image/jpeg"),
        (pictures.png, "image/png"),
        (pictures.webp, "image/webp"),
        (pictures.heic, "image/heic"),
    ],
)
def test_the_type_is_what_the_bytes_say(make, kind, received):
    assert received(make()).type == kind


PAYLOADS = {
    "JPEG and HTML": lambda: pictures.jpeg((64, 48)) + b"<script>KANARIE-payload</script>",
    "JPEG and zip": lambda: pictures.jpeg((64, 48)) + b"PK\x03\x04KANARIE-payload",
    "PNG and PHP": lambda: pictures.png_of(
        8, 8, chunks=pictures.chunk(b"tEXt", b"a\0<?php KANARIE-payload ?>"), data=grey(8, 8)
    ),
    "WebP and script": lambda: pictures.webp((64, 48)) + b"/*KANARIE-payload*/",
}


@pytest.mark.P06
@pytest.mark.parametrize("what", PAYLOADS)
def test_what_hides_in_a_photo_does_not_come_out(what):
    made = images.rebuild(PAYLOADS[what]())
    for picture in (made.master, *made.renditions.values()):
        assert b"KANARIE" not in picture.data
        assert b"<script" not in picture.data
        assert b"<?php" not in picture.data

"""What comes out of the decoder holds pixels and nothing else."""

import io
import re
import subprocess

import pillow_heif
import pytest
from PIL import Image, ImageChops, ImageStat

from app.storage import images
from tests import pictures
from tests.pictures import CANARIES, CORNERS
from tests.storage.looking import opened

pytestmark = pytest.mark.once

KINDS = ("jpeg", "png", "webp", "heic", "mpo")
SHOWN = re.compile(rb"Exif|GPS|http://ns.adobe.com|8BIM|ICC_PROFILE|ICCP|XMP |<x:xmpmeta", re.IGNORECASE)


def all_of(made):
    return [made.master, *made.renditions.values()]


@pytest.mark.P01
@pytest.mark.parametrize("kind", KINDS)
def test_no_word_of_the_sender_stays_in_any_picture(kind, tmp_path):
    sent = getattr(pictures, kind)()
    assert any(mark in sent for mark in CANARIES), "the photo has no marks, so the test proves nothing"
    for number, picture in enumerate(all_of(images.rebuild(sent))):
        assert not [mark for mark in CANARIES if mark in picture.data]
        assert not SHOWN.search(picture.data)
        path = tmp_path / f"{number}.bin"
        path.write_bytes(picture.data)
        assert tags_of(path) == set()


def tags_of(path) -> set[str]:
    """Return what exiftool finds beyond the facts of any picture."""
    asked = ["exiftool", "-G1", "-s", "-j", "-a", str(path)]
    answer = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    names = set(re.findall(r'"([^"]+)":', answer)) - {"SourceFile"}
    plain = re.compile(r"(ExifTool|System|File|JFIF|Composite|RIFF):.*")
    named = {name for name in names if "Comment" in name or "ICC" in name}
    return named | {name for name in names if not plain.fullmatch(name)}


@pytest.mark.P03
@pytest.mark.parametrize("orientation", range(1, 9))
def test_each_orientation_gives_the_same_upright_picture(orientation):
    upright = pictures.scene((800, 600))
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = upright.transpose(undo[orientation]) if orientation > 1 else upright
    made = images.rebuild(pictures.jpeg(picture=stored, orientation=orientation))
    for picture in all_of(made):
        assert_scene(opened(picture))
        assert (picture.width, picture.height) == opened(picture).size


def assert_scene(image) -> None:
    """Check the three patches of pictures.scene() against the places where they belong."""
    width, height = image.size
    assert width > height
    places = {
        "top left": (0.1, 0.1),
        "top right": (0.9, 0.1),
        "bottom left": (0.1, 0.9),
    }
    for name, (x, y) in places.items():
        found = image.getpixel((int(x * width), int(y * height)))
        assert max(abs(a - b) for a, b in zip(found, CORNERS[name], strict=True)) < 24, name


@pytest.mark.P03
def test_the_persons_turn_comes_on_top_of_upright():
    made = images.rebuild(pictures.jpeg((800, 600)), turn=90)
    assert (made.master.width, made.master.height) == (600, 800)
    assert opened(made.master).getpixel((540, 80))[0] > 180, "red was top left and is top right now"


@pytest.mark.P03
def test_heic_is_upright_by_its_own_rule_and_not_turned_twice():
    sent = pictures.heic((1600, 1200))
    meant = pillow_heif.open_heif(io.BytesIO(sent)).to_pillow().convert("RGB")
    made = opened(images.rebuild(sent).master)
    assert made.size == meant.size
    assert max(ImageStat.Stat(ImageChops.difference(made, meant)).mean) < 3


@pytest.mark.parametrize("size", [(4032, 3024), (4000, 3000), (900, 3600), (300, 200), (5000, 1)])
def test_a_master_is_at_most_2016_pixels_and_never_larger_than_the_photo(size):
    made = images.rebuild(pictures.jpeg(size, marked=False))
    longest = max(made.master.width, made.master.height)
    assert longest <= min(2016, max(size))
    assert longest >= min(1920, max(size)), "half of 4000 is enough, less is not"
    for wanted, picture in made.renditions.items():
        assert max(picture.width, picture.height) == min(wanted, longest)


@pytest.mark.P01
def test_the_senders_colours_are_brought_to_srgb():
    red = Image.new("RGB", (400, 300), (200, 20, 20))
    sent = pictures.jpeg(picture=red, marked=False, icc_profile=pictures.profile(red_is_green=True))
    found = opened(images.rebuild(sent).master).getpixel((200, 150))
    assert found[1] > found[0] + 80, "its red was another display's green"


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "1", "I;16"])
def test_every_kind_of_png_becomes_a_picture(mode):
    made = images.rebuild(pictures.png((2400, 900), mode=mode))
    assert (made.master.width, made.master.height) == (2016, 756)


@pytest.mark.P02
def test_nobody_but_the_decoder_makes_a_picture_to_store():
    made = images.rebuild(pictures.jpeg((64, 48), marked=False)).master
    with pytest.raises(TypeError):
        images.Rebuilt(made.data, made.type, made.sha256, 64, 48, object())

"""Every page: accessible in light and dark, nothing sideways at 320 px or with letters twice as large."""

import pytest

from tests.browser.addresses import WHO, pages
from tests.browser.conftest import LAPTOP, PHONE, axe
from tests.world import settle

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once("postgis")]
pytestmark += [pytest.mark.timeout(900)]  # whoever walks first opens a hundred pages
EXPECTED = {"niet-gevonden": 404}
SIZES = {"phone": PHONE, "laptop": LAPTOP}
NARROW = {"width": 320, "height": 700}
KEPT = set()  # sizes at which all was well: two tests look at the same walk
TOO_WIDE = """async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide <= 0) return "";
  const limit = document.documentElement.clientWidth;
  const out = (e) => e.getBoundingClientRect().right > limit + 1;
  const who = [...document.querySelectorAll("body *")].filter(out);
  return `${wide} px: ` + who.slice(0, 3).map((e) => e.className || e.tagName).join(", ");
}"""


@pytest.fixture
def world(app, anna, chris):
    return settle(app, anna, chris)


def walk(request, size: str) -> tuple[list[str], list[str]]:
    """Return what axe finds on all pages, and which are too wide on a narrow phone."""
    if size in KEPT:
        return [], []
    world, browser = request.getfixturevalue("world"), request.getfixturevalue("browser")
    wrong, wide = [], []
    for who in WHO:
        page = browser.open(
            token=world.tokens.get(who), color_scheme="light", reduced_motion="reduce", **SIZES[size]
        )
        for name, looker, path in pages(world):
            if looker == who:
                page.set_viewport_size(SIZES[size]["viewport"])
                answer = page.goto(path)
                wrong += [] if answer.status == EXPECTED.get(name, 200) else [f"{name}: {answer.status}"]
                wrong += [f"{name}: {each}" for each in axe(page)]
                page.emulate_media(color_scheme="dark")
                wrong += [f"{name}, dark: {each}" for each in axe(page, "color-contrast")]
                page.emulate_media(color_scheme="light")
                if size == "phone":
                    page.set_viewport_size(NARROW)
                    found = page.evaluate(TOO_WIDE)
                    wide += [f"{name}: {found}"] if found else []
                browser.look(page)
    if not wrong and not wide:
        KEPT.add(size)
    return wrong, wide


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_on_any_page(size, request):
    """In light by all rules; in the dark only colours differ."""
    assert walk(request, size)[0] == []


def test_nothing_scrolls_sideways_at_320_pixels(request):
    assert walk(request, "phone")[1] == []


def test_nothing_scrolls_sideways_with_letters_twice_as_large(world, large_letters):
    found = []
    for who in WHO:
        page = large_letters.open(token=world.tokens.get(who), **PHONE)
        for name, looker, path in pages(world):
            if looker == who:
                page.goto(path)
                wide = page.evaluate(TOO_WIDE)
                found += [f"{name}: {wide}"] if wide else []
    assert found == []

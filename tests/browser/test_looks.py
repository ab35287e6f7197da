"""Every page: accessible in light and dark, nothing sideways at 320 px or with letters twice as large."""

import pytest

from tests.browser.addresses import WHO, pages
from tests.browser.conftest import LAPTOP, PHONE, axe
from tests.world import settle

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once("postgis")]
EXPECTED = {"niet-gevonden": 404}
SIZES = {"phone": PHONE, "laptop": LAPTOP}
TOO_WIDE = """() => {
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


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_on_any_page(size, world, browser):
    """In light by all rules; in the dark only colours differ."""
    found = []
    for who in WHO:
        page = browser.open(
            token=world.tokens.get(who), color_scheme="light", reduced_motion="reduce", **SIZES[size]
        )
        for name, looker, path in pages(world):
            if looker == who:
                answer = page.goto(path)
                found += [] if answer.status == EXPECTED.get(name, 200) else [f"{name}: {answer.status}"]
                found += [f"{name}: {each}" for each in axe(page)]
                page.emulate_media(color_scheme="dark")
                found += [f"{name}, dark: {each}" for each in axe(page, "color-contrast")]
                page.emulate_media(color_scheme="light")
                browser.look(page)
    assert found == []


def sideways(world, browser, size) -> list[str]:
    found = []
    for who in WHO:
        page = browser.open(token=world.tokens.get(who), **size)
        for name, looker, path in pages(world):
            if looker == who:
                page.goto(path)
                wide = page.evaluate(TOO_WIDE)
                found += [f"{name}: {wide}"] if wide else []
    return found


def test_nothing_scrolls_sideways_at_320_pixels(world, browser):
    assert sideways(world, browser, {**PHONE, "viewport": {"width": 320, "height": 700}}) == []


def test_nothing_scrolls_sideways_with_letters_twice_as_large(world, large_letters):
    assert sideways(world, large_letters, PHONE) == []

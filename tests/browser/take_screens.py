"""`make screens` runs this by name; the suite does not collect it."""

import pytest

from tests.browser.addresses import pages
from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.pictures import keep
from tests.world import settle

pytestmark = [pytest.mark.committed, pytest.mark.browser]


@pytest.mark.parametrize("size", [{**PHONE, "device_scale_factor": 1}, LAPTOP], ids=["phone", "laptop"])
def test_take_a_picture_of_every_page(size, app, anna, chris, browser):
    world = settle(app, anna, chris)
    for who in ("", "anna", "chris"):
        page = browser.open(token=world.tokens.get(who), reduced_motion="reduce", **size)
        for name, looker, path in pages(world):
            if looker == who:
                page.goto(path, wait_until="networkidle")
                keep(name, size["viewport"]["width"], page.screenshot())

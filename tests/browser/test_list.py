"""What is near: the address gets the kilometre square only, the browser sorts by true distance."""

import re

import pytest

from tests.browser.conftest import PHONE, axe
from tests.factories.elements import ElementFactory

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once("postgis")]


@pytest.mark.L12
def test_near_me_sorts_by_true_distance_and_tells_the_server_the_square(browser, database):
    for title, lon in (("A ver weg", 6.568), ("B dichtbij", 6.5635)):
        ElementFactory(published=True, title=title, lon=lon)
    page = browser.open(**PHONE)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"longitude": 6.5625, "latitude": 52.9967, "accuracy": 5})
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/elementen")
    page.get_by_role("button", name="Bij mij in de buurt").click()
    page.wait_for_url(re.compile(r"op=dichtbij.*hok=233-557"))
    page.locator("#lijst li").first.get_by_text(re.compile(r"^op \d+ m")).wait_for()
    assert page.locator("#lijst .hv-card__link").all_inner_texts() == ["B dichtbij", "A ver weg"]
    assert not [url for url in asked if "52.9" in url or "6.56" in url]
    assert axe(page) == []
    browser.look(page)

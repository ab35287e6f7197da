"""What lies below the elements: pictures of a server that may be away, one's choice, and borders."""

import socket

import pytest

from app.models import AreaLayer
from tests.browser.conftest import PHONE, Browser, axe
from tests.browser.test_map import NEAR, opened
from tests.factories.areas import ASSEN as ASSEN_AREA
from tests.factories.areas import area_layer
from tests.factories.elements import ElementFactory
from tests.live import Server
from tests.pictures import png

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once]


@pytest.fixture(scope="module")
def dead_host() -> str:
    """An address of this machine at which nobody answers."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    return f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def with_grounds(app, dead_host):
    """The app with a usual background that is away, and a grey one."""
    running = Server(
        app,
        HAARVATEN_TILE_URL=dead_host + "/gewoon/{z}/{x}/{y}.png",
        HAARVATEN_TILE_GREY_URL=dead_host + "/grijs/{z}/{x}/{y}.png",
        HAARVATEN_TILE_ATTRIBUTION="Kaartgegevens © Kadaster",
    )
    running.wait_until_up()
    yield running.url
    running.stop()


@pytest.fixture
def grounds(chromium, with_grounds, database):
    """Browsers on that app; that its pictures do not come is expected, anything else is not."""
    found = Browser(chromium, with_grounds)
    yield found
    found.close()
    assert [one for one in found.wrong if "ERR_CONNECTION_REFUSED" not in one] == []


def test_when_the_background_is_away_the_elements_and_words_are_there(grounds):
    ElementFactory(published=True)
    page = grounds.open(**PHONE)
    page.goto(NEAR)
    page.get_by_text("De ondergrond laadt niet. De elementen staan er wel.").wait_for()
    page.wait_for_function(
        "() => document.querySelector('map-view').map?.queryRenderedFeatures({layers: ['pins']}).length === 1"
    )
    assert page.get_by_text("Kaartgegevens © Kadaster").is_visible()
    grounds.look(page)


def test_another_background_is_chosen_and_remembered(grounds):
    page = grounds.open(**PHONE)
    asked = []

    def picture(route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=png(), content_type="image/png")

    page.route("**/gewoon/**", picture)
    page.route("**/grijs/**", picture)
    opened(page)
    assert asked
    assert all("/gewoon/" in url for url in asked)
    page.get_by_role("button", name="Kies een ondergrond").click()
    assert axe(page) == []
    with page.expect_request("**/grijs/**"):
        page.get_by_text("Grijze kaart").click()
    page.get_by_role("dialog").get_by_role("button", name="Sluiten").click()
    page.wait_for_function("() => document.querySelector('map-view').map.areTilesLoaded()")
    asked.clear()
    page.reload()
    page.locator("map-view[data-ready]").wait_for()
    page.wait_for_function("() => document.querySelector('map-view').map.areTilesLoaded()")
    assert page.evaluate("() => document.querySelector('map-view').map.groundNow()") == "grijs"
    assert any("/grijs/" in url for url in asked)
    page.get_by_role("button", name="Kies een ondergrond").click()
    page.get_by_text("Geen: alleen de elementen").click()
    style = "document.querySelector('map-view').map.getStyle()"  # none while another is being made
    page.wait_for_function(f"() => {style} && !{style}.sources.ground")
    grounds.look(page)


def test_borders_that_were_read_in_are_drawn_on_our_own_ground(browser, database):
    area_layer(AreaLayer.MUNICIPALITIES, ASSEN_AREA)
    page = opened(browser.open(**PHONE), "/kaart#plek=10/53.0/6.56")
    page.wait_for_function(
        "() => document.querySelector('map-view').map.queryRenderedFeatures({layers: ['borders']}).length > 0"
    )
    browser.look(page)

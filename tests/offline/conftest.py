"""The app behind a line that can be cut, and phones that can be killed."""

import pytest

from tests.browser.conftest import Browser
from tests.factories.elements import ElementFactory
from tests.live import Server
from tests.offline.front import Front
from tests.offline.phone import Phone
from tests.world import token_for


@pytest.fixture(scope="session")
def running_front(app):
    """One address before one server, for all tests of this folder."""
    front = Front()
    server = Server(app, HAARVATEN_BASE_URL=front.url)
    server.wait_until_up()
    front.lead_to(server.url)
    front.server_url = server.url
    yield front
    server.stop()
    front.close()


@pytest.fixture
def front(running_front, database):
    """Return the line, as it should be; the test must be marked ``committed``."""
    running_front.through()
    running_front.cuts = 0
    yield running_front
    running_front.through()


@pytest.fixture
def browser(chromium, front):
    """Browsers on the app behind the line; nothing may go wrong in their pages but what the line does."""
    opened = Browser(chromium, front.url)
    opened.offline = True
    yield opened
    opened.close()
    assert opened.wrong == []


@pytest.fixture
def phone(playwright, front, anna, tmp_path):
    """Anna's phone, not yet started."""
    made = Phone(playwright, tmp_path / "profile", front.url, token_for(anna))
    yield made
    made.close()
    assert made.wrong == []


@pytest.fixture
def elements(anna):
    """Three elements that Anna reported."""
    names = ("Houtwal Noord (voorbeeld)", "Poel Brink (voorbeeld)", "Eslaan (voorbeeld)")
    return [ElementFactory(author=anna, published=True, title=name) for name in names]

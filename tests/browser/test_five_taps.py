"""Everyday speed: work on an element that one knows, or that is near, is handed in with five taps."""

import time

import pytest

from app.core.clock import today
from app.extensions import db
from app.models import MaintenanceLog, NestCheck
from tests.browser.conftest import PATIENCE_MS, PHONE, axe
from tests.browser.five_taps import Thumb
from tests.browser.worker import cut, wait_until_known
from tests.browser.worker import phone as phone_with_worker
from tests.factories.elements import ASSEN, ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.world import BANK, token_for

pytestmark = [pytest.mark.browser, pytest.mark.committed, pytest.mark.once("postgis")]
MOST = 5
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


@pytest.fixture
def bank(anna, bram):
    """A bank on which Anna mended the fence with three others; that may be done all year."""
    bank = ElementFactory(
        author=bram, published=True, geometry=BANK, type_key="wooded_bank", title="Houtwal Westeres"
    )
    MaintenanceLogFactory(author=anna, element=bank, activity_key="fence_repair", people=4)
    return bank


@pytest.fixture
def neighbour(bram, bank):
    """A bank near it on which Anna never worked."""
    lon, lat = ASSEN
    return ElementFactory(
        author=bram,
        published=True,
        type_key="wooded_bank",
        title="Wal bij de Brink",
        lon=lon + 0.001,
        lat=lat,
    )


def received(element) -> MaintenanceLog:
    """Wait for the log of today; the phone may still be sending it."""
    until = time.monotonic() + PATIENCE_MS / 1000
    while time.monotonic() < until:
        db.session.rollback()
        log = db.session.query(MaintenanceLog).filter_by(element_id=element.id, done_on=today()).one_or_none()
        if log is not None:
            return log
        time.sleep(0.1)
    raise AssertionError("nothing came")


def facts(log) -> tuple:
    return log.activity_key, log.share, log.people, log.nest_check, log.condition_after


def phone(browser, anna, script, start):
    page = browser.open(token=token_for(anna), java_script_enabled=script, **PHONE)
    page.goto(start)
    thumb = Thumb(page)
    if start == "/":
        thumb.log_work()
    return page, thumb


@SCRIPT
@pytest.mark.parametrize(("start", "taps"), [("/", 4), ("/onderhoud/nieuw", 3)])
def test_what_one_worked_on_before(browser, anna, bank, neighbour, script, start, taps):
    page, thumb = phone(browser, anna, script, start)
    thumb.choose(page.locator("#bekend li", has_text="Houtwal Westeres"))
    thumb.answer_and_hand_in()
    assert facts(received(bank)) == ("fence_repair", 1, 4, NestCheck.NONE_SEEN, None)
    assert thumb.taps == taps <= MOST


@pytest.mark.parametrize(("start", "taps"), [("/", 5), ("/onderhoud/nieuw", 4)])
def test_what_is_near_the_phone(browser, anna, bank, neighbour, start, taps):
    page, thumb = phone(browser, anna, True, start)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"longitude": ASSEN[0], "latitude": ASSEN[1], "accuracy": 5})
    thumb.near_me()
    thumb.choose(page.locator("#lijst li", has_text="Wal bij de Brink"))
    thumb.answer_and_hand_in()
    log = received(neighbour)
    assert (
        log.people,
        log.activity_key in {"fence_repair", "coppicing", "thinning", "bank_restoration"},
    ) == (
        4,
        True,
    )
    assert thumb.taps == taps <= MOST
    browser.look(page)


@SCRIPT
@pytest.mark.parametrize(("start", "taps"), [("/", 4), ("/onderhoud/nieuw", 3)])
def test_what_is_near_what_one_knows(browser, anna, bank, neighbour, script, start, taps):
    page, thumb = phone(browser, anna, script, start)
    thumb.choose(page.locator("#lijst li", has_text="Wal bij de Brink"))
    thumb.answer_and_hand_in()
    assert received(neighbour).people == 4
    assert thumb.taps == taps <= MOST


def test_a_phone_that_does_not_tell_where_it_is_asks_for_a_square(browser, anna, bank, neighbour):
    page, _thumb = phone(browser, anna, True, "/onderhoud/nieuw")
    page.get_by_role("button", name="Bij mij in de buurt").tap()
    page.get_by_text("We weten niet waar je bent").wait_for()
    page.get_by_label("Bij welk kilometerhok?").fill(neighbour.square)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Bij jou in de buurt").wait_for()
    assert axe(page) == []
    browser.look(page)


def test_without_a_line_on_what_this_phone_knows(browser, client, anna, bank):
    page = phone_with_worker(browser, client, anna)
    wait_until_known(page, bank.title)
    cut(browser, page)
    page.goto("/onderhoud/nieuw")
    thumb = Thumb(page)
    thumb.choose(page.locator("offline-work li", has_text="Houtwal Westeres"))
    page.locator("#work-fence_repair:checked").wait_for(state="attached")
    thumb.answer_and_hand_in()
    assert thumb.taps == 3, "from the shortcut"
    browser.look(page)
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    assert facts(received(bank)) == ("fence_repair", 1, 4, NestCheck.NONE_SEEN, None)

"""A houtwal with its photos is registered, work on it is logged, a coordinator approves, everyone sees it."""

import re

import pytest
import shapely
from sqlalchemy import select

from app.extensions import db
from app.models import Consent, Element, MaintenanceLog, Owner, State
from app.spatial.shapes import unwrap
from app.storage.incoming import folder
from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.story import Person, wait_for
from tests.pictures import CANARIES, jpeg
from tests.pictures import PHONE as TWELVE_MEGAPIXELS

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once]


@pytest.fixture
def photos(tmp_path):
    """Four photos of 12 megapixels, taken sideways, with place and camera in them."""
    files = []
    for number in range(4):
        files.append(tmp_path / f"IMG_{number}.jpg")
        files[-1].write_bytes(jpeg(TWELVE_MEGAPIXELS, orientation=6 if number % 2 else 8))
    return files


def fill_in_the_bank(anna: Person, photos) -> None:
    page = anna.page
    page.goto("/elementen/nieuw")
    anna.choose("family", "lijn")
    anna.choose("type_key", "wooded_bank")
    page.locator("#place_id").select_option(label="Assen (Assen)")
    if anna.scripts:
        draw(page)
    else:
        page.get_by_label("Begin, of de plek zelf").fill("52,9961 6,5601")
        page.get_by_label("Eind").fill("52,9969 6,5649")
    anna.add_photos(photos)
    anna.choose("people_ok")
    anna.choose("owner_kind", "unknown")
    anna.choose("condition", "fair")
    page.get_by_role("button", name="Insturen").last.click()
    page.get_by_role("main").get_by_text("Dank je").first.wait_for()


def draw(page) -> None:
    """Tap three points on the map, with a finger; it starts at the chosen village."""
    part = "map-picker [data-part={}]".format
    page.locator(part("open")).click()
    page.wait_for_function("() => document.querySelector('map-picker').map?.getSource('drawing')")
    box = page.locator(part("canvas")).bounding_box()
    for number, (x, y) in enumerate(((0.25, 0.4), (0.5, 0.3), (0.75, 0.35)), start=1):
        page.touchscreen.tap(box["x"] + box["width"] * x, box["y"] + box["height"] * y)
        page.locator(part("count")).get_by_text(str(number), exact=True).wait_for()
        page.wait_for_timeout(400)  # sooner would be a double tap, on which the map zooms in
    page.locator(part("done")).click()


def log_the_work(anna: Person, ident, photos) -> None:
    page = anna.page
    page.goto(f"/elementen/{ident}")
    page.get_by_role("link", name="Werk vastleggen").first.click()
    anna.choose("activity_key", "coppicing")
    anna.choose("share", "1/3")
    page.locator("input[name=people]").fill("3")
    page.locator("input[name=hours]").fill("2")
    anna.choose("nest_check", "none_seen")
    anna.add_photos(photos[:1], moment="before")
    anna.add_photos(photos[1:], moment="after")
    anna.choose("people_ok")
    page.get_by_role("button", name="Insturen").last.click()
    page.get_by_role("main").get_by_text("Dank je").first.wait_for()


def approve(chris: Person, ident) -> None:
    page = chris.page
    page.goto("/controle")
    page.locator(f"a[href*='{ident}']").first.click()
    page.wait_for_url(re.compile(str(ident)))
    pictures = page.locator("main img[src*='/fotos/']")

    def shown() -> bool:
        page.reload()
        return pictures.count() >= 2

    wait_for("photos on the desk", shown)
    page.get_by_role("button", name=re.compile("Goedkeuren")).first.click()
    page.get_by_text(re.compile("goedgekeurd", re.IGNORECASE)).first.wait_for()


def one(model):
    db.session.rollback()
    return db.session.scalars(select(model)).one()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_story(scripts, app, town, post, photos, chris):
    anna = Person(town, post, "anna.nieuw@example.nl", java_script_enabled=scripts, **PHONE)
    desk = Person(town, post, chris.email, java_script_enabled=scripts, **LAPTOP)
    visitor = town.open(java_script_enabled=scripts, **PHONE)

    anna.sign_in(name="Anna Nieuw Voorbeeld")
    fill_in_the_bank(anna, photos[:2])
    bank = one(Element)
    assert (bank.state, bank.type_key, bank.owner_kind, bank.consent) == (
        State.PENDING, "wooded_bank", Owner.UNKNOWN, Consent.UNKNOWN,
    )  # fmt: skip
    assert isinstance(unwrap(bank.shape), shapely.LineString)
    assert visitor.goto(f"/elementen/{bank.id}").status == 404

    desk.sign_in()
    approve(desk, bank.id)
    log_the_work(anna, bank.id, photos[2:])
    log = one(MaintenanceLog)
    assert (log.share_num, log.share_den, log.people, log.minutes_each) == (1, 3, 3, 120)
    approve(desk, log.id)

    wait_for("mails of both decisions", lambda: len([m for m in anna.mails() if "goedgekeurd" in m]) == 2)
    visitor.goto(f"/elementen/{bank.id}")
    assert visitor.get_by_text("Afzetten").first.is_visible()
    assert visitor.locator("main img[src*='/fotos/']").count() >= 2
    visitor.goto("/elementen")
    assert visitor.locator(f"a[href*='{bank.id}']").count() >= 1
    nothing_of_the_senders_is_kept(app)


def nothing_of_the_senders_is_kept(app) -> None:
    """After the jobs ran: nothing waits in incoming/, and no stored byte tells of camera or place."""
    with app.app_context():
        wait_for("empty incoming", lambda: not [each for each in folder().rglob("*") if each.is_file()])
        stored = [each for each in (folder().parent / "files").rglob("*") if each.is_file()]
    assert stored
    marks = (*CANARIES, b"Exif", b"http://ns.adobe.com", b"ICC_PROFILE", b"Photoshop")
    assert [each.name for each in stored if any(mark in each.read_bytes() for mark in marks)] == []

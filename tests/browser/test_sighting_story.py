"""A buzzard's nest with a photo, with or without a line: the desk names it; all others know is a square."""

import re

import pytest
from dwca.read import DwCAReader
from playwright.sync_api import expect

from app.core.clock import today
from app.extensions import db
from app.models import Sighting, State
from app.spatial.blur import grid_cell
from tests.browser.capture import THANKS, add_photo, submit
from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.story import wait_for
from tests.browser.test_desk_story import TWICE_MS
from tests.browser.test_story import one
from tests.browser.worker import cut, phone
from tests.world import token_for

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once("postgis")]
LON, LAT = 6.563217, 52.996743  # near Assen, with digits that nothing else has
TERMS = "http://rs.tdwg.org/dwc/terms/"


def fill_in(page) -> None:
    page.goto("/waarnemingen/nieuw")
    add_photo(page, "nest.jpg")
    page.locator("label[for=people_ok]").click()
    page.locator("#species").fill("Buizerd")
    page.locator("#behaviour").select_option("nest")
    expect(page.get_by_text("plek vervaagd tot 1 km", exact=False).first).to_be_visible()
    page.locator("[data-part=ways]").evaluate("one => { one.open = true }")
    page.locator("#begin").fill(f"{LAT} {LON}")
    page.locator("#begin").press("Tab")


def approve(desk, sighting: Sighting) -> None:
    desk.goto("/controle")
    desk.locator(f"a[href*='{sighting.id}']").first.click()
    desk.wait_for_url(re.compile(str(sighting.id)))
    wait_for("photo on the desk", lambda: desk.reload() and desk.locator("main img[src*='/fotos/']").count())
    desk.locator("#naam-besluit").get_by_text("Zeker", exact=True).click()
    desk.wait_for_timeout(TWICE_MS)
    desk.get_by_role("button", name=re.compile("Goedkeuren")).first.click()
    wait_for("decision", lambda: one(Sighting).state == State.PUBLISHED)


def fetch(page, folder):
    """Ask for the file, wait until it is made, and keep it."""
    page.goto("/downloads")
    page.locator("label[for^=kind]").filter(has_text="Darwin Core").click()
    page.get_by_role("button", name="Maak het bestand").click()
    link = page.get_by_role("link", name=re.compile("^Ophalen"))
    link.wait_for()
    with page.expect_download() as asked:
        link.click()
    asked.value.save_as(folder / "waarnemingen.zip")
    return folder / "waarnemingen.zip"


@pytest.mark.L03
@pytest.mark.parametrize(
    ("device", "line"),
    [(PHONE, True), (LAPTOP, True), (PHONE, False)],
    ids=["phone", "laptop", "phone without a line"],
)
def test_a_nest_is_handed_in_named_and_shown_as_a_square_on_the_page_and_in_the_file(
    device, line, town, client, anna, chris, tmp_path
):
    mine = phone(town, client, anna, **device)
    if not line:
        cut(town, mine)
    fill_in(mine)
    submit(mine).click()
    if line:
        mine.wait_for_url(THANKS)
    else:
        mine.wait_for_url("**/versturen")
        mine.context.set_offline(False)
        mine.evaluate("dispatchEvent(new Event('online'))")
        mine.locator("[data-group=done] li").first.wait_for()
    sighting = one(Sighting)
    assert (sighting.state, sighting.claimed_key, len(sighting.photos)) == (State.PENDING, "buteo-buteo", 1)

    approve(town.open(token=token_for(chris), **LAPTOP), sighting)

    cell = grid_cell(LON, LAT, size_m=1000)
    visitor = town.open(**device)
    visitor.goto(f"/waarnemingen/{sighting.id}")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Buizerd")
    expect(visitor.get_by_text("Plek vervaagd tot 1 km")).to_be_visible()
    assert cell.name in visitor.locator("main").inner_text()
    assert not re.search(r"52[.,]996|6[.,]563", visitor.content())

    db.session.rollback()
    with DwCAReader(fetch(mine, tmp_path)) as archive:
        (row,) = [each.data for each in archive.rows]
    told = {
        name: row[TERMS + name] for name in ("scientificName", "eventDate", "coordinateUncertaintyInMeters")
    }
    assert told == {
        "scientificName": "Buteo buteo",
        "eventDate": f"{today():%Y-%m}",
        "coordinateUncertaintyInMeters": "707",
    }
    where = (float(row[TERMS + "decimalLongitude"]), float(row[TERMS + "decimalLatitude"]))
    assert where == pytest.approx(cell.centre, abs=1e-5)

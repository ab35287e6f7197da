"""The forms to hand in something new keep what is filled in on the device, and hand in through the outbox."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from app.extensions import db
from app.models import Element, MaintenanceLog, Photo, PresenceCheck
from app.spatial.shapes import unwrap
from tests.browser.capture import (
    PICTURE,
    THANKS,
    add_photo,
    fill_in_work,
    in_store,
    photo_rows,
    submit,
    wait_until_kept,
    wait_until_saved,
    work_form,
)
from tests.browser.conftest import LAPTOP, PHONE, axe
from tests.browser.story import wait_for
from tests.browser.worker import cut
from tests.factories.elements import ElementFactory
from tests.world import token_for

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once("postgis")]
NEST = "Zeg of je op nesten hebt gelet. Dat vragen we altijd."
FULL = """
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (...given) {
  if (this.name === "items" && window.diskIsFull) throw new DOMException("full", "QuotaExceededError");
  return put.apply(this, given);
};
"""


@pytest.fixture
def wall(bram):
    return ElementFactory(author=bram, published=True, title="Houtwal De Es (voorbeeld)")


@pytest.fixture
def page(browser, anna):
    return browser.open(token=token_for(anna), **PHONE)


def count(model) -> int:
    db.session.rollback()  # another process wrote it
    return db.session.scalar(select(func.count()).select_from(model))


def test_work_goes_through_the_outbox_with_its_photos_and_the_page_says_thanks(page, wall, browser):
    asked = []
    page.on("request", lambda request: asked.append((request.method, request.url)))
    work_form(page, wall)
    add_photo(page, "voor.jpg", moment="before", words="De wal voor het werk")
    add_photo(page, "na.jpg", moment="after")
    assert [one for one in asked if one[0] != "GET"] == [], "no photo leaves before handing in"
    fill_in_work(page)
    submit(page).click()
    page.wait_for_url(THANKS)
    assert count(Photo) == 2
    log = db.session.scalars(select(MaintenanceLog)).one()
    assert [(one.moment, one.alt) for one in log.photos] == [
        ("before", "De wal voor het werk"),
        ("after", ""),
    ]
    assert {method for method, url in asked if "/api/v1/submissions" in url} == {"PUT"}
    assert in_store(page, "photos") == in_store(page, "drafts") == []
    page.go_back()
    expect(page.locator("capture-form")).to_be_visible()
    assert photo_rows(page).count() == 0, "going back shows an empty form"
    browser.look(page)


def test_without_a_line_it_waits_on_the_device_and_arrives_with_the_same_bytes(page, wall, browser):
    work_form(page, wall)
    add_photo(page, "na.jpg", moment="after")
    fill_in_work(page, notes="Achter op de es")
    cut(browser, page)
    submit(page).click()
    wait_until_saved(page)
    (item,), (photo,) = in_store(page, "items"), in_store(page, "photos")
    assert (item["state"], item["fields"]["notes"]) == ("waiting", "Achter op de es")
    assert photo["hash"] == photo["sha256"] == item["manifest"][0]["sha256"]
    assert in_store(page, "drafts") == []
    assert count(MaintenanceLog) == 0
    page.context.set_offline(False)
    wait_for("the receipt", lambda: in_store(page, "items")[0]["state"] == "received")
    db.session.rollback()
    log = db.session.scalars(select(MaintenanceLog)).one()
    assert (str(log.id), log.notes) == (item["id"], "Achter op de es")
    assert [one.sent_sha256 for one in log.photos] == [photo["hash"]]


def test_a_double_tap_and_the_enter_key_make_one_thing(browser, anna, wall):
    page = browser.open(token=token_for(anna), **LAPTOP)
    work_form(page, wall)
    fill_in_work(page)
    page.evaluate(
        "() => { const one = document.querySelector('.hv-save-bar button'); one.click(); one.click(); }"
    )
    page.locator("input[name=people]").press("Enter")
    page.wait_for_url(THANKS)
    assert count(MaintenanceLog) == 1
    assert len(in_store(page, "items")) == 1


def test_what_the_server_finds_wrong_stands_beside_the_field_and_nothing_is_lost(page, wall, browser):
    work_form(page, wall)
    add_photo(page, "na.jpg", moment="after", words="De wal")
    submit(page).click()
    page.locator("#error-summary").wait_for()
    assert page.evaluate("() => document.activeElement.id") == "error-summary"
    expect(page.locator("#nest_check-error")).to_have_text(NEST)
    expect(page.locator("#people_ok-error")).to_be_visible()
    page.locator("#error-summary a", has_text="nesten").click()
    assert page.evaluate("() => location.hash") == "#nest_check"
    assert axe(page) == []
    page.reload()
    expect(photo_rows(page)).to_have_count(1)
    expect(page.locator("#nest_check-error")).to_have_text(NEST)
    expect(page.get_by_label("Wat zie je op foto 1?")).to_have_value("De wal")
    fill_in_work(page)
    submit(page).click()
    page.wait_for_url(THANKS)
    assert count(MaintenanceLog) == 1
    browser.look(page)


def test_without_a_line_what_must_be_there_is_asked_at_once(page, wall, browser):
    work_form(page, wall)
    fill_in_work(page, notes="Klaar")
    page.evaluate("() => { document.querySelector('[name=nest_check]:checked').checked = false; }")
    cut(browser, page)
    submit(page).click()
    expect(page.locator("#nest_check-error")).to_have_text(NEST)
    assert in_store(page, "items") == []


def test_on_a_full_disk_nothing_is_called_saved_and_the_text_stays(browser, anna, wall):
    page = browser.open(token=token_for(anna), **PHONE)
    page.add_init_script(FULL)
    work_form(page, wall)
    fill_in_work(page, notes="Alles klaar")
    page.evaluate("() => { window.diskIsFull = true; }")
    submit(page).click()
    expect(page.locator("[data-part=trouble]")).to_contain_text("Je toestel is vol")
    expect(submit(page)).to_have_text("Insturen")
    expect(page.locator("[data-part=saved]")).to_be_hidden()
    expect(page.locator("textarea[name=notes]")).to_have_value("Alles klaar")
    assert in_store(page, "items") == []
    assert axe(page) == []
    page.get_by_role("button", name="Nu insturen, zonder opslaan").click()
    page.wait_for_url(THANKS)
    assert count(MaintenanceLog) == 1
    assert db.session.scalars(select(MaintenanceLog.notes)).one() == "Alles klaar"


def test_where_nothing_can_be_kept_the_plain_form_works_as_ever(browser, anna, wall):
    page = browser.open(token=token_for(anna), **PHONE)
    page.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined })")
    work_form(page, wall)
    sent = {"name": "na.jpg", "mimeType": "image/jpeg", "buffer": PICTURE}
    field = page.locator("[data-moment=after] input[type=file]:not([capture])")
    field.set_input_files(sent)
    expect(page.locator("[data-photo]")).to_contain_text("Ontvangen")
    fill_in_work(page)
    submit(page).click()
    page.wait_for_url(THANKS)
    assert count(MaintenanceLog) == count(Photo) == 1
    browser.look(page)


def test_what_one_saw_is_handed_in_the_same_way(page, wall, browser):
    page.goto(f"/elementen/{wall.id}/staat-er-nog")
    page.locator("label[for=seen-0]").click()
    add_photo(page, "nu.jpg")
    page.locator("label[for=people_ok]").click()
    submit(page).click()
    page.wait_for_url(THANKS)
    assert count(PresenceCheck) == 1
    check = db.session.scalars(select(PresenceCheck)).one()
    assert (check.element_id, len(check.photos)) == (wall.id, 1)
    assert [one["kind"] for one in in_store(page, "items")] == ["presence_check"]


def test_the_phone_s_own_place_goes_along_with_its_accuracy_and_its_time(browser, anna):
    here = {"longitude": 6.5625, "latitude": 52.9967, "accuracy": 8}
    page = browser.open(token=token_for(anna), permissions=["geolocation"], geolocation=here, **PHONE)
    page.goto("/elementen/nieuw")
    page.locator("label[for=family-water]").click()
    page.locator("label[for^=type-pond]").first.click()
    page.get_by_role("button", name="Waar ik nu ben").tap()
    page.get_by_text("op 8 meter nauwkeurig").wait_for()
    page.locator("input[name=name]").fill("Poel Noord")
    wait_until_kept(page, "Poel Noord")
    (draft,) = in_store(page, "drafts")
    assert draft["fields"]["here"] == "6.562500 52.996700 8"
    assert (draft["label"], draft["placed"]["accuracy"]) == ("Poel Noord", "8")
    assert 0 <= draft["at"] - draft["placed"]["at"] < 600_000
    page.reload()
    expect(page.locator("input[name=here]")).to_have_value("6.562500 52.996700 8")
    expect(page.get_by_role("button", name="Mijn plek weghalen")).to_be_visible()
    assert "52." not in page.url
    page.locator("#place_id").select_option(label="Assen (Assen)")
    submit(page).click()
    page.wait_for_url(THANKS)
    assert count(Element) == 1
    middle = unwrap(db.session.scalars(select(Element)).one().shape).centroid
    assert (round(middle.x, 4), round(middle.y, 4)) == (6.5625, 52.9967)

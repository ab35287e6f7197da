"""The copy that people keep: from the device to a file, and from the file to us."""

import json
import zipfile

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.extensions import db
from app.models import MaintenanceLog, Photo
from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.outbox import HOLD, seed, stored, thing
from tests.factories.elements import ElementFactory
from tests.forms.filled import log_form
from tests.world import token_for

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once("postgis")]


@pytest.mark.O11
def test_a_copy_of_the_phone_goes_in_by_another_computer_and_the_phone_sees_it(browser, anna, tmp_path):
    element = ElementFactory(author=anna, published=True)
    token = token_for(anna)
    phone = browser.open(token=token, **PHONE)
    phone.context.add_init_script(HOLD)
    phone.goto("/versturen")
    fields = {name: text for name, text in log_form().items() if name != "id"} | {"people_ok": "y"}
    work = thing("Heg Schoolpad", about=str(element.id), fields=fields, photos=2)
    (ident,) = seed(phone, anna.id, [work])
    with phone.expect_download() as waiting:
        phone.get_by_role("button", name="Kopie bewaren").click()
    copy = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(copy)
    expect(phone.locator("outbox-list [data-part=notice]")).to_have_text("De kopie staat bij je downloads.")
    with zipfile.ZipFile(copy) as opened:
        listed = json.loads(opened.read("haarvaten.json"))
        assert "kopie" in opened.read("lees-mij.txt").decode()
    assert copy.name.startswith("haarvaten-") and [one["id"] for one in listed["items"]] == [ident]

    home = browser.open(token=token_for(anna), **LAPTOP)
    for word in ("Ontvangen", "Hadden wij al"):
        home.goto("/versturen")
        home.get_by_role("link", name="Kopie insturen").click()
        home.get_by_label("Welk bestand?").set_input_files(copy)
        home.get_by_role("button", name="Kopie insturen").click()
        expect(home.locator("main .hv-badge")).to_have_text(word)
    db.session.rollback()
    (log,) = db.session.scalars(select(MaintenanceLog))
    photos = {str(each.id): each.sent_sha256 for each in db.session.scalars(select(Photo))}
    assert str(log.id) == ident
    assert photos == {one["id"]: one["sha256"] for one in listed["items"][0]["photos"]}

    phone.evaluate("() => window.letGo()")  # the phone has signal again
    phone.get_by_role("button", name="Nu versturen").click()
    expect(phone.locator("outbox-list li .hv-badge")).to_have_text("Ontvangen")
    assert [one["state"] for one in stored(phone)] == ["received"]
    db.session.rollback()
    assert len(db.session.scalars(select(MaintenanceLog)).all()) == 1
    for page in (phone, home):
        browser.look(page)

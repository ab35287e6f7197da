"""L13: who saw it keeps the true place, on the device and on their own page, whatever others are shown."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import Sighting
from tests.browser.capture import THANKS, in_store, submit, wait_until_saved
from tests.browser.conftest import PHONE
from tests.browser.outbox import HOLD
from tests.world import token_for

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once("postgis"), pytest.mark.L13]
BEGIN = "52.996743 6.563217"
FINE = ("52.9967", "6.5632")


def fill_in(page) -> None:
    page.goto("/waarnemingen/nieuw")
    page.locator("[name=species]").fill("Steenuil")
    page.locator('[data-part="ways"] > summary').click()
    page.locator("[name=begin]").fill(BEGIN)
    page.locator("[name=begin]").blur()
    page.locator("[name=seen_on]").fill("2026-05-17")


def test_what_was_handed_in_stands_on_the_device_with_its_own_place(browser, anna):
    page = browser.open(token=token_for(anna), **PHONE)
    fill_in(page)
    submit(page).click()
    page.wait_for_url(THANKS)
    db.session.rollback()  # another process wrote it
    one = db.session.scalars(select(Sighting)).one()
    assert (one.blur_km, one.square) == (1, "233-557")
    (item,) = in_store(page, "items")
    assert item["state"] == "received" and BEGIN in str(item["fields"])
    page.goto("/versturen")  # the device asks what it may keep
    page.goto(f"/waarnemingen/{one.id}")
    assert page.get_by_role("heading", name="De precieze plek").is_visible()
    assert BEGIN in str(in_store(page, "items")[0]["fields"])
    assert not any(fine in str(in_store(page, "known")) for fine in FINE)
    page.goto(f"/waarnemingen/{one.id}/verbeteren")
    form = page.locator("form[action$=verbeteren]").evaluate("(form) => [...new FormData(form)].join(' ')")
    assert all(fine in form for fine in FINE), "the form to change it starts from the true place"


def test_what_waits_keeps_its_own_place_until_it_is_sent(browser, anna):
    page = browser.open(token=token_for(anna), **PHONE)
    page.context.add_init_script(HOLD)
    fill_in(page)
    submit(page).click()
    wait_until_saved(page)
    (item,) = in_store(page, "items")
    assert item["state"] == "waiting" and BEGIN in str(item["fields"])

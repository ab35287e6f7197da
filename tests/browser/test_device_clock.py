"""A device whose clock is years ahead hands in work; the desk sees it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import MaintenanceLog
from tests.browser.conftest import LAPTOP, PHONE
from tests.factories.elements import ElementFactory
from tests.world import token_for

pytestmark = [pytest.mark.browser, pytest.mark.committed, pytest.mark.D13, pytest.mark.once("postgis")]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_clock_three_years_ahead_is_seen_at_the_desk(browser, anna, bram, chris, script):
    poel = ElementFactory(author=bram, published=True, title="Poel Brinkveld (voorbeeld)")
    phone = browser.open(token=token_for(anna), java_script_enabled=script, **PHONE)
    ahead = datetime.now(UTC) + timedelta(days=3 * 365.25)
    if script:
        phone.clock.set_fixed_time(ahead)
    phone.goto(f"/onderhoud/nieuw?element={poel.id}&werk=pond_clearing")
    phone.get_by_text("De helft").click()
    phone.get_by_text("Gekeken, geen nest gezien").click()
    phone.get_by_role("button", name="Insturen").last.click()
    phone.wait_for_url(re.compile(r"/account/inzendingen\?nieuw="))
    db.session.rollback()  # another process wrote it
    log = db.session.scalars(select(MaintenanceLog)).one()
    assert (log.device_time is not None) == script
    if script:
        assert abs(log.device_time - ahead) < timedelta(seconds=1)
    desk = browser.open(token=token_for(chris), **LAPTOP)
    desk.goto(f"/controle/{log.id}")
    desk.get_by_role("heading", name="Poel Brinkveld (voorbeeld)").first.wait_for()
    remark = desk.get_by_text("Ingestuurd met een klok die ongeveer 3 jaar voorliep")
    assert remark.is_visible() == script
    browser.look(desk)

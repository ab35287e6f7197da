"""A morning behind the last houtwal: no line, a killed browser, then a line that breaks every 3 seconds."""

import pytest
from playwright.sync_api import expect

from tests.browser.capture import add_photo, fill_in_work, submit
from tests.browser.worker import wait_until_known
from tests.offline.checking import noise, on_the_server, saved_on, wait_until_received

pytestmark = [pytest.mark.committed, pytest.mark.browser]
SAVED = "Opgeslagen op dit toestel"


def log_work(page, element, *, photos: int) -> None:
    page.goto(f"/onderhoud/nieuw?element={element.id}")
    expect(page.get_by_role("heading", level=1)).to_have_text(element.title)
    for number in range(photos):
        add_photo(page, f"{number}.jpg", moment=("before", "after")[number], data=noise())
    fill_in_work(page, notes=f"Aan {element.title}")
    submit(page).click()
    page.wait_for_url("/versturen")
    expect(page.locator("outbox-list li").filter(has_text=element.title)).to_contain_text(SAVED)


@pytest.mark.O01
@pytest.mark.O04
def test_work_on_three_elements_arrives_once_through_a_killed_browser_and_a_bad_line(phone, front, elements):
    page = phone.ready()
    for element in elements:
        wait_until_known(page, element.title)
    front.cut()
    for element in elements:
        log_work(page, element, photos=2)
    kept = saved_on(page)
    assert [len(hashes) for hashes in kept.values()] == [2, 2, 2]
    phone.kill()
    assert on_the_server() == {}

    page = phone.start()
    page.goto("/versturen")
    expect(page.locator("outbox-list li").get_by_text(SAVED, exact=True)).to_have_count(3)
    assert saved_on(page) == kept
    front.flap(every_s=3, bytes_per_s=250_000)
    wait_until_received(page, 3)
    assert on_the_server() == kept
    assert front.cuts > 0, "the line never broke while something was sent"
    for element in elements:
        card = page.locator("[data-group=done] li").filter(has_text=element.title)
        expect(card.locator(".hv-badge")).to_have_text("Ontvangen")

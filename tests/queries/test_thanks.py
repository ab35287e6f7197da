"""With how many people something was done."""

import datetime as dt

import pytest

from app.queries.thanks import count_helpers
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.personas import sign_in

DAY = dt.date(2026, 9, 12)


@pytest.fixture
def poel(anna):
    return ElementFactory(author=anna, published=True)


def test_others_are_who_came_along_or_who_logged_the_same_within_a_year(anna, bram, chris, poel):
    work = {"element": poel, "published": True}
    mine = MaintenanceLogFactory(author=anna, people=1, done_on=DAY, **work)
    MaintenanceLogFactory(author=anna, done_on=DAY, **work)  # oneself again
    MaintenanceLogFactory(author=bram, done_on=DAY - dt.timedelta(days=365), **work)
    MaintenanceLogFactory(author=bram, done_on=DAY, **work)  # twice is one person
    MaintenanceLogFactory(author=chris, done_on=DAY - dt.timedelta(days=366), **work)
    MaintenanceLogFactory(author=chris, activity_key="survey", done_on=DAY, **work)
    MaintenanceLogFactory(author=chris, element=poel, done_on=DAY)  # waits
    assert count_helpers([mine]) == {mine.id: 1}
    mine.people = 5
    assert count_helpers([mine]) == {mine.id: 4}


def test_an_element_counts_whoever_else_worked_on_it(anna, bram, chris, poel):
    for person in (anna, bram, bram, chris):
        MaintenanceLogFactory(author=person, element=poel, published=True)
    MaintenanceLogFactory(author=bram, published=True)
    assert count_helpers([poel, ElementFactory(author=anna)]) == {poel.id: 2}


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        (1, "Dankzij jou is hier de poel geschoond."),
        (2, "Dankzij jou en nog iemand is hier de poel geschoond."),
        (4, "Dankzij jou en 3 anderen is hier de poel geschoond."),
    ],
)
def test_thanks_name_what_was_done_and_nobody_else(client, anna, bram, poel, people, sentence):
    MaintenanceLogFactory(author=anna, element=poel, people=people, published=True)
    MaintenanceLogFactory(author=bram, element=poel, published=True)
    sign_in(client, anna)
    page = client.get("/account/inzendingen").text
    shown = sentence.replace("jou is", "jou en nog iemand is")  # Bram logged the same
    assert shown in page and "Bram" not in page
    assert "Dankzij jou staat dit op de kaart. Er heeft al iemand anders aan gewerkt." in page


def test_every_kind_of_work_has_its_own_words(client, anna, poel):
    from app.extensions import db
    from app.models import Activity

    for key in db.session.query(Activity.key):
        MaintenanceLogFactory(author=anna, element=poel, activity_key=key[0], people=1, published=True)
    sign_in(client, anna)
    found, address = "", "/account/inzendingen?groep=klaar"
    while address:
        page = client.get(address).text
        found += page
        after = page.split('rel="next"')[0].rsplit('href="', 1) if 'rel="next"' in page else None
        address = after[1].split('"')[0].replace("&amp;", "&") if after else ""
    assert "is hier gewerkt." not in found
    assert found.count("Dankzij jou is hier ") == db.session.query(Activity).count()

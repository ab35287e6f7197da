"""Pages for visitors are kept, and never a moment longer than they are true."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import Activity, Consent, Place, State, Visibility
from app.services.publication import show_or_hide
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.factories.photos import ready_photo
from tests.personas import sign_in


@pytest.fixture
def poel(anna, chris):
    return ElementFactory(author=anna, published=True, name="Poel Brinkveld", title="Poel Brinkveld")


@pytest.fixture
def address(poel):
    return f"/elementen/{poel.id}"


def test_the_second_visit_asks_the_database_one_thing(client, address, count):
    first = client.get(address)
    with count() as sent:
        second = client.get(address)
    assert second.text == first.text
    assert [each for each in sent if "SELECT" in each and "map_layer" not in each] == []


def test_a_browser_that_has_the_page_gets_it_again_only_when_it_changed(client, address, poel):
    etag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    poel.name = poel.title = "Poel Hooiveld"
    db.session.commit()
    again = client.get(address, headers={"If-None-Match": etag})
    assert again.status_code == 200
    assert "Poel Hooiveld" in again.text


def rename(poel):
    poel.title = poel.name = "Poel Hooiveld"


def rename_the_village(poel):
    poel.place.name = "Assen-Oost"


def show_a_name(poel):
    poel.author.show_name = True


def add_work(poel):
    MaintenanceLogFactory(element=poel, author=poel.author, published=True)


def add_a_photo(poel):
    ready_photo(poel.author, poel)


CHANGES = [rename, rename_the_village, show_a_name, add_work, add_a_photo]


@pytest.mark.parametrize("change", CHANGES, ids=lambda each: each.__name__)
def test_what_is_shown_follows_every_change(change, client, address, poel):
    before = client.get(address).text
    assert client.get(address).text == before
    change(poel)
    db.session.commit()
    assert client.get(address).text != before


def withdraw(poel, chris):
    poel.take("withdraw", actor=poel.author)


def hide(poel, chris):
    poel.visibility = Visibility.COORDINATORS


def owner_says_no(poel, chris):
    poel.consent = Consent.NO


@pytest.mark.parametrize("change", [withdraw, hide, owner_says_no], ids=lambda each: each.__name__)
def test_what_is_taken_from_view_is_gone_at_once(change, client, address, poel, chris):
    assert client.get(address).status_code == 200
    assert poel.name in client.get("/elementen").text
    change(poel, chris)
    show_or_hide(poel)
    db.session.commit()
    assert client.get(address).status_code == 404
    assert poel.name not in client.get("/elementen").text


def test_work_that_is_renamed_by_a_coordinator_is_renamed_at_once(client, poel):
    log = MaintenanceLogFactory(element=poel, published=True)
    assert client.get(f"/onderhoud/{log.id}").status_code == 200
    activity = db.session.get(Activity, log.activity_key)
    activity.name_nl = "Poel uitbaggeren met de hand"
    db.session.commit()
    assert "Poel uitbaggeren met de hand" in client.get(f"/onderhoud/{log.id}").text


def test_who_is_signed_in_gets_a_page_of_their_own_and_leaves_none_behind(app, client, address, anna):
    visitor = app.test_client()
    before = visitor.get(address).text
    sign_in(client, anna)
    assert client.get(address).text != before
    assert client.get(address).headers["Cache-Control"] == "private, no-store"
    assert visitor.get(address).text == before


def test_each_language_is_kept_by_itself(client, address):
    dutch = client.get(address).text
    client.get("/taal/en")
    english = client.get(address).text
    assert 'lang="en"' in english
    assert dutch != english
    client.get("/taal/nl")
    assert client.get(address).text == dutch


def test_what_waits_for_the_desk_makes_no_page_old(client, address, anna, count):
    client.get(address)
    ElementFactory(author=anna, state=State.PENDING)
    with count() as sent:
        client.get(address)
    assert [each for each in sent if "FROM element" in each] == []


def test_a_village_that_does_not_exist_is_not_kept(client):
    assert db.session.scalars(select(Place).where(Place.name == "Nergenshuizen")).first() is None
    for _ in range(2):
        assert client.get("/elementen?dorp=nergens").status_code in {200, 404}

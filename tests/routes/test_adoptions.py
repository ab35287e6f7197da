"""Looking after an element: begun with a term, shown on its page, ended with one button."""

import uuid

import pytest
from sqlalchemy.exc import IntegrityError

from app.core.clock import now, today
from app.extensions import db
from app.models import Adoption, AdoptionState, Ending, State, Visibility
from app.services.adoptions import years_on
from tests.factories.adoptions import AdoptionFactory
from tests.factories.elements import ElementFactory
from tests.factories.groups import GroupFactory
from tests.personas import sign_in


@pytest.fixture
def element(chris):
    return ElementFactory(author=chris, published=True, title="Poel bij de brink")


@pytest.fixture
def mine(client, anna):
    sign_in(client, anna)
    return client


def visitor(app, person=None):
    client = app.test_client()
    if person is not None:
        sign_in(client, person)
    return client


def take(client, element, **changed):
    told = {"id": str(uuid.uuid4()), "adopter": "me", "years": "2"} | changed
    return client.send("/account", told, to=f"/elementen/{element.id}/adopteren")


def press(client, adoption, word):
    return client.send("/account", {}, to=f"/elementen/adoptie/{adoption.id}/{word}")


def page(client, element) -> str:
    return client.get(f"/elementen/{element.id}").text


def test_one_looks_after_an_element_for_some_years(mine, element, anna):
    assert "Nog niemand." in page(mine, element)
    assert "Ik zorg voor dit element" in mine.get(f"/elementen/{element.id}/adopteren").text
    answer = take(mine, element)
    adoption = db.session.query(Adoption).one()
    assert answer.status_code == 303 and answer.location.endswith(f"/elementen/adoptie/{adoption.id}")
    assert (adoption.person_id, adoption.until_on) == (anna.id, years_on(today(), 2))
    assert "Jij, tot" in page(mine, element) and "Wat is er nu te doen?" in mine.get(answer.location).text


def test_twice_is_once_and_the_database_keeps_it_so(mine, element, anna):
    first, again = take(mine, element), take(mine, element, years="5")
    assert first.location == again.location and db.session.query(Adoption).one().years == 2
    with pytest.raises(IntegrityError):
        AdoptionFactory(element=element, person_id=anna.id)
    db.session.rollback()


@pytest.mark.parametrize("years", ["", "0", "6", "onzin"])
def test_a_term_is_one_to_five_years(mine, element, years):
    answer = take(mine, element, years=years)
    assert answer.status_code == 422 and "Kies voor hoeveel jaar, van 1 tot en met 5." in answer.text


def test_the_name_stands_there_only_for_who_chose_so(app, element, anna, bram):
    anna.show_name = False
    bram.show_name = True
    for person in (anna, bram):
        AdoptionFactory(element=element, person_id=person.id)
    text = page(visitor(app), element)
    assert "een vrijwilliger" in text and bram.name in text and anna.name not in text
    bram.show_name = False
    db.session.commit()
    assert "2 vrijwilligers" in page(visitor(app), element)
    bram.suspended_at = now()
    db.session.commit()
    assert "een vrijwilliger" in page(visitor(app), element)


def test_organisers_take_it_in_the_name_of_their_group(app, element, anna, bram):
    group = GroupFactory(author=anna, led_by=anna, joined_by=bram, published=True, name="Groen Westeres")
    assert "Groen Westeres" not in visitor(app, bram).get(f"/elementen/{element.id}/adopteren").text
    assert take(visitor(app, bram), element, adopter=str(group.id)).status_code == 303  # for himself
    assert db.session.query(Adoption).one().group_id is None
    assert "Groen Westeres" in visitor(app, anna).get(f"/elementen/{element.id}/adopteren").text
    assert take(visitor(app, anna), element, adopter=str(uuid.uuid4())).status_code == 422
    assert take(visitor(app, anna), element, adopter=str(group.id)).status_code == 303
    assert "Groen Westeres" in page(visitor(app), element)


def test_a_group_takes_nothing_that_not_all_of_it_may_see(app, anna):
    group = GroupFactory(author=anna, led_by=anna, published=True)
    hidden = ElementFactory(author=anna, published=True, visibility=Visibility.COORDINATORS, is_public=False)
    refused = take(visitor(app, anna), hidden, adopter=str(group.id))
    assert refused.status_code == 409 and "Niet iedereen in deze groep" in refused.text
    hidden.visibility, hidden.group_id = Visibility.GROUP, group.id
    db.session.commit()
    assert take(visitor(app, anna), hidden, adopter=str(group.id)).status_code == 303


def test_what_waits_or_is_gone_is_not_taken(mine, anna):
    for state in (State.PENDING, State.GONE):
        element = ElementFactory(author=anna, state=state)
        assert take(mine, element).status_code == 403
        assert "Wie zorgt hiervoor?" not in page(mine, element)


def test_one_stops_with_one_button(app, mine, element, anna):
    take(mine, element)
    adoption = db.session.query(Adoption).one()
    assert "Weet je het zeker?" in mine.get(f"/elementen/adoptie/{adoption.id}/stoppen").text
    for _twice in range(2):
        assert press(mine, adoption, "stoppen").status_code == 303
    db.session.expire_all()
    assert (adoption.state, adoption.why, adoption.ended_on) == (AdoptionState.ENDED, Ending.OWN, today())
    assert "Nog niemand." in page(visitor(app), element)
    assert "Je zorgt hier niet meer voor" in mine.get(f"/elementen/adoptie/{adoption.id}").text
    assert press(mine, adoption, "doorgaan").status_code == 409
    assert take(mine, element).status_code == 303  # and again, later


def test_an_organiser_who_left_acts_for_it_no_longer(app, element, anna, bram):
    group = GroupFactory(author=anna, led_by=anna, published=True)
    adoption = AdoptionFactory(element=element, group_id=group.id)
    assert press(visitor(app, bram), adoption, "stoppen").status_code == 403
    assert visitor(app, anna).get(f"/elementen/adoptie/{adoption.id}").status_code == 200

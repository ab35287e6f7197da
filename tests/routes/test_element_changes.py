"""Changing and taking back an element, as a browser without scripts does."""

from app.extensions import db
from app.models import Element, State, Visibility
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.forms.filled import element_form, sent_again
from tests.personas import sign_in

NEW = "/elementen/nieuw"


def test_the_author_changes_what_waits(client, anna):
    sign_in(client, anna)
    sent = element_form()
    client.send(NEW, sent)
    edit = f"/elementen/{sent['id']}/verbeteren"
    opened = sent_again(client.get(edit).text)
    assert opened["name"] == "Houtwal De Es" and opened["width_m"] == "4,5"
    answer = client.post(edit, data=opened | {"name": "Houtwal Zuid", "owner_kind": "farmer"})
    assert answer.status_code == 303
    element = db.session.query(Element).one()
    assert (element.name, element.title, element.version) == ("Houtwal Zuid", "Houtwal Zuid", 2)
    assert element.visibility == Visibility.COORDINATORS
    assert "Bewaard" in client.get(answer.location).text


def test_saving_a_change_twice_is_one_change_and_an_old_page_is_a_conflict(client, anna):
    sign_in(client, anna)
    sent = element_form()
    client.send(NEW, sent)
    edit = f"/elementen/{sent['id']}/verbeteren"
    opened = sent_again(client.get(edit).text)
    for _ in range(2):
        assert client.post(edit, data=opened | {"name": "Houtwal Zuid"}).status_code == 303
    answer = client.post(edit, data=opened | {"name": "Houtwal Noord"})
    assert answer.status_code == 409
    assert "intussen veranderd" in answer.text and "Houtwal Noord" in answer.text
    assert db.session.query(Element).one().name == "Houtwal Zuid"


def test_a_question_is_answered_in_the_form(client, anna, chris):
    sign_in(client, anna)
    sent = element_form()
    client.send(NEW, sent)
    element = db.session.query(Element).one()
    element.take("return", actor=chris, reason="Weet jij van wie de grond is?")
    db.session.commit()
    edit = f"/elementen/{sent['id']}/verbeteren"
    page = client.get(edit).text
    assert "Weet jij van wie de grond is?" in page
    assert client.post(edit, data=sent_again(page)).status_code == 422
    answer = client.post(edit, data=sent_again(page) | {"answer": "Van de buurman, denk ik."})
    assert answer.status_code == 303
    element = db.session.query(Element).one()
    assert element.state == State.PENDING and element.waits
    assert element.decisions[-1].reason == "Van de buurman, denk ik."


def test_taking_back_is_asked_first_and_may_be_done_twice(client, anna):
    element = ElementFactory(author=anna)
    waiting = MaintenanceLogFactory(element=element, author=anna)
    sign_in(client, anna)
    address = f"/elementen/{element.id}/intrekken"
    assert "Weet je het zeker?" in client.get(address).text
    token = client.csrf(address)
    for _ in range(2):
        assert client.post(address, data={"csrf_token": token}).status_code == 303
    db.session.refresh(element)
    db.session.refresh(waiting)
    assert element.state == waiting.state == State.WITHDRAWN
    assert not waiting.waits


def test_others_cannot_change_or_take_back(client, anna, bram):
    element = ElementFactory(author=anna, published=True)
    sign_in(client, bram)
    token = client.csrf(NEW)
    proposal = client.get(f"/elementen/{element.id}/verbeteren")
    assert proposal.location == f"/elementen/{element.id}/voorstel"  # what everyone sees, anyone may correct
    assert client.get(f"/elementen/{element.id}/intrekken").status_code == 403
    for what in ("verbeteren", "intrekken"):
        assert client.post(f"/elementen/{element.id}/{what}", data={"csrf_token": token}).status_code == 403


def test_an_approximate_place_stays_so_when_something_else_changes(client, anna):
    sign_in(client, anna)
    sent = element_form(shape="", square="240-560")
    client.send(NEW, sent)
    edit = f"/elementen/{sent['id']}/verbeteren"
    client.post(edit, data=sent_again(client.get(edit).text) | {"name": "Anders"})
    element = db.session.query(Element).one()
    assert (element.name, element.accuracy_m, element.square) == ("Anders", 707, "240-560")
    drawn = sent_again(client.get(edit).text) | {"begin": "53,03 6,65", "end": "53,04 6,66"}
    assert client.post(edit, data=drawn).status_code == 303
    db.session.refresh(element)
    assert element.accuracy_m is None and element.length_m > 1000


def test_a_drawn_place_may_be_changed_by_coordinates(client, anna):
    sign_in(client, anna)
    sent = element_form()
    client.send(NEW, sent)
    edit = f"/elementen/{sent['id']}/verbeteren"
    changed = sent_again(client.get(edit).text) | {"begin": "53,03 6,65", "end": "53,04 6,66"}
    assert client.post(edit, data=changed).status_code == 303
    assert db.session.query(Element).one().length_m > 1000

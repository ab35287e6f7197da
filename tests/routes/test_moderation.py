"""The desk, walked without a script."""

import re

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import CannedAnswer, Job, State, Visibility
from tests.factories.corrections import ElementChangeFactory
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.personas import sign_in

SQUARE = (
    '{"type": "Polygon", "coordinates": [[[6.55, 52.99], [6.551, 52.99], [6.551, 52.991], [6.55, 52.99]]]}'
)


@pytest.fixture
def desk(client, chris):
    sign_in(client, chris)
    return client


def decide(desk, item, step, **more):
    page = f"/controle/{item.id}"
    version = re.search(r'name="version" value="(\d+)"', desk.get(page).text)[1]
    return desk.send(page, {"version": version, "step": step, **more}, to=f"{page}/besluit")


def test_the_queue_shows_the_oldest_first_and_leads_to_the_item(desk, anna):
    first = ElementFactory(author=anna, title="Poel, Assen")
    log = MaintenanceLogFactory(author=anna)
    own = ElementFactory(author_id=anna.id, state=State.PUBLISHED, waits=False)
    page = desk.get("/controle").text
    assert page.index(str(first.id)) < page.index(f"wacht-{log.id}")
    assert str(own.id) not in page
    assert desk.get(f"/controle/{first.id}").status_code == 200
    assert desk.get(f"/controle/{log.id}").status_code == 200


def test_approving_goes_to_the_next_and_can_be_undone_there(desk, anna):
    first, second = ElementFactory(author=anna), ElementFactory(author=anna)
    done = decide(desk, first, "publish", reason="Mooi!", visibility="coordinators")
    assert done.status_code == 303 and f"/controle/{second.id}?" in done.location
    assert (first.state, first.visibility) == (State.PUBLISHED, Visibility.COORDINATORS)
    page = desk.get(done.location)
    assert "Ongedaan maken" in page.text and "De inzending is goedgekeurd." in page.text
    back = desk.send(done.location, {}, to=f"/controle/{first.id}/herstel")
    assert back.status_code == 303 and back.location == f"/controle/{first.id}"
    assert (first.state, first.visibility) == (State.PENDING, Visibility.EVERYONE)


def test_after_the_last_one_the_queue_is_empty(desk, anna):
    done = decide(desk, ElementFactory(author=anna), "publish")
    assert "Alles is nagekeken" in desk.get(done.location).text


def test_a_rejection_without_words_comes_back_with_the_field_named(desk, anna):
    poel = ElementFactory(author=anna)
    refused = decide(desk, poel, "reject", visibility="coordinators")
    assert refused.status_code == 422 and "Schrijf wat je vraagt" in refused.text
    assert re.search(r'<option selected value="coordinators">', refused.text)
    assert poel.state == State.PENDING


def test_an_answer_that_was_chosen_is_the_text_when_nothing_was_typed(desk, anna):
    poel = ElementFactory(author=anna)
    photo = db.session.scalars(select(CannedAnswer).where(CannedAnswer.label_nl == "Foto is onscherp")).one()
    decide(desk, poel, "return", answer=str(photo.id))
    last = poel.decisions[-1]
    assert last.reason == f"Dag {anna.name}, de foto is niet scherp. Kun je een nieuwe maken?"
    assert last.answer_id == photo.id


def test_a_ready_answer_is_never_sent_with_a_step_it_was_not_written_for(desk, anna):
    poel = ElementFactory(author=anna)
    question = db.session.scalars(select(CannedAnswer).where(CannedAnswer.step == "return")).first()
    refused = decide(desk, poel, "publish", answer=str(question.id))
    assert refused.status_code == 422 and "Dit antwoord is een vraag." in refused.text
    assert poel.state == State.PENDING


def test_the_second_coordinator_reads_who_was_first_and_keeps_the_words(desk, app, anna, dirk):
    poel = ElementFactory(author=anna)
    other = app.test_client()
    sign_in(other, dirk)
    data = {"csrf_token": desk.csrf(f"/controle/{poel.id}"), "version": poel.version, "step": "return"}
    data["reason"] = "Waar <is> dit?"
    decide(other, poel, "reject", reason="Staat er al.")
    lost = desk.post(f"/controle/{poel.id}/besluit", data=data)
    assert lost.status_code == 409
    for words in ("Dirk Voorbeeld heeft dit al afgewezen.", "Staat er al.", "Waar &lt;is&gt; dit?"):
        assert words in lost.text
    assert len(poel.decisions) == 1


@pytest.mark.M05
def test_what_the_author_changed_meanwhile_is_shown_and_looked_at_again(desk, anna):
    poel = ElementFactory(author=anna)
    version = poel.version
    poel.name = "De Dobbe"
    poel.note("edit", actor=anna, changes={"name": ["", "De Dobbe"]})
    db.session.commit()
    data = {"csrf_token": desk.csrf(f"/controle/{poel.id}"), "version": version, "step": "reject"}
    data["reason"] = "Nee."
    lost = desk.post(f"/controle/{poel.id}/besluit", data=data)
    assert lost.status_code == 409 and poel.state == State.PENDING
    assert "Gewijzigd sinds je laatst keek" in lost.text and "De Dobbe" in lost.text
    assert ">Nee.</textarea>" in lost.text
    assert (
        desk.post(f"/controle/{poel.id}/besluit", data={**data, "version": poel.version}).status_code == 303
    )


def test_work_and_its_element_are_approved_with_one_button(desk, anna):
    log = MaintenanceLogFactory(author=anna, element=ElementFactory(author=anna))
    page = desk.get(f"/controle/{log.id}").text
    assert "Keur beide goed" in page and "Het element wacht ook" in page
    done = decide(desk, log, "both", element_version=log.element.version)
    assert (log.state, log.element.state) == (State.PUBLISHED, State.PUBLISHED)
    assert "Werk en element zijn goedgekeurd." in desk.get(done.location).text
    desk.send(done.location, {"both": "y"}, to=f"/controle/{log.id}/herstel")
    assert (log.state, log.element.state) == (State.PENDING, State.PENDING)


@pytest.mark.parametrize("state", [State.RETURNED, State.REJECTED, State.WITHDRAWN])
def test_work_on_what_is_not_on_the_map_offers_only_what_can_be_done(desk, anna, state):
    element = ElementFactory(author=anna, state=state, waits=False)
    page = desk.get(f"/controle/{MaintenanceLogFactory(author=anna, element=element).id}").text
    assert "Het element staat niet op de kaart" in page and f"/elementen/{element.id}" in page
    assert 'value="return"' in page and 'value="reject"' in page
    assert 'value="publish"' not in page and 'value="both"' not in page


@pytest.mark.parametrize("wanted", [{"name": "Kleine poel"}, {"name": "Kleine poel", "shape": SQUARE}])
def test_a_correction_begins_with_old_and_new_beside_one_map(desk, anna, wanted):
    change = ElementChangeFactory(author=anna, base={"name": "Poel", "shape": SQUARE}, wanted=wanted)
    page = desk.get(f"/controle/{change.id}").text
    item = page[page.index('class="hv-review"') :]
    assert item.index("Kleine poel") < item.index('<svg class="hv-kaart"')
    assert item.count('<svg class="hv-kaart"') == 1 and "Geen foto" not in item


def test_an_own_item_can_be_read_but_not_decided(desk, chris):
    own = ElementFactory(author=chris)
    page = desk.get(f"/controle/{own.id}")
    assert "Dit heb je zelf ingestuurd" in page.text and "/besluit" not in page.text
    data = {"csrf_token": desk.csrf("/account"), "version": own.version, "step": "publish"}
    refused = desk.post(f"/controle/{own.id}/besluit", data=data)
    assert refused.status_code == 403 and "Een andere coördinator beslist erover." in refused.text
    assert str(own.id) not in desk.get("/controle").text


def test_volunteers_have_no_desk(client, anna):
    sign_in(client, anna)
    assert client.get("/controle").status_code == 403
    assert client.get(f"/controle/{ElementFactory().id}").status_code == 403


@pytest.mark.parametrize("word", ["", "onzin", "W10", "WyJhIiwgImIiXQ"])
def test_a_spoilt_key_or_id_starts_at_the_beginning(desk, word):
    assert desk.get(f"/controle?na={word}&klaar={word}").status_code == 200


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"version": "x", "step": "publish"},
        {"step": "publish"},
        {"version": "1", "step": "gone"},
        {"version": "1", "step": "publish", "visibility": "x", "answer": "x"},
        {"version": "9" * 40, "step": "publish"},
        {"version": "1", "step": "return", "reason": "x" * 2001},
    ],
)
def test_a_spoilt_form_is_never_a_500_and_decides_nothing(desk, anna, data):
    poel = ElementFactory(author=anna)
    answer = desk.send(f"/controle/{poel.id}", data, to=f"/controle/{poel.id}/besluit")
    assert answer.status_code in {409, 422}
    assert poel.state == State.PENDING and db.session.query(Job).count() == 0


def test_a_page_of_the_desk_asks_the_same_number_of_questions_however_full_it_is(desk, anna, count):
    def questions(address):
        with count() as sent:
            assert desk.get(address).status_code == 200
        return len(sent)

    first = ElementFactory(author=anna)
    MaintenanceLogFactory(author=anna)
    few = questions("/controle"), questions(f"/controle/{first.id}")
    for _ in range(8):
        ElementFactory()
        MaintenanceLogFactory(element=ElementFactory())
    assert (questions("/controle"), questions(f"/controle/{first.id}")) == few

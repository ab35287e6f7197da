"""One's own submissions: what asks for me, what waits, what is done."""

import pytest

from app.core.clock import now
from app.extensions import db
from app.models import State
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.personas import sign_in

MINE = "/account/inzendingen"


def test_nothing_yet_has_one_way_on(client, anna):
    sign_in(client, anna)
    page = client.get(MINE).text
    assert "Je hebt nog niets ingestuurd" in page and "/elementen/nieuw" in page


def test_a_question_comes_first_with_its_words_and_the_way_to_answer(client, anna, chris):
    element = ElementFactory(author=anna, title="Heg Schoolpad")
    element.take("return", actor=chris, reason="Weet jij wie de eigenaar is?")
    db.session.commit()
    ElementFactory(author=anna, title="Houtwal De Es")
    MaintenanceLogFactory(author=anna, state=State.PUBLISHED)
    sign_in(client, anna)
    page = client.get(MINE).text
    at = [page.index(words) for words in ("Vraagt jouw hulp", "Wacht op controle</h2>", "Klaar</h2>")]
    assert at == sorted(at)
    assert "Weet jij wie de eigenaar is?" in page and "Chris Voorbeeld, coördinator" in page
    assert f"/elementen/{element.id}/verbeteren" in page and "Antwoord geven" in page


def test_a_rejection_gives_the_reason(client, anna, chris):
    element = ElementFactory(author=anna)
    element.take("reject", actor=chris, reason="Deze poel staat er al.")
    db.session.commit()
    sign_in(client, anna)
    assert "Deze poel staat er al." in client.get(MINE).text


def test_others_see_nothing_of_it(client, anna, bram):
    element = ElementFactory(author=anna, title="Geheime poel")
    sign_in(client, bram)
    assert "Geheime poel" not in client.get(f"{MINE}?nieuw={element.id}").text
    assert client.application.test_client().get(MINE).status_code == 302


def test_a_group_is_paged_by_key(client, anna):
    for number in range(35):
        ElementFactory(author=anna, title=f"Poel nummer {number:02}", received_at=now())
    sign_in(client, anna)
    page = client.get(f"{MINE}?groep=wacht").text
    assert page.count("Poel nummer") == 30
    following = page.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    rest = client.get(following).text
    assert rest.count("Poel nummer") == 5
    assert not {f"nummer {n:02}" for n in range(35) if f"nummer {n:02}" in page and f"nummer {n:02}" in rest}


@pytest.mark.parametrize("query", ["?nieuw=x", "?groep=onzin", "?groep=wacht&na=onzin", "?na=W10"])
def test_an_address_that_was_tampered_with_shows_the_page(client, anna, query):
    ElementFactory(author=anna, title="Poel")
    sign_in(client, anna)
    page = client.get(MINE + query)
    assert page.status_code == 200 and "Poel" in page.text


def test_the_page_asks_the_same_number_of_questions_however_much_there_is(client, anna, chris, count):
    def make():
        element = ElementFactory(author=anna)
        element.take("return", actor=chris, reason="Waar?")
        db.session.commit()
        MaintenanceLogFactory(author=anna)

    sign_in(client, anna)
    make()
    with count() as few:
        client.get(MINE)
    for _ in range(4):
        make()
    with count() as many:
        client.get(MINE)
    assert len(many) == len(few)

"""One's own submissions: what asks for me, what waits, what is done."""

import pytest

from app.core.clock import now
from app.extensions import db
from app.models import MailWhen, State
from tests.factories.corrections import (
    ElementChangeFactory,
    GroundClaimFactory,
    PhotoReportFactory,
    PresenceCheckFactory,
)
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
    at = [
        page.index(words)
        for words in ("Vraagt jouw antwoord (1)</h2>", "Wacht op controle (1)</h2>", "Klaar (1)</h2>")
    ]
    assert at == sorted(at)
    assert "Weet jij wie de eigenaar is?" in page and "Chris Voorbeeld, coördinator" in page
    assert f"/elementen/{element.id}/verbeteren" in page and "Antwoord versturen" in page


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


@pytest.mark.parametrize(
    ("make", "again"),
    [
        (lambda who: ElementFactory(author=who), "Nog een element</span>"),
        (lambda who: MaintenanceLogFactory(author=who), "Nog een klus</span>"),
        (lambda who: PresenceCheckFactory(author=who), "Nog een element bekijken</span>"),
        (lambda who: ElementChangeFactory(author=who), "Nog een element bekijken</span>"),
        (lambda who: GroundClaimFactory(author=who), "Nog een element bekijken</span>"),
        (lambda who: PhotoReportFactory(author=who), "Nog een element bekijken</span>"),
    ],
    ids=["element", "work", "check", "change", "claim", "report"],
)
def test_after_each_kind_comes_what_happens_now_and_the_way_on(client, anna, make, again):
    item = make(anna)
    sign_in(client, anna)
    page = client.get(f"{MINE}?nieuw={item.id}").text
    assert "Een coördinator kijkt ernaar" in page and again in page
    element = item.id if item.kind == "element" else item.element_id
    assert f"/onderhoud/nieuw?element={element}" in page


def test_work_is_not_offered_where_nobody_can_do_it_any_more(client, anna):
    gone = ElementFactory(author=anna, state=State.GONE, waits=False, is_public=True)
    check = PresenceCheckFactory(author=anna, element=gone)
    sign_in(client, anna)
    assert "Werk vastleggen hier" not in client.get(f"{MINE}?nieuw={check.id}").text


def test_what_a_rule_published_is_thanked_for_as_published(client, anna):
    log = MaintenanceLogFactory(author=anna)
    log.take("publish", rule="trust.known")
    db.session.commit()
    sign_in(client, anna)
    page = client.get(f"{MINE}?nieuw={log.id}").text
    assert "Het staat er meteen bij" in page and "Een coördinator kijkt ernaar" not in page


@pytest.mark.parametrize(
    ("when", "words"),
    [("each", "Je krijgt een mail<"), ("daily", "’s ochtends om 7 uur"), ("none", "Je koos voor geen mail.")],
)
def test_what_follows_is_told_as_the_person_chose(client, anna, when, words):
    anna.mail_when = MailWhen(when)
    item = ElementFactory(author=anna)
    sign_in(client, anna)
    assert words in client.get(f"{MINE}?nieuw={item.id}").text


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

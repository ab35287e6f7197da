"""What an author says back to the desk: one tap, words of one's own, or "dit klopt niet"."""

import uuid

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import CannedAnswer, State
from tests.factories.corrections import ElementChangeFactory, GroundClaimFactory, PresenceCheckFactory
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.personas import sign_in

MINE = "/account/inzendingen"
KINDS = [
    ElementFactory,
    MaintenanceLogFactory,
    ElementChangeFactory,
    PresenceCheckFactory,
    GroundClaimFactory,
]


def owner_question() -> CannedAnswer:
    return db.session.scalars(
        select(CannedAnswer).where(CannedAnswer.label_nl == "Wie is de eigenaar?")
    ).one()


def asked(item, by, *, step="return", answer=None):
    word = item.take(step, actor=by, reason="Van wie is de grond?", answer=answer)
    db.session.commit()
    return word


def say(client, item, word, **fields):
    data = {"word": str(word.id), **fields}
    return client.send(MINE, data, to=f"{MINE}/{item.id}/antwoord")


@pytest.mark.parametrize("make", KINDS, ids=lambda make: make.__name__)
def test_one_tap_answers_a_question_of_every_kind(client, anna, chris, make):
    item = make(author=anna)
    word = asked(item, chris, answer=owner_question())
    sign_in(client, anna)
    page = client.get(MINE).text
    assert "Eén tik is genoeg" in page and "Zelf iets schrijven" in page
    for tap in owner_question().replies_nl:
        assert f'name="tap" value="{tap}"' in page
    answer = say(client, item, word, tap="Een boer", answer="")
    assert (answer.status_code, answer.location) == (303, f"{MINE}?beantwoord={item.id}")
    assert "Je antwoord is verstuurd" in client.get(answer.location).text
    last = item.decisions[-1]
    assert (item.state, last.step, last.reason, last.actor_id) == (
        State.PENDING,
        "resubmit",
        "Een boer",
        anna.id,
    )
    assert item.waits


def test_the_same_tap_twice_is_one_answer_and_another_tap_is_too_late(client, anna, chris):
    item = ElementFactory(author=anna)
    word = asked(item, chris, answer=owner_question())
    sign_in(client, anna)
    token = client.csrf(MINE)
    there, sent = f"{MINE}/{item.id}/antwoord", {"word": str(word.id), "tap": "Een boer", "csrf_token": token}
    assert [client.post(there, data=sent).status_code for _ in range(2)] == [303, 303]
    other = client.post(there, data=sent | {"tap": "", "answer": "Of toch de buurman?"})
    assert other.status_code == 409 and "Of toch de buurman?" in other.text
    assert "Hier is geen antwoord meer op nodig." in other.text
    assert [one.step for one in item.decisions] == ["return", "resubmit"]


def test_the_reader_of_english_taps_english(client, anna, chris):
    anna.language = "en"
    asked(ElementFactory(author=anna), chris, answer=owner_question())
    sign_in(client, anna)
    page = client.get(MINE).text
    assert 'value="A farmer"' in page and 'value="Een boer"' not in page


def test_a_question_in_own_words_is_answered_in_own_words(client, anna, chris):
    item = ElementFactory(author=anna)
    word = asked(item, chris)
    sign_in(client, anna)
    page = client.get(MINE).text
    assert "Eén tik is genoeg" not in page and "Zelf iets schrijven" not in page and 'name="answer"' in page
    assert say(client, item, word, answer="Van boer Jans.\nHij weet ervan.").status_code == 303
    assert item.decisions[-1].reason == "Van boer Jans.\nHij weet ervan."


@pytest.mark.parametrize(
    ("words", "error"), [("  ", "schrijf zelf iets"), ("x" * 2001, "hoogstens 2000 tekens")]
)
def test_without_words_or_with_too_many_it_says_so_and_keeps_them(client, anna, chris, words, error):
    item = ElementFactory(author=anna)
    word = asked(item, chris)
    sign_in(client, anna)
    answer = say(client, item, word, answer=words)
    assert answer.status_code == 422 and error in answer.text and words.strip() in answer.text
    assert f'href="#antwoord-{item.id}"' in answer.text and f'id="antwoord-{item.id}"' in answer.text
    assert item.state == State.RETURNED


def test_an_answer_to_an_older_question_is_refused_and_kept(client, anna, chris):
    item = ElementFactory(author=anna)
    old = asked(item, chris)
    item.take("resubmit", actor=anna, reason="Weet ik niet")
    asked(item, chris)
    sign_in(client, anna)
    answer = say(client, item, old, answer="De gemeente, denk ik")
    assert answer.status_code == 409 and "De gemeente, denk ik" in answer.text
    assert item.state == State.RETURNED


def test_a_rejection_is_disputed_once_then_by_mail_or_phone(client, anna, chris):
    item = ElementFactory(author=anna)
    word = asked(item, chris, step="reject")
    sign_in(client, anna)
    page = client.get(MINE).text
    assert "Dit klopt niet" in page and "Van wie is de grond?" in page
    assert say(client, item, word, answer="Het is een andere poel.").status_code == 303
    assert (item.state, item.decisions[-1].reason) == (State.PENDING, "Het is een andere poel.")
    again = asked(item, chris, step="reject")
    page = client.get(MINE).text
    assert "Dit klopt niet" not in page and "Mail of bel ons dan." in page
    token = client.csrf("/account")
    sent = {"word": str(again.id), "answer": "Toch!", "csrf_token": token}
    assert client.post(f"{MINE}/{item.id}/antwoord", data=sent).status_code == 409
    assert item.state == State.REJECTED


def test_nobody_answers_for_another(client, anna, bram, chris):
    item = ElementFactory(author=anna)
    word = asked(item, chris)
    public = ElementFactory(author=anna, published=True)
    sign_in(client, bram)
    token = client.csrf("/account")
    sent = {"word": str(word.id), "answer": "Van mij", "csrf_token": token}
    statuses = [
        client.post(f"{MINE}/{ident}/antwoord", data=sent).status_code
        for ident in (item.id, public.id, uuid.uuid4())
    ]
    assert statuses == [404, 403, 404]
    assert [client.get(f"{MINE}/{ident}").status_code for ident in (item.id, public.id)] == [404, 403]
    assert item.state == State.RETURNED


def test_the_page_of_a_mail_shows_the_one_thing_and_its_question(client, anna, chris):
    item = ElementFactory(author=anna, title="Heg Schoolpad")
    asked(item, chris, answer=owner_question())
    ElementFactory(author=anna, title="Iets anders")
    sign_in(client, anna)
    page = client.get(f"{MINE}/{item.id}").text
    assert "Heg Schoolpad" in page and "Eén tik is genoeg" in page and "Iets anders" not in page

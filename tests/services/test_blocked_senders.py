"""Whoever is blocked gets no code and hands nothing in, and cannot tell it from the pages."""

import pytest

from app.core.addresses import covering, domain
from app.core.clock import now
from app.core.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError
from app.core.ids import new_id
from app.extensions import db
from app.jobs import mails
from app.models import BlockedSender, Job, Session, User
from app.queries.blocked_senders import find_blocked, is_blocked
from app.services.blocked_senders import _covered, block_sender, unblock_sender
from tests.factories.people import UserFactory
from tests.personas import sign_in
from tests.signing import ask_code, enter, newest_digits
from tests.visit import TOKEN

pytestmark = pytest.mark.V07
ANNA, THEIRS = "anna@example.nl", "example.nl"


@pytest.fixture
def letters(monkeypatch):
    """Collect to whom codes go, at the door of the mail."""
    sent = []
    monkeypatch.setattr("app.jobs.mails.deliver", lambda **mail: sent.append(mail["to"]))
    return sent


@pytest.mark.parametrize("value", [ANNA, THEIRS])
def test_no_code_comes_and_the_pages_are_those_of_everyone(app, anna, dirk, letters, value):
    dirk.email = "dirk@beheer.example.org"
    db.session.commit()
    block_sender(new_id(), value, actor=dirk)
    pages = []
    for email in (ANNA, "vrij@example.org"):
        visit = app.test_client()
        asked = ask_code(visit, email)
        wrong = enter(visit, "000000" if newest_digits() != "000000" else "000001")
        pages.append([one.replace(email, "") for one in (asked.text, wrong.text)])
        assert (asked.status_code, asked.location) == (303, "/account/inloggen/code")
        for job in db.session.query(Job).filter_by(name="mails.code"):
            mails.code(**job.payload)
    assert [_plain(one) for one in pages[0]] == [_plain(one) for one in pages[1]]
    assert set(letters) == {"vrij@example.org"}


def _plain(page: str) -> str:
    return TOKEN.sub("", page)


@pytest.mark.parametrize("email", [ANNA, "nieuw@example.nl"])
def test_a_code_that_was_mailed_before_works_no_more(client, anna, dirk, email):
    dirk.email = "dirk@beheer.example.org"
    ask_code(client, email)
    digits = newest_digits()
    block_sender(new_id(), THEIRS, actor=dirk)
    assert "Deze code werkt niet meer" in enter(client, digits).text
    assert db.session.query(Session).count() == 0


def test_a_code_that_comes_through_all_the_same_lets_nobody_in(client, anna, dirk):
    block_sender(new_id(), ANNA, actor=dirk)
    ask_code(client, ANNA)
    assert "Deze code werkt niet meer" in enter(client, newest_digits()).text


def test_whoever_is_in_is_out_at_once_and_hands_nothing_in(client, anna, bram, dirk):
    sign_in(client, anna)
    assert client.get("/waarnemingen/nieuw").status_code == 200
    block_sender(new_id(), ANNA, actor=dirk)
    answer = client.get("/waarnemingen/nieuw")
    assert answer.status_code == 302 and "/account/inloggen" in answer.location
    sign_in(client, bram)
    assert client.get("/waarnemingen/nieuw").status_code == 200


def test_it_is_remembered_who_did_it_and_who_took_it_back(dirk):
    ident = new_id()
    for _ in range(2):
        block_sender(ident, "misbruik.example", actor=dirk)
    block_sender(new_id(), "misbruik.example", actor=dirk)
    (row,) = find_blocked()
    assert (row.value, row.by, row.lifted_at) == ("misbruik.example", dirk, None)
    assert is_blocked("wie@misbruik.example") and is_blocked("wie@mail.misbruik.example")
    for _ in range(2):
        unblock_sender(ident, actor=dirk)
    (row,) = find_blocked()
    assert row.lifted_by == dirk and row.lifted_at <= now()
    assert not is_blocked("wie@misbruik.example")
    block_sender(new_id(), "misbruik.example", actor=dirk)
    assert len(find_blocked()) == 2 and is_blocked("wie@misbruik.example")


@pytest.mark.parametrize("value", ["chris@example.nl", THEIRS])
def test_nobody_locks_out_those_who_look_after_the_site(anna, chris, dirk, value):
    with pytest.raises(ConflictError):
        block_sender(new_id(), value, actor=dirk)
    assert db.session.query(BlockedSender).count() == 0


def test_only_admins_block_and_take_back(anna, chris, dirk):
    ident = new_id()
    block_sender(ident, "misbruik.example", actor=dirk)
    for who in (anna, chris):
        with pytest.raises(NotAllowedError):
            block_sender(new_id(), "wie@misbruik.example", actor=who)
        with pytest.raises(NotAllowedError):
            unblock_sender(ident, actor=who)
    with pytest.raises(NotFoundError):
        unblock_sender(new_id(), actor=dirk)


def test_a_domain_covers_what_is_below_it_and_nothing_that_only_looks_like_it(database):
    emails = ["a@x.nl", "a@b.x.nl", "a@bx.nl", "x.nl@y.nl", "a@x.nl.org", "b@x.nl"]
    for email in emails:
        UserFactory(email=email)
    for value in ("x.nl", "b.x.nl", "a@x.nl", "y.nl", "nl.org"):
        found = {person.email for person in db.session.query(User).filter(_covered(User.email, value))}
        assert found == {email for email in emails if value in covering(email)}, value


@pytest.mark.parametrize(
    ("typed", "kept"), [("Example.NL", "example.nl"), ("@example.nl", "example.nl"), (" a.b.nl ", "a.b.nl")]
)
def test_a_domain_is_kept_in_one_way(typed, kept):
    assert domain(typed) == kept


@pytest.mark.parametrize("typed", ["nl", "", "niet een domein", "a@b", "-.nl"])
def test_what_is_no_domain_is_refused(typed):
    with pytest.raises(InvalidError):
        domain(typed)


def test_the_page_blocks_takes_back_and_names_what_is_wrong(client, dirk):
    sign_in(client, dirk)
    there = "/beheer/blokkades"
    assert "Niemand is geblokkeerd" in client.get(there).text
    wrong = client.send(there, {"value": "zomaar wat"})
    assert wrong.status_code == 422 and "Schrijf een e-mailadres" in wrong.text and "zomaar wat" in wrong.text
    assert client.send(there, {"value": "Wie@Misbruik.example.org"}).status_code == 303
    (row,) = find_blocked()
    assert "wie@misbruik.example.org" in client.get(there).text
    assert client.send(there, {}, to=f"{there}/{row.id}/weg").status_code == 303
    assert "Weg sinds" in client.get(there).text
    refused = client.send(there, {"value": "dirk@example.nl"})
    assert refused.status_code == 409 and "andere rol" in refused.text and "dirk@example.nl" in refused.text

"""An owner is asked by mail and answers by the link, once; a yes can be taken back."""

import uuid

import pytest
import time_machine

from app.config import settings
from app.core.clock import now
from app.core.errors import ConflictError, GoneError, InvalidError, NotFoundError, TooManyError
from app.core.owner_links import key_for, question_of
from app.extensions import db
from app.jobs.walks import ask_owner as mail_owner
from app.models import BlockedSender, LandConsent, OwnerAnswer, Walk, WalkConsent
from app.services import walk_consents
from app.services.cleanup import forget_expired
from app.services.walk_consents import LIVES, Asked, answer_question, ask_owner, withdraw_answer
from app.services.walk_sections import split_section
from tests.factories.walks import WalkFactory

FARMER = "boer@example.nl"


@pytest.fixture
def walk(anna):
    return WalkFactory(author=anna, shown=True)


def read(walk) -> Walk:
    db.session.expire_all()
    return db.session.get(Walk, walk.id)


def asked(walk, actor, **changed) -> uuid.UUID:
    question = Asked(**{"id": uuid.uuid4(), "walk_id": walk.id, "number": 1, "email": FARMER} | changed)
    return ask_owner(question, version=read(walk).version, actor=actor).id


@pytest.mark.parametrize(
    ("answer", "consent", "shown"),
    [
        (OwnerAnswer.AGREE, LandConsent.GIVEN, True),
        (OwnerAnswer.UNLISTED, LandConsent.UNLISTED, False),
        (OwnerAnswer.REFUSE, LandConsent.REFUSED, False),
        (OwnerAnswer.NOT_MINE, LandConsent.UNKNOWN, False),
    ],
)
def test_the_answer_counts_and_the_address_is_forgotten(walk, anna, answer, consent, shown):
    ident = asked(walk, anna)
    assert read(walk).sections[0].consent == LandConsent.ASKED and not walk.is_public
    answer_question(ident, answer)
    section = read(walk).sections[0]
    assert (section.consent, walk.is_public) == (consent, shown)
    assert (section.consent_on is not None) is (answer != OwnerAnswer.NOT_MINE)
    assert db.session.get(WalkConsent, ident).email == ""
    assert (walk.decisions[-1].rule, walk.decisions[-1].actor_id) == ("owner-link", None)
    assert FARMER not in str([one.changes for one in walk.decisions])


def test_a_link_answers_once(walk, anna):
    ident = asked(walk, anna)
    answer_question(ident, OwnerAnswer.AGREE)
    version = read(walk).version
    answer_question(ident, OwnerAnswer.AGREE)
    assert read(walk).version == version
    with pytest.raises(GoneError):
        answer_question(ident, OwnerAnswer.REFUSE)


def test_a_yes_can_be_taken_back_and_a_no_cannot(walk, anna):
    ident = asked(walk, anna)
    with pytest.raises(GoneError):
        withdraw_answer(ident)
    answer_question(ident, OwnerAnswer.AGREE)
    for _twice in range(2):
        withdraw_answer(ident)
    assert read(walk).sections[0].consent == LandConsent.REFUSED and not walk.is_public


def test_a_question_that_is_too_old_is_not_answered_and_goes(walk, anna):
    ident = asked(walk, anna)
    with time_machine.travel(now() + LIVES, tick=False), pytest.raises(GoneError):
        answer_question(ident, OwnerAnswer.AGREE)
    with time_machine.travel(now() + 2 * LIVES, tick=False):
        forget_expired()
    db.session.expire_all()
    assert db.session.get(WalkConsent, ident) is None
    with pytest.raises(NotFoundError):
        answer_question(ident, OwnerAnswer.AGREE)


def test_twice_the_same_form_is_one_question(walk, anna):
    ident = uuid.uuid4()
    for _twice in range(2):
        asked(walk, anna, id=ident)
    assert db.session.query(WalkConsent).count() == 1


def test_nobody_writes_to_the_whole_village_or_to_who_is_blocked(walk, anna, monkeypatch):
    monkeypatch.setattr(walk_consents, "MOST_A_DAY", 2)
    asked(walk, anna)
    asked(walk, anna)
    with pytest.raises(TooManyError):
        asked(walk, anna)
    db.session.add(BlockedSender(value="elders.example.nl"))
    db.session.commit()
    with pytest.raises(InvalidError, match="geen mail"):
        asked(walk, anna, email="x@elders.example.nl")


def test_a_stale_page_and_a_section_that_is_not_there_are_refused(walk, anna):
    with pytest.raises(NotFoundError):
        asked(walk, anna, number=2)
    question = Asked(id=uuid.uuid4(), walk_id=walk.id, number=1, email=FARMER)
    with pytest.raises(ConflictError):
        ask_owner(question, version=99, actor=anna)


def test_the_mail_has_the_link_and_no_names(app, walk, anna):
    box = settings().data_dir / "mail"
    before = set(box.glob("*.eml"))
    ident = asked(walk, anna)
    mail_owner(str(ident))
    (mail,) = set(box.glob("*.eml")) - before
    text = mail.read_text("utf-8")
    assert FARMER in text and "Rondje Brink" in text and "toestemming" in text
    assert "Anna" not in text and anna.email not in text
    mail.unlink()
    answer_question(ident, OwnerAnswer.AGREE)
    mail_owner(str(ident))
    assert set(box.glob("*.eml")) == before


def test_a_key_opens_one_question_and_no_other():
    ident, secret = uuid.uuid4(), "a" * 32
    key = key_for(ident, secret=secret)
    assert question_of(key, secret=secret) == ident
    assert question_of(key, secret="b" * 32) is None and question_of(key + "x", secret=secret) is None
    assert question_of("", secret=secret) is None


def test_cutting_a_section_keeps_the_question_with_its_first_part(walk, anna):
    ident = asked(walk, anna)
    split_section(walk.id, 1, 2, version=read(walk).version, actor=anna)
    answer_question(ident, OwnerAnswer.AGREE)
    assert [one.consent for one in read(walk).sections] == [LandConsent.GIVEN, LandConsent.ASKED]

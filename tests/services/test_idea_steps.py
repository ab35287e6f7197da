"""What becomes of an idea: told to whose it is and who joined in, and once, whoever clicks twice."""

import uuid
from datetime import timedelta

import pytest

from app.config import settings
from app.core.clock import today
from app.core.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError
from app.extensions import db
from app.jobs import daily_mail
from app.jobs.ideas import tell_joined
from app.jobs.moderation import tell_author
from app.mail import folder
from app.models import IdeaStage, Job, MailWhen
from app.queries.daily_mail import coordinators_with_work
from app.queries.idea_desk import count_due
from app.services.idea_steps import IdeaStep, take_idea_step
from app.services.ideas import leave_idea
from tests.factories.elements import ElementFactory
from tests.factories.events import EventFactory
from tests.factories.groups import GroupFactory
from tests.factories.ideas import IdeaFactory, like
from tests.factories.people import UserFactory


@pytest.fixture(autouse=True)
def empty_folder(app):
    for file in (settings().data_dir / "mail").glob("*.eml"):
        file.unlink()


@pytest.fixture
def idea(anna):
    return IdeaFactory(author=anna, published=True)


def take(idea, step, *, by, **more):
    told = {"reason": "Dank je wel."} | more
    return take_idea_step(IdeaStep(id=idea.id, version=idea.version, step=step, **told), actor=by)


def mails() -> list:
    for name, tell in (("mails.decision", tell_author), ("mails.idea_step", tell_joined)):
        for job in db.session.query(Job).filter_by(name=name).order_by(Job.id):
            tell(**job.payload)
            db.session.delete(job)
    db.session.commit()
    return list(folder.find(settings().data_dir / "mail"))


@pytest.mark.parametrize(
    ("step", "stage", "words"),
    [
        ("answer", IdeaStage.ANSWERED, "Er is antwoord op het idee"),
        ("become", IdeaStage.BECAME, "Het idee gaat gebeuren"),
        ("decline", IdeaStage.DECLINED, "Het idee gaat niet door"),
    ],
)
def test_whose_idea_it_is_and_who_joined_in_are_told(idea, anna, bram, chris, step, stage, words):
    like(bram, idea)
    what = {"event_id": EventFactory(published=True).id} if step == "become" else {}
    take(idea, step, by=chris, **what)
    assert idea.stage == stage and idea.reply.reason == "Dank je wel."
    sent = mails()
    assert {mail.to for mail in sent} == {anna.email, bram.email}
    assert all(words in mail.text and "Dank je wel." in mail.text for mail in sent)


def test_who_left_or_wants_no_mail_is_not_told(idea, bram, chris):
    quiet = UserFactory(mail_when=MailWhen.NONE)
    for person in (bram, quiet):
        like(person, idea)
    take(idea, "answer", by=chris)
    leave_idea(idea.id, actor=bram)
    assert {bram.email, quiet.email} & {mail.to for mail in mails()} == set()


def test_the_same_click_twice_is_one_step_and_another_is_late(idea, chris):
    version = idea.version
    facts = IdeaStep(id=idea.id, version=version, step="answer", reason="Wij kijken ernaar.")
    assert take_idea_step(facts, actor=chris) is take_idea_step(facts, actor=chris)
    with pytest.raises(ConflictError):
        take_idea_step(IdeaStep(id=idea.id, version=version, step="decline", reason="Nee."), actor=chris)


def test_an_answer_may_be_followed_by_more_but_the_end_is_the_end(idea, chris):
    take(idea, "answer", by=chris)
    take(idea, "become", by=chris, group_id=GroupFactory(published=True).id)
    for step in ("answer", "become", "decline"):
        with pytest.raises(ConflictError):
            take(idea, step, by=chris)


@pytest.mark.parametrize(
    ("step", "more", "field"),
    [
        ("answer", {"reason": ""}, "reason"),
        ("decline", {"reason": ""}, "reason"),
        ("answer", {"reason": "x" * 2001}, "reason"),
        ("become", {}, "became"),
        ("become", {"event_id": uuid.uuid4()}, "address"),
    ],
)
def test_what_is_missing_is_named_and_nothing_changes(idea, chris, step, more, field):
    with pytest.raises(InvalidError) as caught:
        take(idea, step, by=chris, **more)
    assert caught.value.field == field
    db.session.expire_all()
    assert (idea.stage, idea.became_event_id) == (IdeaStage.OPEN, None)


def test_it_becomes_only_what_everyone_sees(idea, chris):
    for waiting in ({"event_id": EventFactory().id}, {"group_id": GroupFactory().id}):
        with pytest.raises(InvalidError):
            take(idea, "become", by=chris, **waiting)


def test_only_another_coordinator_of_there_and_only_of_an_idea_on_view(anna, chris):
    with pytest.raises(NotAllowedError):
        take(IdeaFactory(author=chris, published=True), "answer", by=chris)
    with pytest.raises(NotAllowedError):
        take(IdeaFactory(published=True), "answer", by=anna)
    with pytest.raises(ConflictError):
        take(IdeaFactory(), "answer", by=chris)
    with pytest.raises(NotFoundError):
        take(ElementFactory(published=True), "answer", by=chris)


@pytest.mark.parametrize(("days", "told"), [(8, False), (7, True), (-3, True)])
def test_the_desk_is_told_when_the_term_is_nearly_over(idea, chris, days, told):
    idea.answer_by = today() + timedelta(days=days)
    db.session.commit()
    assert (count_due(chris) == 1) is told
    assert (chris.id in coordinators_with_work(today())) is told
    daily_mail.tell_coordinator(person_id=str(chris.id), day=today().isoformat())
    found = [mail for mail in mails() if mail.to == chris.email]
    assert [("1 idee" in mail.text or "één idee" in mail.text) for mail in found] == ([True] if told else [])


def test_what_is_answered_no_longer_counts(idea, chris):
    idea.answer_by = today()
    db.session.commit()
    take(idea, "answer", by=chris)
    assert count_due(chris) == 0

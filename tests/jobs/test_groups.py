"""Mails about who comes into a group: to its organisers, and to whom it is about."""

import pytest

from app.config import settings
from app.extensions import db
from app.jobs import groups as jobs
from app.mail import folder
from app.models import Job, MailWhen, Membership, Part
from app.services.members import join, leave
from app.services.organisers import move
from tests.factories.groups import GroupFactory, add_to


@pytest.fixture(autouse=True)
def empty_folder(app):
    for file in (settings().data_dir / "mail").glob("*.eml"):
        file.unlink()


@pytest.fixture
def group(anna):
    return GroupFactory(author=anna, led_by=anna, published=True, name="Groen Westeres")


def sent():
    """Do the mail jobs that wait, and return what was mailed."""
    run = {"mails.join_asked": jobs.tell_organiser, "mails.group_step": jobs.tell_person}
    for job in db.session.query(Job).filter(Job.name.in_(run)):
        run[job.name](**job.payload)
    return list(folder.find(settings().data_dir / "mail"))


def test_each_organiser_hears_who_wants_to_join_without_an_address(group, anna, bram):
    join(group.id, note="Ik heb een zaag.", actor=bram)
    (mail,) = sent()
    assert mail.to == anna.email and mail.subject == "Bram Voorbeeld wil meedoen met Groen Westeres"
    assert "Ik heb een zaag." in mail.text and f"/groepen/{group.id}/mensen" in mail.text
    assert bram.email not in mail.text + mail.html


def test_nobody_hears_of_what_was_taken_back(group, bram):
    join(group.id, actor=bram)
    leave(group.id, actor=bram)
    assert sent() == []


@pytest.mark.parametrize(
    ("was", "step", "subject"),
    [
        (Part.ASKED, "admit", "Je doet mee met Groen Westeres"),
        (Part.ASKED, "refuse", "Meedoen met Groen Westeres kan nu niet"),
        (Part.MEMBER, "raise", "Je bent organisator van Groen Westeres"),
        (Part.MEMBER, "hand_over", "Je bent organisator van Groen Westeres"),
    ],
)
def test_who_it_is_about_hears_the_answer_or_the_duty(group, anna, bram, was, step, subject):
    add_to(group, bram, was)
    move(group.id, bram.id, step, actor=anna)
    (mail,) = sent()
    assert (mail.to, mail.subject) == (bram.email, subject)
    assert anna.name not in mail.text and anna.email not in mail.text


@pytest.mark.parametrize("step", ["lower", "remove"])
def test_of_less_nobody_is_mailed(group, anna, bram, step):
    add_to(group, bram, Part.ORGANISER)
    move(group.id, bram.id, step, actor=anna)
    assert sent() == []


def test_who_wants_no_mail_gets_none_and_what_changed_since_is_not_told(group, anna, bram):
    add_to(group, bram, Part.MEMBER)
    move(group.id, bram.id, "raise", actor=anna)
    db.session.get(Membership, (group.id, bram.id)).part = Part.MEMBER
    db.session.commit()
    assert sent() == []
    db.session.get(Membership, (group.id, bram.id)).part = Part.ORGANISER
    bram.mail_when = MailWhen.NONE
    db.session.commit()
    assert sent() == []

"""What time does to an adoption, with a moved clock: reminded, asked, over."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from app.config import settings
from app.extensions import db
from app.jobs import adoptions as jobs
from app.mail import folder
from app.models import AdoptionState, ElementDue, Ending, Job, MailWhen, State, Visibility
from app.services.adoption_year import months_before
from app.services.adoptions import go_on
from tests.factories.adoptions import AdoptionFactory
from tests.factories.elements import ElementFactory
from tests.factories.groups import GroupFactory
from tests.factories.maintenance import MaintenanceLogFactory

START = datetime(2026, 11, 20, 12, tzinfo=UTC)  # in the season of coppicing


@pytest.fixture(autouse=True)
def clock(app):
    for file in (settings().data_dir / "mail").glob("*.eml"):
        file.unlink()
    with time_machine.travel(START, tick=False) as moved:
        yield moved


@pytest.fixture
def element(chris):
    return ElementFactory(author=chris, published=True, type_key="wooded_bank", title="Houtwal")


@pytest.fixture
def adoption(element, anna):
    return AdoptionFactory(element=element, person_id=anna.id, years=5)


def night(clock=None, *, days=0):
    """Let days pass, do what the night does, and return the subjects of the mails of it."""
    if days:
        clock.move_to(START + timedelta(days=days))
    jobs.sweep()
    before = len(list(folder.find(settings().data_dir / "mail")))
    for job in db.session.query(Job).filter(Job.name == "mails.adoption"):
        jobs.tell(**job.payload)
        db.session.delete(job)
    db.session.commit()
    db.session.expire_all()
    return len(list(folder.find(settings().data_dir / "mail"))) - before


def is_due(element):
    due = {"activity_key": "coppicing", "type_key": element.type_key, "done_on": date(2010, 1, 1)}
    MaintenanceLogFactory(
        element=element,
        published=True,
        activity_key="coppicing",
        done_on=due["done_on"],
        share_num=1,
        share_den=1,
    )
    db.session.add(ElementDue(element_id=element.id, due_from=date(2020, 9, 1), overdue_from=None, **due))
    db.session.commit()


def test_in_the_season_one_mail_a_year_says_what_to_do(adoption, element, clock):
    assert night() == 0  # nothing is known of when it is due
    is_due(element)
    assert night() == 1
    (mail,) = folder.find(settings().data_dir / "mail")
    assert mail.subject == "Nu te doen: Houtwal" and "fzetten" in mail.text
    assert night(clock, days=60) == 0
    assert night(clock, days=366) == 1


def test_outside_the_season_there_is_no_mail(adoption, element, clock):
    is_due(element)
    clock.move_to(datetime(2027, 5, 20, 12, tzinfo=UTC))
    assert night() == 0


def test_who_wants_no_mail_gets_none(adoption, element, anna):
    is_due(element)
    anna.mail_when = MailWhen.NONE
    db.session.commit()
    assert night() == 0


def test_of_a_group_the_organisers_are_told_once_each(element, anna, bram):
    group = GroupFactory(author=anna, led_by=anna, joined_by=bram, published=True)
    AdoptionFactory(element=element, group_id=group.id)
    AdoptionFactory(element=element, person_id=anna.id)
    is_due(element)
    assert night() == 1  # for Anna herself, and not once more for the group


def test_after_long_silence_one_is_asked_once_and_then_it_lapses(adoption, clock):
    assert night(clock, days=540) == 0
    assert night(clock, days=550) == 1
    (mail,) = folder.find(settings().data_dir / "mail")
    assert mail.subject == "Zorg je nog voor Houtwal?" and "60 dagen" in mail.text
    assert night(clock, days=600) == 0 and adoption.is_active
    assert night(clock, days=611) == 0
    assert (adoption.state, adoption.why) == (AdoptionState.LAPSED, Ending.SILENCE)


def test_an_answer_counts_for_as_long_again(adoption, anna, clock):
    night(clock, days=550)
    go_on(adoption.id, actor=anna)
    assert night(clock, days=700) == 0 and adoption.is_active and adoption.asked_about is None
    assert night(clock, days=550 + 550) == 1


def test_work_that_is_logged_is_an_answer(adoption, element, clock):
    night(clock, days=550)
    done = date(2028, 6, 1)
    MaintenanceLogFactory(element=element, published=True, done_on=done, activity_key="coppicing")
    assert night(clock, days=615) == 0 and adoption.is_active and adoption.asked_on is None


def test_when_the_term_is_over_one_is_asked_to_go_on(element, anna, clock):
    adoption = AdoptionFactory(element=element, person_id=anna.id, years=1)
    assert night(clock, days=365) == 1 and adoption.asked_about == Ending.TERM
    go_on(adoption.id, actor=anna)
    assert adoption.until_on == date(2028, 11, 20)
    night(clock, days=366 + 365)
    night(clock, days=366 + 365 + 61)
    assert (adoption.state, adoption.why) == (AdoptionState.LAPSED, Ending.TERM)


@pytest.mark.parametrize("how", ["gone", "hidden"])
def test_it_ends_quietly_with_the_element(adoption, element, how):
    if how == "gone":
        element.state, element.is_public = State.GONE, False
    else:
        element.visibility, element.is_public = Visibility.COORDINATORS, False
    db.session.commit()
    assert night() == 0
    assert (adoption.state, adoption.why) == (AdoptionState.ENDED, Ending.ELEMENT)


def test_months_are_counted_on_the_calendar():
    assert months_before(date(2026, 11, 20), 18) == date(2025, 5, 20)
    assert months_before(date(2027, 8, 31), 18) == date(2026, 2, 28)
    assert months_before(date(2026, 6, 30), 18) == date(2024, 12, 30)

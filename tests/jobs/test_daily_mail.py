"""The mails of the morning: one per reader, all of it, in order, never twice."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from app.core.clock import now
from app.extensions import db
from app.jobs import DAILY, daily_mail
from app.jobs.worker import Worker, coming
from app.models import CoordinatorArea, Job, MailWhen, Role, User
from app.services.mail_settings import choose_mail, stop_mail
from app.services.moderation import Verdict, decide, undo
from tests.apps import another
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.factories.people import UserFactory

EVENING = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)  # seven o'clock in winter
pytestmark = [pytest.mark.committed]


@pytest.fixture
def clock():
    with time_machine.travel(EVENING, tick=False) as moving:
        yield moving


@pytest.fixture
def worker(app, database, smtp):
    smtp.start()
    return Worker(another(app, database, mail_url=smtp.url))


def take(item, step, *, by, **more):
    return decide(Verdict(id=item.id, version=item.version, step=step, **more), actor=by)


def choose(person: User, when: MailWhen) -> None:
    choose_mail(when, actor=person)


def morning(worker, clock, at=MORNING) -> None:
    clock.move_to(at)
    daily_mail.plan()
    worker.run_until_empty()


def readers(smtp) -> list[str]:
    return [each.readers[0] for each in smtp.taken]


def text_of(received) -> str:
    return received.mail.get_body(("plain",)).get_content()


@pytest.mark.J05
def test_who_reads_once_a_day_gets_all_of_it_in_the_order_of_time(worker, clock, smtp, anna, chris):
    choose(anna, MailWhen.DAILY)
    for number, step in enumerate(("reject", "publish", "return")):
        clock.shift(60)
        take(ElementFactory(author=anna, title=f"Poel {number}"), step, by=chris, reason=f"Woord {number}.")
    worker.run_until_empty()
    assert smtp.taken == []
    morning(worker, clock)
    (mail,) = smtp.taken
    assert str(mail.mail["Subject"]) == "Nieuws over wat je instuurde (3)"
    text = text_of(mail)
    at = [text.index(f"{what} {number}") for number in (0, 1, 2) for what in ("Poel", "Woord")]
    assert at == sorted(at)
    assert db.session.query(Job).count() == 0


def test_nothing_new_is_no_mail_and_what_was_told_is_not_told_again(worker, clock, smtp, anna, chris):
    choose(anna, MailWhen.DAILY)
    clock.shift(60)
    take(ElementFactory(author=anna), "publish", by=chris)
    for day in range(3):
        morning(worker, clock, MORNING + timedelta(days=day))
    assert len(smtp.taken) == 1


def test_what_was_taken_back_or_answered_is_left_out(worker, clock, smtp, anna, chris):
    choose(anna, MailWhen.DAILY)
    clock.shift(60)
    poel, other = ElementFactory(author=anna), ElementFactory(author=anna)
    take(poel, "publish", by=chris)
    undo(poel.id, actor=chris)
    take(other, "return", by=chris, reason="Waar?")
    other.take("resubmit", actor=anna, reason="Daar.")
    db.session.commit()
    morning(worker, clock)
    assert readers(smtp) == ["chris@example.nl"]  # of what waits again


def test_the_morning_planned_twice_is_one_mail_each(worker, clock, smtp, anna, chris):
    choose(anna, MailWhen.DAILY)
    clock.shift(60)
    take(ElementFactory(author=anna), "publish", by=chris)
    ElementFactory(author=anna)
    clock.move_to(MORNING)
    daily_mail.plan()
    daily_mail.plan()
    assert db.session.query(Job).filter(Job.name.in_(["mails.daily", "mails.desk"])).count() == 4
    worker.run_until_empty()
    assert sorted(readers(smtp)) == ["anna@example.nl", "chris@example.nl"]


@pytest.mark.J05
@pytest.mark.parametrize("note", ["note_told", "note_desk_told"])
def test_a_worker_that_dies_after_the_mail_went_repeats_it_once_with_the_same_id(
    worker, clock, smtp, anna, chris, monkeypatch, note
):
    choose(anna, MailWhen.DAILY)
    clock.shift(60)
    take(ElementFactory(author=anna), "publish", by=chris)
    ElementFactory(author=anna)
    clock.move_to(MORNING)
    daily_mail.plan()
    real, died = getattr(daily_mail, note), []

    def die_once(*args):
        if not died:
            died.append(args)
            raise RuntimeError("the power went")
        real(*args)

    monkeypatch.setattr(daily_mail, note, die_once)
    worker.run_until_empty()
    clock.shift(60)
    worker.run_until_empty()
    clock.shift(600)
    worker.run_until_empty()
    idents = [str(each.mail["Message-ID"]) for each in smtp.taken]
    assert len(idents) == 3 and len(set(idents)) == 2


def test_who_goes_over_to_at_once_gets_what_waited_and_nothing_is_lost_or_told_twice(
    worker, clock, smtp, anna, chris
):
    poels = [ElementFactory(author=anna, title=f"Poel {number}") for number in range(4)]
    take(poels[0], "publish", by=chris)  # its mail is on the way when she chooses
    clock.shift(1)
    choose(anna, MailWhen.DAILY)
    clock.shift(60)
    worker.run_until_empty()
    assert len(smtp.taken) == 1
    take(poels[1], "publish", by=chris)
    clock.shift(60)
    worker.run_until_empty()
    take(poels[2], "publish", by=chris)  # can still be taken back when she chooses again
    choose(anna, MailWhen.EACH)
    clock.shift(60)
    worker.run_until_empty()
    take(poels[3], "publish", by=chris)
    clock.shift(60)
    worker.run_until_empty()
    morning(worker, clock)
    told = [name for each in smtp.taken for name in set(re.findall(r"Poel \d", text_of(each)))]
    assert sorted(told) == ["Poel 0", "Poel 1", "Poel 2", "Poel 3"]


@pytest.mark.parametrize("how", ["stopped", "closed", "erased"])
def test_who_wants_none_or_is_not_there_any_more_gets_none(worker, clock, smtp, anna, chris, how):
    for person in (anna, chris):
        choose(person, MailWhen.DAILY)
    clock.shift(60)
    take(ElementFactory(author=anna), "publish", by=chris)
    ElementFactory(author=anna)
    clock.move_to(MORNING)
    daily_mail.plan()  # before and after the mails were asked for
    for person in (anna, chris):
        if how == "stopped":
            stop_mail(person.id)
        elif how == "closed":
            person.suspended_at = now()
        else:
            person.email = None
    db.session.commit()
    worker.run_until_empty()
    morning(worker, clock, MORNING + timedelta(days=1))
    assert smtp.taken == []


def test_a_coordinator_hears_how_much_waits_since_when_and_where(worker, clock, smtp, anna, chris):
    for village, days in (("Assen", 3), ("Assen", 12), ("Gieten", 0)):
        ElementFactory(author=anna, village=village, received_at=MORNING - timedelta(days=days, hours=1))
    ElementFactory(author=chris)  # one's own is for others
    ElementFactory(author=anna, published=True)
    morning(worker, clock)
    (mail,) = smtp.taken
    assert str(mail.mail["Subject"]) == "Wacht op controle: 3" and mail.readers == ["chris@example.nl"]
    text = text_of(mail)
    assert "De oudste kwam binnen op 12 november 2026." in text
    assert "* Assen: 2, het oudste sinds 12 dagen" in text
    assert "* Aa en Hunze: 1, het oudste van vandaag" in text
    assert "http://localhost/controle" in text


def test_a_coordinator_hears_it_once_a_day_while_it_waits(worker, clock, smtp, anna, chris):
    ElementFactory(author=anna)
    for hours in (0, 1, 24):
        morning(worker, clock, MORNING + timedelta(hours=hours))
    assert readers(smtp) == ["chris@example.nl"] * 2


def test_when_nothing_waits_nobody_hears_of_it(worker, clock, smtp, anna, chris):
    ElementFactory(author=anna, published=True)
    waiting = ElementFactory(author=anna)
    clock.move_to(MORNING)
    daily_mail.plan()
    take(waiting, "publish", by=chris)  # in between
    worker.run_until_empty()
    assert smtp.taken == []


def test_an_admin_is_told_when_municipalities_were_given(worker, clock, smtp, anna, dirk):
    MaintenanceLogFactory(author=anna)
    morning(worker, clock)
    assert smtp.taken == []
    dirk.areas = [CoordinatorArea(municipality_code="GM0106")]
    db.session.commit()
    morning(worker, clock, MORNING + timedelta(days=1))
    assert readers(smtp) == ["dirk@example.nl"]


def test_a_neighbour_hears_nothing_of_what_is_not_on_that_desk(worker, clock, smtp, anna, chris):
    UserFactory(
        email="buur@example.nl",
        role=Role.COORDINATOR,
        areas=[CoordinatorArea(municipality_code="GM1730")],
    )
    ElementFactory(author=anna)
    morning(worker, clock)
    assert readers(smtp) == ["chris@example.nl"]


@pytest.mark.once
def test_the_morning_comes_at_seven_in_winter_and_in_summer(clock):
    assert coming(DAILY["mails.morning"]) == MORNING
    clock.move_to(datetime(2026, 7, 1, 5, 30, tzinfo=UTC))
    assert coming(DAILY["mails.morning"]) == datetime(2026, 7, 2, 5, 0, tzinfo=UTC)

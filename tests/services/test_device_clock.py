"""Whatever a device says of the time: ours sets the order, theirs is shown; a day to come is flagged."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
import time_machine
from sqlalchemy import select

from app.core.device_clock import MOST_S, DeviceClock
from app.core.errors import InvalidError
from app.extensions import db
from app.jobs import JOBS
from app.models import Condition, ElementDue, Job, PhotoWrong, Seen, State, Submission, Wish
from app.queries.check import remark_of
from app.queries.checks import checks_on
from app.queries.corrections import last_seen
from app.queries.moderation import find_waiting
from app.queries.submissions import Group, find_mine
from app.services.changes import ChangeFacts, propose_change
from app.services.elements import edit_element, register_element
from app.services.ground import GroundFacts, claim_ground
from app.services.maintenance import log_maintenance
from app.services.moderation import Verdict, decide
from app.services.photo_reports import ReportFacts, report_photo
from app.services.presence import PresenceFacts, report_presence
from tests.factories.corrections import PhotoFactory
from tests.factories.elements import ElementFactory
from tests.handing_in import element_facts, ident, log_facts, look_codes, work_off
from tests.personas import sign_in

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
TEN_YEARS = 3653 * 86400
pytestmark = pytest.mark.D13


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as moving:
        yield moving


@pytest.fixture
def heg(bram):
    return ElementFactory(author=bram, published=True, type_key="pollard_tree", count=6, title="Wilgen")


def off(seconds: float) -> DeviceClock:
    """Return a clock that is so far ahead of the server's."""
    return DeviceClock.read((datetime.now(UTC) + timedelta(seconds=seconds)).isoformat())


def seen(element, **changed) -> PresenceFacts:
    return PresenceFacts(**({"element_id": element.id, "seen": Seen.SAME, "seen_on": NOON.date()} | changed))


def pollarded(element, person, **changed):
    told = {"activity_key": "pollarding", "share": Fraction(1), "photos": ()}
    return log_facts(element, person, **(told | changed))


def publish(item, *, by) -> None:
    decide(Verdict(id=item.id, version=item.version, step="publish"), actor=by)


def said(item) -> list[str]:
    """Return what the pre-checks say of clock and day."""
    found = [remark_of(one) for one in checks_on(item) if one.code.startswith(("clock.", "day."))]
    return [one.sentence % dict(one.values) for one in found]


def test_each_kind_of_submission_keeps_it(anna, heg):
    photo, two_hours = PhotoFactory(item=heg), off(7200)
    change = ChangeFacts(
        element_id=heg.id, base_version=heg.version, base={"name": ""}, wanted={"name": "Drie wilgen"},
        desk_chooses=False, why="",
    )  # fmt: skip
    made = [
        register_element(ident(), element_facts(anna), clock=two_hours, actor=anna),
        log_maintenance(ident(), log_facts(heg, anna), clock=two_hours, actor=anna),
        report_presence(ident(), seen(heg), clock=two_hours, actor=anna),
        propose_change(ident(), change, clock=two_hours, actor=anna),
        claim_ground(ident(), GroundFacts(element_id=heg.id, wish=Wish.TALK), clock=two_hours, actor=anna),
        report_photo(
            ident(), ReportFacts(photo_id=photo.id, wrong=PhotoWrong.PERSON), clock=two_hours, actor=anna
        ),
    ]
    work_off()
    for item in made:
        db.session.refresh(item)
        assert (item.clock_skew_s, item.device_time) == (7200, two_hours.made), item.kind
        assert item.received_at == NOON and "clock.ahead" in look_codes(item), item.kind
    assert len({item.kind for item in made}) == 6


@pytest.mark.parametrize(
    ("skew_s", "sentence"),
    [
        (0, None),
        (600, None),
        (-600, None),
        (660, "Ingestuurd met een klok die ongeveer 11 minuten voorliep"),
        (-660, "Ingestuurd met een klok die ongeveer 11 minuten achterliep"),
        (3600, "Ingestuurd met een klok die ongeveer 1 uur voorliep"),  # summer time by hand
        (-3 * 86400, "Ingestuurd met een klok die ongeveer 3 dagen achterliep"),
        (TEN_YEARS, "Ingestuurd met een klok die ongeveer 10 jaar voorliep"),
        (-TEN_YEARS, "Ingestuurd met een klok die ongeveer 10 jaar achterliep"),
        (7000 * 365 * 86400, "Ingestuurd met een klok die ongeveer 68 jaar voorliep"),
    ],
)
def test_how_far_it_is_off_is_kept_and_said(anna, skew_s, sentence):
    item = register_element(ident(), element_facts(anna), clock=off(skew_s), actor=anna)
    db.session.refresh(item)
    assert item.clock_skew_s == min(skew_s, MOST_S)
    assert item.received_at == NOON
    assert said(item) == ([sentence] if sentence else [])


@pytest.mark.parametrize("text", ["2026-11-26T14:00:00+02:00", "2026-11-26T02:00:00-10:00"])
def test_another_time_zone_is_not_off(anna, text):
    item = register_element(ident(), element_facts(anna), clock=DeviceClock.read(text), actor=anna)
    assert (item.clock_skew_s, item.device_time, said(item)) == (0, NOON, [])


@pytest.mark.parametrize("year", [2, 9998])
def test_the_ends_of_the_calendar_are_kept_and_read_again(anna, year):
    clock = DeviceClock.read(f"{year:04}-01-01T00:00:00Z")
    item = register_element(ident(), element_facts(anna), clock=clock, actor=anna)
    db.session.expire_all()
    assert item.device_time == datetime(year, 1, 1, tzinfo=UTC)


def test_without_a_script_nothing_is_stored_and_nothing_said(anna):
    item = register_element(ident(), element_facts(anna), actor=anna)
    assert (item.device_time, item.clock_skew_s, said(item)) == (None, None, [])


def test_sent_again_or_changed_it_stays_what_it_was(anna, clock):
    facts, one = element_facts(anna), ident()
    register_element(one, facts, clock=off(60), actor=anna)
    clock.shift(3600)
    again = register_element(one, facts, clock=off(TEN_YEARS), actor=anna)
    edit_element(one, element_facts(anna, name="De Kolk"), version=again.version, actor=anna)
    item = db.session.get(Submission, one, populate_existing=True)
    assert (item.clock_skew_s, item.received_at) == (60, NOON)


NIGHTS = {
    "an ordinary day": NOON,
    "the night of summer time": datetime(2026, 3, 29, 0, 40, tzinfo=UTC),
    "the night of winter time": datetime(2026, 10, 25, 0, 40, tzinfo=UTC),  # 02:40 comes twice
    "leap day": datetime(2028, 2, 29, 22, 40, tzinfo=UTC),  # and midnight between the first and the last
}


@pytest.mark.parametrize("start", NIGHTS.values(), ids=NIGHTS)
@pytest.mark.parametrize("way", [1, -1])
def test_the_desk_and_ones_own_list_go_by_when_it_came_in(client, anna, chris, clock, start, way):
    heg = ElementFactory(author=anna, published=True)
    sent = []
    for number, years in enumerate((way * 10, 0, -way * 10)):
        clock.move_to(start + timedelta(minutes=30 * number))
        skew = years * 365.25 * 86400 + 3600 * way  # an hour off besides, as on such a night
        facts = log_facts(heg, anna, done_on=start.date() - timedelta(days=number))
        sent.append(log_maintenance(ident(), facts, clock=off(skew), actor=anna).id)
    assert [item.id for item in find_waiting(chris).rows] == sent
    assert [item.id for item in find_mine(anna, Group.WAITING).rows if item.id in sent] == sent[::-1]
    sign_in(client, chris)
    page = client.get("/controle").text
    assert sorted(sent, key=lambda one: page.index(f'id="wacht-{one}"')) == sent


def test_the_desk_shows_it_and_may_approve(client, anna, chris, heg):
    log = log_maintenance(ident(), log_facts(heg, anna), clock=off(3 * TEN_YEARS / 10), actor=anna)
    sign_in(client, chris)
    assert "met een klok die ongeveer 3 jaar voorliep" in client.get(f"/controle/{log.id}").text
    publish(log, by=chris)
    assert log.state == State.PUBLISHED


@pytest.mark.parametrize(
    ("moment", "day", "sentence"),
    [
        (NOON, date(2026, 11, 26), None),
        (NOON, date(2026, 11, 27), "De dag moet nog komen: 27 november 2026"),
        (NOON, date(2036, 11, 26), "De dag moet nog komen: 26 november 2036"),
        (NOON, date(2199, 12, 31), "De dag moet nog komen: 31 december 2199"),
        (datetime(2028, 2, 28, 12, tzinfo=UTC), date(2028, 2, 29), "De dag moet nog komen: 29 februari 2028"),
        (datetime(2028, 2, 29, 12, tzinfo=UTC), date(2028, 2, 29), None),
        (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), date(2026, 3, 29), None),  # half past midnight here
        (datetime(2026, 10, 24, 22, 30, tzinfo=UTC), date(2026, 10, 25), None),
        (
            datetime(2026, 10, 25, 22, 30, tzinfo=UTC),
            date(2026, 10, 26),
            "De dag moet nog komen: 26 oktober 2026",
        ),
    ],
)
def test_a_day_to_come_is_flagged_and_not_refused(anna, heg, clock, moment, day, sentence):
    clock.move_to(moment)
    log = log_maintenance(ident(), log_facts(heg, anna, done_on=day), actor=anna)
    check = report_presence(ident(), seen(heg, seen_on=day), actor=anna)
    work_off()
    for item in (log, check):
        assert said(item) == ([sentence] if sentence else [])
        assert ("day.future" in look_codes(item)) == (sentence is not None)


def test_a_day_that_nobody_means_is_refused(anna, heg):
    for hand_in in (
        lambda: log_maintenance(ident(), log_facts(heg, anna, done_on=date(2200, 1, 1)), actor=anna),
        lambda: report_presence(ident(), seen(heg, seen_on=date.max), actor=anna),
    ):
        with pytest.raises(InvalidError):
            hand_in()


def test_of_someone_trusted_it_waits_too_until_the_day_came(trusted, poel, clock):
    clock.move_to(datetime(2026, 9, 11, 12, tzinfo=UTC))
    tomorrow = log_maintenance(ident(), log_facts(poel, trusted, done_on=date(2026, 9, 12)), actor=trusted)
    ahead = register_element(ident(), element_facts(trusted), clock=off(TEN_YEARS), actor=trusted)
    work_off()
    assert {one.state for one in refreshed(tomorrow, ahead)} == {State.PENDING}
    clock.move_to(datetime(2026, 9, 12, 12, tzinfo=UTC))
    JOBS["checks.look_all"](after="")
    assert [one.state for one in refreshed(tomorrow, ahead)] == [State.PUBLISHED, State.PENDING]


def test_work_of_a_day_to_come_counts_from_that_day(anna, chris, heg, clock):
    log = log_maintenance(ident(), pollarded(heg, anna, done_on=date(2028, 2, 29)), actor=anna)
    publish(log, by=chris)
    assert dues(heg) == {}
    (job,) = db.session.scalars(select(Job).where(Job.name == "dues.day")).all()
    assert job.due_at == datetime(2028, 2, 28, 23, tzinfo=UTC)  # midnight on the clock of Drenthe
    clock.move_to(job.due_at - timedelta(seconds=1))
    JOBS[job.name](**job.payload)
    assert dues(heg) == {}
    clock.move_to(job.due_at)
    JOBS[job.name](**job.payload)
    assert dues(heg) == {"pollarding": date(2028, 2, 29)}


def test_work_of_a_day_to_come_clears_no_tick_and_overtakes_nothing(anna, chris, clock):
    heg = ElementFactory(author=anna, published=True, type_key="pollard_tree", overdue=True)
    for day, condition in ((date(2036, 1, 10), Condition.POOR), (date(2025, 1, 10), Condition.GOOD)):
        facts = pollarded(heg, anna, done_on=day, condition_after=condition)
        publish(log_maintenance(ident(), facts, actor=anna), by=chris)
        assert heg.overdue and heg.overdue_since == date(2025, 11, 1)
    assert heg.condition == Condition.GOOD


def test_what_will_be_seen_is_not_when_it_was_last_seen(anna, chris, heg, clock):
    for day in (date(2026, 11, 20), date(2036, 11, 20)):
        publish(report_presence(ident(), seen(heg, seen_on=day), actor=anna), by=chris)
    assert last_seen(heg) == date(2026, 11, 20)
    clock.move_to(datetime(2036, 11, 20, 12, tzinfo=UTC))
    assert last_seen(heg) == date(2036, 11, 20)


def refreshed(*items):
    return [db.session.get(Submission, one.id, populate_existing=True) for one in items]


def dues(element) -> dict[str, date]:
    rows = select(ElementDue).where(ElementDue.element_id == element.id)
    return {row.activity_key: row.done_on for row in db.session.scalars(rows)}

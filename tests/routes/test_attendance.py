"""On the day: who was there, how long, and the end of it: logs at the desk, thanks, an accident note."""

import uuid
from datetime import timedelta
from fractions import Fraction

import pytest

from app.core.clock import now
from app.extensions import db
from app.models import Event, EventStage, EventTask, Going, Job, MaintenanceLog, SignUp, State
from tests.factories.elements import ElementFactory
from tests.factories.events import EventFactory, join
from tests.factories.groups import GroupFactory
from tests.personas import sign_in


@pytest.fixture
def event(anna, bram):
    """Bram organises a day that began an hour ago; Anna comes with a child, Eva by mail."""
    group = GroupFactory(published=True)
    join(bram, group)
    poel = ElementFactory(published=True)
    tasks = [
        EventTask(element=poel, activity_key="pond_clearing", position=1),
        EventTask(element=poel, activity_key="mowing_removal", position=2),
    ]
    day = EventFactory(
        published=True, hosts=[group], tasks=tasks, starts_at=now() - timedelta(hours=1), title="Poelendag"
    )
    db.session.add_all(
        [
            SignUp(event=day, person=anna, children=1, going=Going.GOING, rank=1),
            SignUp(event=day, name="Eva", email="eva@example.nl", going=Going.GOING, rank=2),
            SignUp(event=day, name="Wim", email="wim@example.nl", going=Going.WAITING, rank=3),
        ]
    )
    db.session.commit()
    return day


@pytest.fixture
def brams(client, bram):
    sign_in(client, bram)
    return client


def places(event) -> dict[str, SignUp]:
    db.session.expire_all()
    return {one.name_shown: one for one in db.session.query(SignUp).filter_by(event_id=event.id)}


def tick(client, event, *names, hours="", **more):
    form = {"id": str(uuid.uuid4())} | more
    for name in names:
        one = places(event)[name]
        form |= {f"present_{one.id.hex}": "y", f"hours_{one.id.hex}": hours}
    return client.send(f"/agenda/{event.id}/aanwezig", form)


def end(client, event, *shares, **more):
    tasks = db.session.get(Event, event.id).tasks
    done = {f"done_{one.id.hex}": share for one, share in zip(tasks, shares, strict=True)}
    version = str(db.session.get(Event, event.id).version)
    form = {"version": version, "nest_check": "none_seen", "accident": ""} | done | more
    return client.send(f"/agenda/{event.id}/afsluiten", form)


def test_who_is_there_is_ticked_with_hours_and_who_just_came(brams, event):
    page = brams.get(f"/agenda/{event.id}/aanwezig").text
    assert "Anna Voorbeeld" in page
    assert "Wim" not in page
    answer = tick(brams, event, "Anna Voorbeeld", hours="2:30", walk_ins="3", walk_in_name="Henk en co")
    assert answer.status_code == 303
    found = places(event)
    assert (found["Anna Voorbeeld"].present, found["Anna Voorbeeld"].minutes) == (True, 150)
    assert (found["Eva"].present, found["Wim"].present) == (False, None)
    assert (found["Henk en co"].people, found["Henk en co"].walk_in) == (3, True)
    assert 'value="2:30"' in brams.get(f"/agenda/{event.id}/aanwezig").text


def test_the_same_list_twice_is_once(brams, event):
    ident = str(uuid.uuid4())
    for _ in range(2):
        tick(brams, event, "Anna Voorbeeld", id=ident, walk_ins="3", walk_in_name="Henk")
    assert [name for name in places(event) if name == "Henk"] == ["Henk"]


@pytest.mark.parametrize(
    "more", [{"walk_ins": "veel"}, {"walk_ins": "201"}, {"walk_in_name": "x" * 81}, {"id": "geen"}]
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(brams, event, more):
    assert tick(brams, event, "Anna Voorbeeld", **more).status_code == 422
    assert places(event)["Anna Voorbeeld"].present is None


def test_closing_logs_each_task_that_was_done_with_all_people_and_their_hours(brams, event, bram):
    tick(brams, event, "Anna Voorbeeld", hours="2", walk_ins="2")
    assert end(brams, event, "1/2", "0", accident="Iemand viel in het water.").status_code == 303
    log = db.session.query(MaintenanceLog).one()
    assert (log.activity_key, log.share, log.people) == ("pond_clearing", Fraction(1, 2), 4)
    assert log.minutes_each == (2 * 120 + 2 * 180) / 4
    assert (log.state, log.author_id, log.notes) == (State.PENDING, bram.id, "Poelendag")
    found = db.session.get(Event, event.id)
    assert (found.stage, found.version) == (EventStage.CLOSED, 2)
    told = [job.payload["sign_up_id"] for job in db.session.query(Job).filter_by(name="mails.sign_up")]
    assert str(places(event)["Anna Voorbeeld"].id) in told
    assert str(places(event)["Eva"].id) not in told


def test_everyone_sees_what_it_became_and_only_who_runs_it_what_went_wrong(app, brams, event):
    tick(brams, event, "Anna Voorbeeld", hours="2")
    end(brams, event, "1", "1", accident="Iemand viel in het water.")
    page = app.test_client().get(f"/agenda/{event.id}").text
    assert "2 mensen waren erbij." in page
    assert "viel in het water" not in page
    assert "viel in het water" in brams.get(f"/agenda/{event.id}").text


def test_a_day_is_closed_once(app, brams, event, chris):
    tick(brams, event, "Anna Voorbeeld")
    form_page = f"/agenda/{event.id}/afsluiten"
    desk = app.test_client()
    sign_in(desk, chris)
    token = desk.csrf(form_page)
    end(brams, event, "1", "0")
    tasks = db.session.get(Event, event.id).tasks
    done = {f"done_{one.id.hex}": "1" for one in tasks}
    late = {"csrf_token": token, "version": "1", "nest_check": "none_seen"} | done
    answer = desk.post(form_page, data=late)
    assert answer.status_code == 409
    assert "Deze dag is al afgesloten." in answer.text
    again = brams.post(form_page, data=late | {"csrf_token": brams.csrf("/account")})
    assert again.status_code == 303
    assert db.session.query(MaintenanceLog).count() == 1
    assert brams.get(form_page).status_code == 409


def test_a_day_on_which_nobody_was_is_not_closed(brams, event):
    answer = end(brams, event, "1", "1")
    assert answer.status_code == 422
    assert "Vul eerst in wie er was." in answer.text
    assert db.session.query(MaintenanceLog).count() == 0


def test_it_asks_for_each_task_and_for_the_nests(brams, event):
    tick(brams, event, "Anna Voorbeeld")
    answer = end(brams, event, "2", "1", nest_check="")
    assert answer.status_code == 422
    assert "Kies hoeveel er klaar is." in answer.text
    assert "Kies of er naar nesten is gekeken." in answer.text


def test_an_element_that_was_taken_back_is_said_beside_its_row(brams, event):
    tick(brams, event, "Anna Voorbeeld")
    element = db.session.get(Event, event.id).tasks[0].element
    element.state = State.REJECTED
    db.session.commit()
    answer = end(brams, event, "1", "1")
    assert answer.status_code == 422
    assert "Kies: niet gedaan." in answer.text
    assert db.session.get(Event, event.id).stage == EventStage.PLANNED


def test_before_it_begins_nobody_is_there(brams, event):
    db.session.get(Event, event.id).starts_at = now() + timedelta(minutes=5)
    db.session.commit()
    assert brams.get(f"/agenda/{event.id}/aanwezig").status_code == 409
    assert "Wie is er" not in brams.get(f"/agenda/{event.id}").text

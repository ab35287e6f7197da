"""/agenda/…/werk: elements and work of a day, with what the season says and what needs a certificate."""

import uuid
from datetime import datetime

import pytest

from app.core.clock import HOME
from app.extensions import db
from app.models import Activity, Event, State, Visibility
from tests.factories.elements import ElementFactory
from tests.factories.events import EventFactory, join
from tests.factories.groups import GroupFactory
from tests.personas import sign_in

NEAR = {"lon": 6.7030, "lat": 53.0430}


@pytest.fixture
def event(client, anna):
    """A day of Anna's group in May, when birds breed; she looks."""
    group = GroupFactory(published=True)
    join(anna, group)
    sign_in(client, anna)
    may = datetime(2027, 5, 8, 9, 30, tzinfo=HOME)
    return EventFactory(published=True, hosts=[group], starts_at=may)


@pytest.fixture
def wilgen(database):
    return ElementFactory(published=True, title="Wilgen Lage Dijk", type_key="pollard_tree", **NEAR)


def add(client, event, element, work="pollarding", **changed):
    form = {"id": str(uuid.uuid4()), "element_id": str(element.id), "activity_key": work} | changed
    return client.send(f"/agenda/{event.id}/werk", form)


def tasks(event) -> list[tuple[str, str]]:
    db.session.expire_all()
    return [(one.element.title, one.activity_key) for one in db.session.get(Event, event.id).tasks]


def test_work_is_planned_with_what_the_season_says(client, event, wilgen):
    assert add(client, event, wilgen).status_code == 303
    assert tasks(event) == [("Wilgen Lage Dijk", "pollarding")]
    for page in (client.get(f"/agenda/{event.id}/werk").text, client.get(f"/agenda/{event.id}").text):
        assert "De meeste vogels broeden dan" in page
    assert "Wilgen Lage Dijk" in client.get(f"/agenda/{event.id}").text


def test_the_same_work_twice_is_planned_once_and_goes_again(client, event, wilgen):
    add(client, event, wilgen)
    add(client, event, wilgen)
    (task,) = db.session.get(Event, event.id).tasks
    gone = f"/agenda/{event.id}/werk/{task.id}/weg"
    assert [client.send(f"/agenda/{event.id}/werk", {}, to=gone).status_code for _ in range(2)] == [303, 303]
    assert tasks(event) == []


def test_work_that_needs_a_certificate_warns(client, event, wilgen):
    needs = db.session.query(Activity).filter(Activity.needs_certificate.is_(True)).first()
    add(client, event, wilgen, needs.key)
    for page in (client.get(f"/agenda/{event.id}/werk").text, client.get(f"/agenda/{event.id}").text):
        assert "moet iemand een certificaat hebben" in page


def test_only_what_stands_near_and_is_theirs_to_see_may_be_chosen(client, event, wilgen):
    far = ElementFactory(published=True, title="Poel in Assen")
    hidden = ElementFactory(
        title="Geheime heg", state=State.PUBLISHED, waits=False, visibility=Visibility.COORDINATORS, **NEAR
    )
    page = client.get(f"/agenda/{event.id}/werk").text
    assert "Wilgen Lage Dijk" in page
    assert "Poel in Assen" not in page
    assert "Geheime heg" not in page
    for other in (far, hidden):
        answer = add(client, event, other)
        assert answer.status_code == 422
        assert "Kies het element." in answer.text
    assert "Kies het werk." in add(client, event, wilgen, "dansen").text
    assert tasks(event) == []


def test_what_others_may_not_see_is_not_named_on_the_page(app, client, event, chris):
    desk = app.test_client()
    sign_in(desk, chris)
    hidden = ElementFactory(
        title="Geheime heg", state=State.PUBLISHED, waits=False, visibility=Visibility.COORDINATORS, **NEAR
    )
    assert add(desk, event, hidden, "hedge_trimming").status_code == 303
    assert "Geheime heg" in desk.get(f"/agenda/{event.id}").text
    for page in (app.test_client().get(f"/agenda/{event.id}").text, client.get(f"/agenda/{event.id}").text):
        assert "Geheime heg" not in page
        assert str(hidden.id) not in page


def test_others_plan_no_work(app, event, bram):
    client = app.test_client()
    sign_in(client, bram)
    assert client.get(f"/agenda/{event.id}/werk").status_code == 403

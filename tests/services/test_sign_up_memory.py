"""Four weeks after a day only numbers are left of who came."""

import uuid
from datetime import timedelta

import pytest
import time_machine

from app.core.clock import now
from app.extensions import db
from app.jobs import DAILY, JOBS
from app.models import Event, Going, SignUp
from app.services.sign_up_memory import forget_details
from app.services.sign_ups import SignUpFacts, ask_sign_up, confirm_sign_up, sign_up
from tests.factories.events import EventFactory

DETAILS = ("name", "email", "phone", "organisation")


@pytest.fixture
def places(anna):
    """Anna with a phone, and Eva by mail, who come together with five."""
    event = EventFactory(published=True, starts_at=now() + timedelta(days=1))
    facts = {"phone": "06-11111111", "organisation": "De Zorgboerderij"}
    first = sign_up(event.id, uuid.uuid4(), SignUpFacts(people=3, **facts), actor=anna).id
    second = uuid.uuid4()
    told = SignUpFacts(name="Eva", email="eva@example.nl", children=1, **facts)
    ask_sign_up(event.id, second, told, network="192.0.2.1", language="nl")
    confirm_sign_up(second)
    return [first, second]


def details(ident) -> list[str]:
    db.session.expire_all()
    one = db.session.get(SignUp, ident)
    return [getattr(one, name) for name in DETAILS]


def test_names_and_numbers_to_call_go_and_how_many_stays(places, anna):
    version = db.session.query(Event).one().version
    with time_machine.travel(now() + timedelta(days=29)):
        assert forget_details() == 0
    assert details(places[1]) == ["Eva", "eva@example.nl", "06-11111111", "De Zorgboerderij"]
    with time_machine.travel(now() + timedelta(days=29, hours=4)):
        assert [forget_details(), forget_details()] == [2, 0]
    assert [details(one) for one in places] == [["", "", "", ""]] * 2
    sizes = [(db.session.get(SignUp, one).size, db.session.get(SignUp, one).going) for one in places]
    assert sizes == [(3, Going.GOING), (2, Going.GOING)]
    assert db.session.get(SignUp, places[0]).person_id == anna.id
    assert db.session.query(Event).one().version == version


def test_who_never_confirmed_is_forgotten_soon(database):
    event = EventFactory(published=True)
    told = SignUpFacts(name="Eva", email="eva@example.nl")
    ask_sign_up(event.id, uuid.uuid4(), told, network="192.0.2.1", language="nl")
    with time_machine.travel(now() + timedelta(days=2, hours=23)):
        forget_details()
    assert db.session.query(SignUp).count() == 1
    db.session.commit()
    with time_machine.travel(now() + timedelta(days=3, hours=1)):
        forget_details()
    assert db.session.query(SignUp).count() == 0


def test_it_comes_round_every_night():
    assert "sign_ups.forget" in DAILY
    assert "sign_ups.forget" in JOBS

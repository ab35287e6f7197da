"""Demo data is for an empty development database, is marked as such, and holds to every rule."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app import create_app
from app.core.clock import now, today
from app.core.errors import ConflictError, NotAllowedError
from app.extensions import db
from app.models import (
    Certainty,
    Decision,
    Element,
    ElementChange,
    ElementDue,
    Event,
    GroundClaim,
    Group,
    Idea,
    IdeaJoin,
    Job,
    MailWhen,
    MaintenanceLog,
    Photo,
    PhotoReport,
    PresenceCheck,
    ProblemReport,
    Sighting,
    Stage,
    State,
    Submission,
    Tier,
    Trust,
    User,
    Walk,
)
from app.policies.sightings import is_out
from app.queries.batches import find_groups
from app.queries.check import Check, needs_look
from app.queries.sightings import find_same_visit
from app.queries.storage import find_faults
from app.services.demo import elements, load_demo, logs, pictures
from app.services.demo.desk import IN_ONE_EVENING
from app.spatial.crs import rd_of
from app.spatial.shapes import unwrap


@pytest.fixture
def development(app, tmp_path):
    """The same database, in an installation for development."""
    other = create_app(replace(app.config["SETTINGS"], env="development", data_dir=tmp_path))
    with other.app_context():
        yield other
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def small(monkeypatch):
    """A tenth of it: one season, one element in each village."""
    monkeypatch.setattr(pictures, "SEASONS", ["summer"])
    monkeypatch.setattr(pictures, "AGAIN", ())
    monkeypatch.setattr(elements, "PER_VILLAGE", (1, 1))
    monkeypatch.setattr(logs, "LOGS", 80)


def test_only_in_development(app):
    with pytest.raises(NotAllowedError):
        load_demo()


@pytest.mark.committed
def test_only_into_an_empty_database(development):
    db.session.add(User(name="Iemand Voorbeeld", email="iemand@example.nl"))
    db.session.commit()
    with pytest.raises(ConflictError):
        load_demo()
    shell = development.test_cli_runner()
    assert shell.invoke(args=["demo", "load"]).exit_code == 1
    assert shell.invoke(args=["demo", "load", "--if-empty"]).exit_code == 0
    assert db.session.scalar(select(func.count()).select_from(User)) == 1


@pytest.mark.P02
@pytest.mark.committed
def test_what_is_loaded_is_marked_and_as_good_as_real(development, small):
    made = load_demo()
    people = db.session.scalars(select(User)).all()
    found = db.session.scalars(select(Element)).all()
    assert (made.people, made.elements, made.logs) == (12, 76, 80 + IN_ONE_EVENING)
    assert all(
        "Voorbeeld" in one.name and one.email.endswith("@example.nl") and one.is_demo for one in people
    )
    assert all("(voorbeeld)" in one.title for one in found)
    for element in found:
        assert element.is_public == element.public_by_rule()
        x, y = rd_of(unwrap(element.shape).centroid.x, unwrap(element.shape).centroid.y)
        home_x, home_y = rd_of(element.place.lon, element.place.lat)
        assert abs(x - home_x) + abs(y - home_y) < 3500
    states = set(db.session.scalars(select(Submission.state)))
    assert {State.PENDING, State.PUBLISHED} < states
    assert db.session.scalar(select(func.count()).select_from(Job).where(Job.lane == "mails")) == 0
    assert db.session.scalar(select(func.count()).select_from(Photo)) > 60
    work = db.session.scalars(select(MaintenanceLog)).all()
    assert all(log.done_on <= log.received_at.date() for log in work)
    assert all(log.element.received_at.date() <= log.done_on for log in work)
    assert list(find_faults()) == []
    check_the_desk()
    check_the_sightings()
    check_the_problems()
    check_the_walks()
    check_the_groups()
    check_the_ideas()
    check_the_events()


def check_the_events():
    """Two days to come, of a group, marked as examples; one has work."""
    found = db.session.scalars(select(Event)).all()
    assert [one.is_public and one.author.is_demo and "(voorbeeld)" in one.title for one in found] == [
        True,
        True,
    ]
    assert all(one.starts_at > now() and one.hosts for one in found)
    assert sorted(len(one.tasks) for one in found) == [0, 1]


def check_the_sightings():
    """Nobody is alarmed, nothing is betrayed: all common and free of protection, public when approved."""
    found = db.session.scalars(select(Sighting)).all()
    assert 25 <= len(found) <= 30
    for one in found:
        kinds = [kind for kind in (one.claimed, one.species) if kind is not None]
        assert all(
            (kind.blur_km, kind.protection, kind.union_list_year) == (0, "none", None) for kind in kinds
        )
        assert all(kind.red_list in {"TNB", "NVT"} and not kind.is_invasive for kind in kinds)
        assert "(voorbeeld)" in one.notes and one.author.is_demo
        assert one.seen_from <= one.received_at.date() and one.seen_from > today() - timedelta(days=367)
        assert is_out(one) == (one.state == State.PUBLISHED) and one.waits != is_out(one)
        assert one.element is None or one.element.is_public
        assert one.element is None or one.element.received_at.date() < one.seen_from
        if is_out(one):
            assert (one.blur_km, one.species_key) == (0, one.claimed_key)
            assert one.certainty in {Certainty.SURE, Certainty.LIKELY}
            assert [step.step for step in one.decisions] == ["submit", "publish"]
    assert {one.claimed_key for one in found if one.waits} > {None}
    assert [one for one in found if one.absent] and [one for one in found if one.element and one.photos]
    [first] = {one.visit_id for one in found if one.visit_id}
    assert len(find_same_visit(db.session.get(Sighting, first), mine=False)) == 2


def check_the_problems():
    """One waits, one is accepted, one planned, one solved; each is marked."""
    found = db.session.scalars(select(ProblemReport)).all()
    assert {one.stage for one in found} == {Stage.REPORTED, Stage.ACCEPTED, Stage.PLANNED, Stage.SOLVED}
    assert all("(voorbeeld)" in one.notes for one in found)
    assert len({one.element_id for one in found}) == len(found)


def check_the_walks():
    """One is open to everyone, one waits for an owner; both are marked, and so is all that they say."""
    shown, drawn = sorted(db.session.scalars(select(Walk)).all(), key=lambda one: not one.is_public)
    assert shown.is_public and shown.public_by_rule() and len(shown.sections) == 3 and len(shown.stops) == 4
    assert not drawn.is_public and drawn.blocking and not drawn.waits
    said = [shown.name, drawn.name, shown.about, *(one.text for one in shown.stops)]
    assert all("(voorbeeld)" in words for words in said)


def check_the_groups():
    """Two are there with people in them, one waits; each is marked, and nobody was mailed."""
    found = db.session.scalars(select(Group)).all()
    assert sorted(one.state for one in found) == [State.PENDING, State.PUBLISHED, State.PUBLISHED]
    assert all("(voorbeeld)" in words for one in found for words in (one.name, one.about, one.contact))
    assert all(one.is_public == bool(one.memberships) for one in found)


def check_the_ideas():
    """One waits, one is on view and others join in; each is marked, and its coordinator has time left."""
    found = {one.state: one for one in db.session.scalars(select(Idea))}
    assert set(found) == {State.PENDING, State.PUBLISHED}
    assert all("(voorbeeld)" in one.title and "voorbeeld" in one.about for one in found.values())
    assert found[State.PUBLISHED].answer_by > today()
    assert db.session.scalar(select(func.count()).select_from(IdeaJoin)) > 0


def check_the_desk():
    """Every kind waits for one coordinator, with its pre-checks; one of each other thing is there too."""
    chris = db.session.scalars(select(User).where(User.name == "Chris Voorbeeld")).one()
    waits = db.session.scalars(select(Submission).where(Submission.waits)).all()
    for kind in (
        ElementChange,
        PresenceCheck,
        GroundClaim,
        PhotoReport,
        ProblemReport,
        Sighting,
        Group,
        Idea,
    ):
        assert [one for one in waits if isinstance(one, kind)], kind
    assert all(one.checks for one in waits)
    assert all(one.needs_look == needs_look(Check(**check) for check in one.checks) for one in waits)
    assert len(find_groups(chris, by_village=False)[0].items) >= 3
    assert len(find_groups(chris, by_village=True)[0].items) >= 3
    assert chris.id in {one.assignee_id for one in waits}
    asked = db.session.scalars(select(Decision).where(Decision.step == "return")).all()
    assert asked
    assert all(one.answer.replies_nl and one.reason.startswith("Dag ") for one in asked)
    assert [trust.tier for trust in db.session.scalars(select(Trust))] == [Tier.KNOWN]
    assert set(db.session.scalars(select(PresenceCheck.state))) == {State.PENDING, State.PUBLISHED}
    assert db.session.scalar(select(func.count()).select_from(ElementDue)) > 5
    assert set(db.session.scalars(select(User.mail_when))) == {MailWhen.EACH}

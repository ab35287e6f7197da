"""When the list of species changes, all sightings follow: nothing shows too much meanwhile (L09, L10)."""

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.jobs import JOBS
from app.models import PAGES, Job, MapLayer, Sighting, Species, State
from app.policies.sightings import is_out, out
from app.services import regrading
from app.services.moderation import decide, undo
from app.services.naming import Naming
from app.services.species import SpeciesFacts, change_species, facts_of, seen
from app.services.verdicts import Verdict
from app.spatial.shapes import unwrap
from app.transaction import transactional
from tests.factories.sightings import HAZEL_SPOT, sighting

HAZEL, OWL, ADDER, KESTREL = "corylus-avellana", "athene-noctua", "vipera-berus", "falco-tinnunculus"
WHY = "Er zijn er nu genoeg"


def change(key, actor, *, reason="", **told):
    species = db.session.get(Species, key)
    facts = {name: getattr(facts_of(species), name) for name in SpeciesFacts.__dataclass_fields__} | told
    change_species(key, SpeciesFacts(**facts), opened_with=seen(species), reason=reason, actor=actor)


def run_jobs(*, most=100) -> list[str]:
    """Do the jobs of the list in order; return the steps that were taken."""
    steps = []
    due = select(Job).where(Job.name == regrading.REGRADE).order_by(Job.created_at, Job.id)
    while (job := db.session.scalars(due.limit(1)).first()) and len(steps) < most:
        payload = dict(job.payload)
        steps.append(payload.get("step", regrading.COARSER))
        JOBS[job.name](**payload)
        _drop(job.id)
    return steps


@transactional
def _drop(ident) -> None:
    db.session.delete(db.session.get(Job, ident))


def shown() -> set:
    """Return which sightings everyone may see, by SQL; the policy in Python says the same."""
    ids = set(db.session.scalars(select(Sighting.id).where(out())))
    assert ids == {one.id for one in db.session.scalars(select(Sighting)) if is_out(one)}
    return ids


def approve(one, chris, **naming):
    verdict = Verdict(id=one.id, version=one.version, step="publish", fixes=Naming(**naming))
    decide(verdict, actor=chris)


def is_exact(one) -> bool:
    place = unwrap(one.shape)
    return (place.x, place.y) == pytest.approx(HAZEL_SPOT)


@pytest.mark.L09
@pytest.mark.L10
def test_a_raised_species_hides_its_sightings_at_once_and_shows_them_coarse_later(anna, chris):
    claimed, other = sighting(anna, published=True), sighting(anna, claimed_key=KESTREL, published=True)
    named = sighting(anna, claimed_key=KESTREL, published=True)
    named.species_key = HAZEL
    db.session.commit()
    assert shown() == {claimed.id, other.id, named.id}
    change(HAZEL, chris, blur_km=5)
    assert shown() == {other.id}, "from the very commit on"
    assert run_jobs() == ["coarser", "finer"]
    assert shown() == {claimed.id, other.id, named.id}
    assert (claimed.blur_km, named.blur_km, other.blur_km) == (5, 5, 0)
    assert not is_exact(claimed) and not is_exact(named) and is_exact(other)
    assert (claimed.seen_from.month, claimed.element_id) == (1, None)
    assert db.session.get(Species, HAZEL).regrade_id is None


@pytest.mark.L09
def test_what_waits_or_was_turned_down_follows_too(anna, chris):
    waits, rejected = sighting(anna), sighting(anna)
    rejected.state, rejected.waits = State.REJECTED, False
    db.session.commit()
    change(HAZEL, chris, blur_km=1)
    run_jobs()
    assert (waits.blur_km, rejected.blur_km) == (1, 1)


@pytest.mark.L09
def test_a_nest_is_hidden_once_the_species_has_a_category(anna, chris):
    change(KESTREL, chris, nest_category=None, reason=WHY)
    run_jobs()
    nest = sighting(anna, claimed_key=KESTREL, behaviour="nest", published=True)
    flying = sighting(anna, claimed_key=KESTREL, published=True)
    assert (nest.blur_km, flying.blur_km) == (0, 0)
    change(KESTREL, chris, nest_category=3)
    assert shown() == set()
    run_jobs()
    assert (nest.blur_km, flying.blur_km) == (1, 0) and shown() == {nest.id, flying.id}


@pytest.mark.L09
def test_those_that_become_coarser_come_before_those_that_become_finer(anna, chris, monkeypatch):
    monkeypatch.setattr(regrading, "BATCH", 2)
    fine = [sighting(anna, published=True) for _ in range(3)]
    coarse = [sighting(anna, claimed_key=OWL, published=True) for _ in range(3)]
    order, real = [], regrading.coarsen
    monkeypatch.setattr(regrading, "coarsen", lambda one, km: (order.append((km, one.id)), real(one, km)))
    change(OWL, chris, blur_km=0, reason=WHY)
    change(HAZEL, chris, blur_km=1)
    assert shown() == {one.id for one in coarse}, "what becomes finer stays as it is, in sight"
    run_jobs()
    assert [km for km, _ in order] == [1, 1, 1, 0, 0, 0]
    assert [one.blur_km for one in (*fine, *coarse)] == [1, 1, 1, 0, 0, 0]
    assert all(is_exact(one) for one in coarse)


@pytest.mark.L09
def test_a_run_that_broke_off_goes_on_by_itself_and_twice_is_once(anna, chris, monkeypatch):
    monkeypatch.setattr(regrading, "BATCH", 2)
    many = [sighting(anna, published=True) for _ in range(5)]
    change(HAZEL, chris, blur_km=1)
    run_jobs(most=1)
    assert sorted(one.blur_km for one in many) == [0, 0, 0, 1, 1] and shown() == set()
    for job in db.session.scalars(select(Job).where(Job.name == regrading.REGRADE)).all():
        _drop(job.id)  # the worker lost it for good; the night begins anew
    JOBS[regrading.REGRADE]()
    run_jobs()
    assert {one.blur_km for one in many} == {1} and len(shown()) == 5
    versions = [one.version for one in many]
    JOBS[regrading.REGRADE]()
    assert run_jobs() == [] and [one.version for one in many] == versions


@pytest.mark.L09
def test_a_species_that_changes_again_meanwhile_is_not_shown_too_soon(anna, chris, monkeypatch):
    monkeypatch.setattr(regrading, "BATCH", 1)
    two = [sighting(anna, published=True) for _ in range(2)]
    change(HAZEL, chris, blur_km=1)
    run_jobs(most=2)
    change(HAZEL, chris, blur_km=5)
    old = db.session.scalars(select(Job).where(Job.name == regrading.REGRADE, Job.payload != {})).first()
    JOBS[regrading.REGRADE](**old.payload)  # the end of the run before
    assert shown() == set()
    run_jobs()
    assert [one.blur_km for one in two] == [5, 5] and len(shown()) == 2


@pytest.mark.L09
@pytest.mark.L10
def test_what_a_coordinator_said_of_a_name_stays_and_its_species_still_counts(anna, chris):
    one = sighting(anna, claimed_key=OWL)
    approve(one, chris, species_key=HAZEL, lower="Op de foto staat een hazelaar")
    assert one.blur_km == 0
    change(OWL, chris, blur_km=5)
    run_jobs()
    assert one.blur_km == 0, "it is no owl"
    change(HAZEL, chris, blur_km=1)
    run_jobs()
    assert one.blur_km == 1


@pytest.mark.L10
def test_undone_within_seconds_it_is_as_coarse_as_the_list_says_now(anna, chris):
    one = sighting(anna, claimed_key=OWL)
    approve(one, chris, species_key=HAZEL, lower="Op de foto staat een hazelaar")
    change(OWL, chris, blur_km=5)
    undo(one.id, actor=chris)
    assert (one.state, one.species_key, one.blur_km) == (State.PENDING, None, 5)
    run_jobs()
    assert one.blur_km == 5


@pytest.mark.L09
def test_nobody_names_less_than_the_list_asks_between_the_change_and_the_run(anna, chris):
    one = sighting(anna)
    change(HAZEL, chris, blur_km=5)
    approve(one, chris)
    assert one.blur_km == 5 and shown() == set()
    run_jobs()
    assert shown() == {one.id}


def test_pages_are_made_anew_when_it_is_hidden_and_when_it_is_back(anna, chris):
    sighting(anna, published=True)
    token = select(MapLayer.token).where(MapLayer.name == PAGES)
    tokens = [db.session.scalar(token)]
    change(HAZEL, chris, blur_km=1)
    tokens.append(db.session.scalar(token))
    run_jobs()
    tokens.append(db.session.scalar(token))
    assert len(set(tokens)) == 3


def test_nothing_to_do_is_nothing_done(anna):
    JOBS[regrading.REGRADE]()
    assert db.session.scalar(select(func.count(Job.id)).where(Job.name == regrading.REGRADE)) == 0

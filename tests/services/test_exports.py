"""Files with sightings: made in batches, bounded, for a few days, gone when something in it is hidden."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from app.core.clock import now, today
from app.core.errors import ConflictError, NotFoundError, TooManyError
from app.extensions import db
from app.jobs import exports as jobs
from app.models import Behaviour, Export, ExportState, Job, Licence, Sighting, Species, State, Submission
from app.services import exports, reference
from app.services.exports import OutdatedError, expire_exports, make_export, sweep_exports
from app.services.moderation import Verdict, decide, undo
from app.services.people import Profile, change_profile, suspend
from app.services.sightings import coarsen, withdraw_sighting
from app.services.species import change_species, facts_of, seen
from app.spatial.shapes import unwrap
from app.storage import export_files
from app.transaction import transactional
from tests.factories.exports import asked_export, bytes_of, made_export, rows_of
from tests.factories.sightings import sighting, stored_sighting

pytestmark = [pytest.mark.G10, pytest.mark.usefixtures("data_dir")]
HAZEL = {"species_key": "corylus-avellana", "claimed_key": "corylus-avellana", "blur_km": 0}
OUT = {"state": State.PUBLISHED, "waits": False}


@pytest.fixture
def hazel(anna):
    return stored_sighting(anna, **HAZEL, **OUT)


def ids_in(export: Export) -> set[str]:
    return {row["occurrenceID"].removeprefix("urn:uuid:") for row in rows_of(bytes_of(export))}


def test_only_what_everyone_may_see_and_use_leaves(anna, bram, hazel):
    tomorrow = today() + timedelta(days=1)
    for state in set(State) - {State.PUBLISHED, State.GONE}:
        stored_sighting(anna, **HAZEL, state=state, waits=state == State.PENDING)
    stored_sighting(anna, **HAZEL, **OUT, embargo_until=tomorrow)
    stored_sighting(anna, **HAZEL, **OUT, licence=Licence.OURS)
    free = stored_sighting(anna, **HAZEL, **OUT, licence=Licence.CC0, embargo_until=today())
    for who in (anna, bram):
        assert ids_in(made_export(who)) == {str(hazel.id), str(free.id)}


def test_the_filter_of_the_list_is_the_filter_of_the_file(bram, anna, hazel):
    owl = stored_sighting(anna, species_key="athene-noctua", **OUT)
    assert ids_in(made_export(bram, species_key="athene-noctua")) == {str(owl.id)}
    assert ids_in(made_export(bram, group="tree_shrub", year=2026)) == {str(hazel.id)}
    assert ids_in(made_export(bram, square=hazel.square, town="GM0114")) == set()


def test_what_was_asked_stays_written_down_when_the_file_has_gone(bram, hazel):
    found = made_export(bram, year=2026)
    assert (found.state, found.done, found.total, found.more) == (ExportState.READY, 1, 1, False)
    assert found.size_bytes == len(bytes_of(found))
    with time_machine.travel(now() + exports.KEPT + timedelta(minutes=1)):
        assert not found.there
        sweep_exports()
    db.session.expire_all()
    assert (found.state, found.person_id, found.done) == (ExportState.EXPIRED, bram.id, 1)
    assert found.asked["year"] == 2026 and found.asked_at and found.made_at
    with pytest.raises(FileNotFoundError):
        bytes_of(found)


def test_rows_are_read_in_batches_and_each_comes_once(bram, hazel):
    many(hazel, 2499)
    sizes, noted = [], []

    def watched(batches):
        for batch in batches:
            if sizes:  # what was noted of the batch before
                noted.append(db.session.scalar(sa.select(Export.done).where(Export.id == found.id)))
            sizes.append(len(batch))
            yield batch

    found = asked_export(bram)
    write = jobs.WRITERS[found.kind]
    make_export(
        found.id, writers={found.kind: lambda target, batches, about: write(target, watched(batches), about)}
    )
    db.session.expire_all()
    assert sizes == [500] * 5 and noted == [500, 1000, 1500, 2000]
    assert found.done == 2500 == len(ids_in(found)) == len(rows_of(bytes_of(found)))


def many(one: Sighting, count: int) -> None:
    """Copy a sighting, all at once."""
    made = [uuid.uuid4() for _ in range(count)]
    for table in (Submission.__table__, Sighting.__table__):
        row = dict(db.session.execute(table.select().where(table.c.id == one.id)).mappings().one())
        own = [{"envelope_sha256": ident.hex * 2} if "envelope_sha256" in row else {} for ident in made]
        copies = [row | {"id": ident} | more for ident, more in zip(made, own, strict=True)]
        db.session.execute(table.insert(), copies)
    db.session.commit()


def test_a_file_holds_no_more_than_its_limit_and_says_so(bram, anna, hazel, monkeypatch):
    monkeypatch.setattr(exports, "MAX_ROWS", 3)
    monkeypatch.setattr(exports, "BATCH", 2)
    many(hazel, 2)
    assert not made_export(bram).more
    many(hazel, 2)
    found = made_export(bram)
    assert (found.more, found.done, found.total, len(ids_in(found))) == (True, 3, 3, 3)


def test_two_at_once_and_ten_in_a_day(bram, anna):
    asked_export(bram)
    asked_export(bram)
    with pytest.raises(ConflictError, match="Wacht tot er één klaar is"):
        asked_export(bram)
    asked_export(anna)
    db.session.execute(sa.update(Export).values(state=ExportState.EXPIRED))
    db.session.commit()
    for _ in range(8):
        made_export(bram)
    with pytest.raises(TooManyError, match="Morgen kan het weer"):
        asked_export(bram)


def test_the_same_form_twice_is_one_file_and_never_that_of_another(anna, bram):
    found = asked_export(bram)
    again = exports.request_export(found.id, found.kind, exports.SightingFilter(), actor=bram)
    assert again.id == found.id
    jobs_waiting = sa.select(sa.func.count()).where(Job.name == exports.MAKE)
    assert db.session.scalar(jobs_waiting) == 1
    with pytest.raises(NotFoundError):
        exports.request_export(found.id, found.kind, exports.SightingFilter(), actor=anna)


def test_the_job_twice_is_once(bram, hazel):
    found = made_export(bram)
    made_at = found.made_at
    jobs.make(export_id=str(found.id))
    db.session.expire_all()
    assert found.made_at == made_at


def hides_withdrawal(one, anna, _chris):
    withdraw_sighting(one.id, actor=anna)


def hides_coarsening(one, _anna, _chris):
    transactional(lambda: coarsen(db.session.get(Sighting, one.id), 5))()


def hides_undo(one, _anna, chris):
    undo(one.id, actor=chris)


def hides_list(_one, _anna, _chris):
    hazel = db.session.get(Species, "corylus-avellana")
    facts = {column.name: getattr(hazel, column.name) for column in Species.__table__.columns}
    raised = [(Species, ("key",), [facts | {"blur_km": 5}])]
    reference._store(raised)  # noqa: SLF001 (the file that ships cannot be another here)


def hides_species(_one, _anna, chris):
    hazel = db.session.get(Species, "corylus-avellana")
    facts = replace(facts_of(hazel), blur_km=5, blur_reason_nl="zeldzaam hier")
    change_species(hazel.key, facts, opened_with=seen(hazel), actor=chris)


def hides_name(_one, anna, _chris):
    change_profile(Profile(name=anna.name, show_name=False, language="nl", theme=""), actor=anna)


@pytest.mark.L10
@pytest.mark.parametrize(
    "hide",
    [hides_withdrawal, hides_coarsening, hides_undo, hides_list, hides_species, hides_name],
    ids=lambda one: one.__name__,
)
def test_a_file_goes_at_once_when_something_in_it_is_hidden(hide, bram, anna, chris):
    anna.show_name = True
    db.session.commit()
    one = sighting(anna)
    decide(Verdict(id=one.id, version=one.version, step="publish"), actor=chris)
    found = made_export(bram)
    assert ids_in(found) == {str(one.id)}
    hide(one, anna, chris)
    db.session.expire_all()
    assert (found.state, found.there) == (ExportState.EXPIRED, False)
    assert db.session.scalar(sa.select(Job.id).where(Job.name == exports.CLEAR)) is not None
    jobs.sweep()
    assert list(export_files.listed()) == []


@pytest.mark.L10
def test_what_is_being_made_while_something_is_hidden_begins_again(bram, anna, hazel):
    def write(target, batches, _about):
        for _batch in batches:
            target.write(b"x")
            transactional(lambda: coarsen(db.session.get(Sighting, hazel.id), 5))()

    found = asked_export(bram)
    with pytest.raises(OutdatedError):
        make_export(found.id, writers={found.kind: write})
    db.session.expire_all()
    assert found.state == ExportState.WAITING and list(export_files.listed()) == []
    jobs.make(export_id=str(found.id))
    (row,) = rows_of(bytes_of(found))
    assert row["coordinateUncertaintyInMeters"] == "3536" and row["eventDate"] == "2026"


def test_what_waits_or_is_new_hides_nothing(bram, anna, chris, hazel):
    found = made_export(bram)
    waiting = sighting(anna, behaviour=Behaviour.FORAGING)
    withdraw_sighting(waiting.id, actor=anna)
    new = sighting(anna, claimed_key="athene-noctua")
    decide(Verdict(id=new.id, version=new.version, step="publish"), actor=chris)
    db.session.expire_all()
    assert found.there


def test_files_of_a_closed_account_go_and_those_of_others_stay(bram, anna, dirk, hazel):
    made, waits, other = made_export(bram), asked_export(bram), made_export(anna)
    suspend(bram.id, actor=dirk)
    jobs.make(export_id=str(waits.id))
    jobs.sweep()
    db.session.expire_all()
    assert (made.state, waits.state, other.state) == ("expired", "expired", "ready")
    assert [ident for ident, *_ in export_files.listed()] == [other.id]


def test_the_sweep_gives_up_what_was_never_made_and_takes_what_is_nobodys(bram, hazel, store):
    stuck, made = asked_export(bram), made_export(bram)
    with export_files.draft() as file:
        file.write(b"of no row")
        export_files.put(uuid.uuid4(), "zip", file)
    sweep_exports()
    assert len(list(export_files.listed())) == 2, "it may be of a row that is not committed yet"
    with time_machine.travel(now() + timedelta(days=2)):
        sweep_exports()
        db.session.expire_all()
        assert (stuck.state, made.state) == (ExportState.FAILED, ExportState.READY)
        assert [ident for ident, *_ in export_files.listed()] == [made.id]


def test_the_place_of_what_was_hidden_is_the_square_everywhere(bram, hazel):
    transactional(lambda: coarsen(db.session.get(Sighting, hazel.id), 1))()
    (row,) = rows_of(bytes_of(made_export(bram)))
    middle = unwrap(db.session.get(Sighting, hazel.id).shape)
    assert row["decimalLongitude"] == f"{middle.x:.7f}".replace(".", ",")


def test_expiring_needs_no_file(database):
    transactional(expire_exports)()
    assert db.session.scalar(sa.select(Job.id).where(Job.name == exports.CLEAR)) is None

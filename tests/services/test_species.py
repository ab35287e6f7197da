"""What a coordinator changes about a species: hiding less needs a reason that stays (L10)."""

import csv
import shutil
from dataclasses import asdict

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.core.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError
from app.extensions import db
from app.models import Job, Species, SpeciesChange
from app.queries.species import find_species
from app.services.reference import FILES, load_reference
from app.services.regrading import REGRADE
from app.services.species import SpeciesFacts, change_species, facts_of, seen
from tests.factories.species import add_species

OWL, HAZEL = "athene-noctua", "corylus-avellana"
WHY = "Er zijn er nu genoeg"


def change(key, actor, *, reason="", opened_with=None, **told):
    species = db.session.get(Species, key)
    facts = SpeciesFacts(**asdict(facts_of(species)) | told)
    return change_species(key, facts, opened_with=opened_with or seen(species), reason=reason, actor=actor)


def jobs() -> int:
    return len(db.session.scalars(select(Job.id).where(Job.name == REGRADE)).all())


def log() -> list[SpeciesChange]:
    return list(db.session.scalars(select(SpeciesChange).order_by(SpeciesChange.at)))


def refused(key, actor, **told) -> str:
    with pytest.raises(InvalidError) as found:
        change(key, actor, **told)
    db.session.rollback()
    return found.value.field


@pytest.mark.L10
@pytest.mark.parametrize("told", [{"blur_km": 0}, {"nest_category": None}])
def test_hiding_less_needs_a_reason_that_is_kept_with_who_and_when(chris, told):
    for words in ("", "Ja hoor"):
        assert refused(OWL, chris, reason=words, **told) == "reason"
    assert log() == [] and jobs() == 0
    change(OWL, chris, reason=WHY, **told)
    ((name, new),) = told.items()
    (one,) = log()
    assert one.changes[name] == [1, new] and (one.reason, one.actor_id) == (WHY, chris.id)
    assert one.at is not None and jobs() == 1


@pytest.mark.L10
def test_hiding_more_needs_none_and_acts_at_once(chris):
    change(HAZEL, chris, blur_km=5, blur_reason_nl="zeldzaam hier")
    hazel = db.session.get(Species, HAZEL)
    assert (hazel.blur_km, hazel.withheld) == (5, True) and hazel.edited_at is not None
    assert log()[0].changes == {"blur_km": [0, 5], "blur_reason_nl": ["", "zeldzaam hier"]}
    assert jobs() == 1


def test_a_name_and_a_list_year_move_no_sighting(chris):
    change(HAZEL, chris, dutch_name="Gewone hazelaar", union_list_year=2019)
    assert [one.key for one in find_species("gewone hazelaar")][:1] == [HAZEL]
    hazel = db.session.get(Species, HAZEL)
    assert (hazel.union_list_year, hazel.withheld, hazel.regrade_id) == (2019, False, None) and jobs() == 0


def test_the_same_again_is_no_change(chris):
    change(OWL, chris)
    assert log() == [] and db.session.get(Species, OWL).edited_at is None


def test_only_coordinators_and_only_what_they_saw(anna, chris):
    with pytest.raises(NotAllowedError):
        change(HAZEL, anna, blur_km=5)
    with pytest.raises(ConflictError):
        change(HAZEL, chris, blur_km=5, opened_with="iets anders")
    with pytest.raises(NotFoundError):
        change_species("niets", facts_of(db.session.get(Species, OWL)), opened_with="", actor=chris)
    db.session.rollback()
    assert log() == []


@pytest.mark.L10
@pytest.mark.parametrize("words", ["UPDATE species_change SET reason = ''", "DELETE FROM species_change"])
def test_what_was_said_is_never_changed(chris, words):
    change(OWL, chris, blur_km=0, reason=WHY)
    with pytest.raises(DBAPIError, match="append-only"):
        db.session.execute(text(words))
    db.session.rollback()
    assert log()[0].reason == WHY


@pytest.fixture
def shipped(tmp_path):
    """Return a way to load the files as a next version ships them, with another row for one species."""

    def load(scientific_name: str, **told):
        folder = tmp_path / "reference"
        shutil.copytree(FILES, folder, dirs_exist_ok=True)
        with (folder / "species.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        next(row for row in rows if row["scientific_name"] == scientific_name).update(told)
        with (folder / "species.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        return load_reference(folder)

    return load


@pytest.mark.L09
@pytest.mark.L10
def test_a_file_that_hides_more_acts_at_once_also_where_someone_changed_a_name(chris, shipped):
    change(HAZEL, chris, dutch_name="Gewone hazelaar")
    shipped("Corylus avellana", obfuscate_km="1", sensitivity_reason_nl="proef")
    hazel = db.session.get(Species, HAZEL)
    assert (hazel.blur_km, hazel.dutch_name, hazel.withheld) == (1, "Gewone hazelaar", True)
    assert shipped("Tyto alba", obfuscate_km="5").changed == 1
    barn_owl = db.session.get(Species, "tyto-alba")
    assert (barn_owl.blur_km, barn_owl.withheld) == (5, True) and jobs() == 2
    assert [(one.species_key, one.actor_id) for one in log()][1:] == [(HAZEL, None), ("tyto-alba", None)]


@pytest.mark.L10
def test_a_file_never_hides_less_nor_undoes_what_a_coordinator_said(chris, shipped):
    shipped("Athene noctua", obfuscate_km="0", drenthe_nest_category="", sensitivity_reason_nl="")
    owl = db.session.get(Species, OWL)
    assert (owl.blur_km, owl.nest_category, owl.withheld) == (1, 1, False) and owl.blur_reason_nl
    change(OWL, chris, blur_km=0, reason=WHY)
    assert shipped("Athene noctua").kept >= 1
    assert db.session.get(Species, OWL).blur_km == 0 and len(log()) == 1


def test_what_a_list_brought_is_changed_too(chris):
    add_species("genus-nova", dutch_name="Nieuwtje", scientific_name="Genus nova")
    db.session.commit()
    change("genus-nova", chris, blur_km=1)
    assert db.session.get(Species, "genus-nova").blur_km == 1

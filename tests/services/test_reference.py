"""Reference data comes in once, stays as people edited it, and is open for use."""

import csv
import shutil

import pytest
from sqlalchemy import func, select

from app.core.clock import now
from app.extensions import db
from app.models import Activity, CannedAnswer, ElementType, Municipality, Place, Species, TypeActivity
from app.queries.reference import find_places, find_usual_activities
from app.services.reference import FILES, Loaded, load_reference

ROWS = {CannedAnswer: 12, Municipality: 12, Place: 222, Activity: 39, ElementType: 39, Species: 204}


@pytest.mark.parametrize("model", ROWS)
def test_every_shipped_row_is_there(model):
    assert db.session.scalar(select(func.count()).select_from(model)) == ROWS[model]


def test_loading_again_changes_nothing():
    links = db.session.scalar(select(func.count()).select_from(TypeActivity))
    assert load_reference() == Loaded(same=sum(ROWS.values()) + links)


def test_an_edited_row_stays_as_it_is():
    pond = db.session.get(ElementType, "pond_small_historic_water")
    pond.name_nl, pond.edited_at = "Poel", now()
    db.session.commit()
    done = load_reference()
    assert (done.kept, done.changed) == (1, 0)
    assert db.session.get(ElementType, "pond_small_historic_water").name_nl == "Poel"


def test_a_row_that_nobody_edited_follows_the_file(tmp_path):
    folder = shutil.copytree(FILES, tmp_path / "reference")
    text = (folder / "activities.csv").read_text("utf-8")
    (folder / "activities.csv").write_text(text.replace("Knotten,", "Wilgen knotten,"), "utf-8")
    assert load_reference(folder).changed == 1
    assert db.session.get(Activity, "pollarding").name_nl == "Wilgen knotten"


def test_a_place_that_a_coordinator_added_stays():
    db.session.add(Place(name="Koekangerveld", municipality_code="GM1690"))
    db.session.commit()
    load_reference()
    assert db.session.scalars(select(Place).where(Place.name == "Koekangerveld")).one()


def test_a_broken_file_stores_nothing(tmp_path):
    folder = shutil.copytree(FILES, tmp_path / "reference")
    lines = (folder / "element_types.csv").read_text("utf-8").replace("Poel en klein", "Poel of klein")
    (folder / "element_types.csv").write_text(lines.replace(",yes,", ",perhaps,", 1), "utf-8")
    with pytest.raises(KeyError):
        load_reference(folder)
    assert db.session.get(ElementType, "pond_small_historic_water").name_nl.startswith("Poel en klein")


def test_cycle_and_window_of_an_activity_on_a_type():
    usual = {each.activity_key: each for each in find_usual_activities("pond_small_historic_water")}
    clearing, making = usual["pond_clearing"], usual["pond_creation"]
    assert (clearing.cycle_min_years, clearing.cycle_max_years) == (4, 15)
    assert (clearing.season_start, clearing.season_end) == ("09-01", "10-15")
    assert (making.cycle_min_years, making.cycle_max_years) == (None, None)
    assert clearing.activity.name_nl == "Poel schonen"


def test_the_families_are_those_of_the_picture_tiles():
    families = set(db.session.scalars(select(ElementType.family)))
    assert families == {"lijn", "boom", "water", "bos", "heide", "erf", "pad", "fauna"}


def test_the_same_village_in_two_municipalities_is_two_places():
    codes = db.session.scalars(select(Place.municipality_code).where(Place.name == "Alteveer")).all()
    assert sorted(codes) == ["GM0118", "GM1690", "GM1699"]


def test_every_known_place_lies_in_the_box_of_its_municipality():
    known = [place for place in find_places() if place.lon is not None]
    assert len(known) == 76
    for place in known:
        box = place.municipality
        assert box.west - 0.01 < place.lon < box.east + 0.01, place.name
        assert box.south - 0.01 < place.lat < box.north + 0.01, place.name


def test_the_nearest_village_comes_first():
    assert next(place.name for place in find_places(near=(6.545, 53.045))) == "Zeijen"


def test_the_files_name_their_source_and_licence():
    note = (FILES / "README.md").read_text("utf-8")
    for path in FILES.glob("*.csv"):
        assert path.name in note
        with path.open(encoding="utf-8", newline="") as file:
            assert len({len(row) for row in csv.reader(file)}) == 1, path.name


def test_a_species_has_the_key_of_its_scientific_name_and_what_protects_it():
    owl = db.session.get(Species, "athene-noctua")
    assert (owl.dutch_name, owl.group, owl.blur_km, owl.nest_category) == ("Steenuil", "bird", 1, 1)
    assert (owl.red_list, owl.red_list_year, owl.union_list_year) == ("KW", 2016, None)
    knotweed = db.session.get(Species, "reynoutria-japonica")
    assert (knotweed.union_list_year, knotweed.is_invasive, knotweed.red_list_year) == (2025, True, None)
    coarse = select(func.count()).select_from(Species).group_by(Species.blur_km).order_by(Species.blur_km)
    assert db.session.scalars(coarse).all() == [138, 47, 19]

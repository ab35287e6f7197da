"""A checklist adds species and names, never touches what ships, and says what is wrong row by row."""

import pytest
from sqlalchemy import func, select

from app.core.errors import InvalidError
from app.extensions import db
from app.models import PAGES, MapLayer, NameKind, Species, SpeciesName
from app.queries.species import find_species
from app.services.checklist import SHOWN, import_species
from tests.checklists import checklist, taxon

INSECT = ("Animalia", "Insecta", "Lepidoptera")
TAXA = [
    taxon(1, "Aves", "class"),
    taxon(2, "Turdus merula", author="Linnaeus, 1758"),
    taxon(3, "Vanessa io", author="(Linnaeus, 1758)", kinds=INSECT),
    taxon(4, "Inachis io", of=3, author="(Linnaeus, 1758)", kinds=INSECT),
    taxon(5, "Athene noctua", author="(Scopoli, 1769)"),
    taxon(6, "Astur gentilis"),  # the shipped list calls it Accipiter gentilis
    taxon(7, "Accipiter gentilis", of=6),
]
NAMES = [
    (2, "Merel", "nl"),
    (2, "Blackbird", "en"),
    (3, "Dagpauwoog", "nl"),
    (5, "Steenuiltje", "nl"),
    (5, "Steenuil", "nl"),
]


@pytest.fixture
def take(tmp_path):
    def taking(data: bytes, **more):
        path = tmp_path / "lijst.zip"
        path.write_bytes(data)
        return import_species(path, **more)

    return taking


def told(plan) -> tuple[int, ...]:
    return len(plan.new), len(plan.changed), plan.same, plan.refused, plan.skipped


def dutch(text: str) -> list[str]:
    return [one.dutch_name for one in find_species(text)]


def test_new_species_come_with_all_their_names_and_the_same_again_changes_nothing(take):
    plan = take(checklist(TAXA, NAMES))
    assert told(plan) == (2, 0, 2, 0, 1)
    bird = db.session.get(Species, "turdus-merula")
    facts = (bird.dutch_name, bird.group, bird.blur_km, bird.red_list, bird.source, bird.taxon_id)
    assert facts == ("Merel", "bird", 0, "ONB", "Proeflijst van soorten", "2")
    assert db.session.get(Species, "vanessa-io").group == "butterfly"
    assert dutch("meerl") == ["Merel"] and dutch("inachis io") == ["Dagpauwoog"]
    assert find_species("blackbird") == []
    again = take(checklist(TAXA, NAMES))
    assert told(again) == (0, 0, 4, 0, 1) and again.names == []


def test_what_ships_gets_other_names_and_nothing_else(take):
    table = Species.__table__
    ships = select(table).where(table.c.source == "").order_by(table.c.key)
    before = db.session.execute(ships).all()
    take(checklist(TAXA, NAMES))
    assert db.session.execute(ships).all() == before
    assert dutch("steenuiltje") == ["Steenuil"] and dutch("astur gentilis") == ["Havik"]
    assert db.session.get(Species, "astur-gentilis") is None, "the hawk is there already"


def test_a_newer_list_changes_what_came_from_a_list_but_not_what_a_person_did(take):
    take(checklist(TAXA, NAMES))
    db.session.get(Species, "vanessa-io").blur_km = 5
    db.session.commit()
    plan = take(checklist(TAXA, [(2, "Zwarte lijster", "nl"), (3, "Dagpauwoogje", "nl")]))
    assert told(plan) == (0, 2, 2, 0, 1)
    assert dutch("zwarte lijster") == ["Zwarte lijster"]
    assert db.session.scalars(select(SpeciesName).where(SpeciesName.name == "Merel")).all() == []
    butterfly = db.session.get(Species, "vanessa-io")
    assert butterfly.blur_km == 5 and dutch("inachis io") == ["Dagpauwoogje"]


def test_a_dry_run_says_the_same_and_stores_nothing(take):
    species, names = (
        db.session.scalar(select(func.count()).select_from(one)) for one in (Species, SpeciesName)
    )
    assert told(take(checklist(TAXA, NAMES), dry_run=True)) == (2, 0, 2, 0, 1)
    assert db.session.scalar(select(func.count()).select_from(Species)) == species
    assert db.session.scalar(select(func.count()).select_from(SpeciesName)) == names


def test_errors_name_their_row(take):
    rows = [
        taxon(1, "Turdus merula"),
        taxon(2, "Turdus merula"),
        taxon(3, ""),
        taxon(4, "x" * 201),
        taxon(5, "Turdus iets", "kwibus"),
        taxon(6, "Turdus ignotus"),
    ]
    plan = take(checklist(rows))
    assert [(row, words.split()[0]) for row, words, _ in sorted(plan.errors)] == [
        (2, "Deze"), (3, "Er"), (4, "De"), (5, "Deze"),
    ]  # fmt: skip
    assert told(plan) == (2, 0, 0, 4, 1)


def test_no_more_errors_are_kept_than_are_shown(take):
    plan = take(checklist([taxon(n, "") for n in range(SHOWN + 20)]))
    assert len(plan.errors) == SHOWN and plan.refused == SHOWN + 20


def test_pages_are_made_anew_once(take, count):
    renewed = select(MapLayer.token).where(MapLayer.name == PAGES)
    before = db.session.scalar(renewed)
    many = [taxon(n, f"Genusque{n} nova") for n in range(300)]
    with count() as sent:
        take(checklist(many))
    assert db.session.scalar(renewed) != before
    assert len([one for one in sent if "map_layer" in one]) <= 2 and len(sent) < 40


def test_a_list_without_a_title_is_called_by_its_file(take):
    take(checklist(TAXA, NAMES, eml_xml=b"<eml/>"))
    assert db.session.get(Species, "turdus-merula").source == "lijst"


def test_a_name_is_plain_words(take):
    take(checklist([taxon(1, "Turdus merula")], [(1, "Me\u202ere\u0007l", "nl")]))
    assert db.session.get(Species, "turdus-merula").dutch_name == "Me re l"
    kinds = select(SpeciesName.kind).where(SpeciesName.species_key == "turdus-merula")
    assert set(db.session.scalars(kinds)) == {NameKind.DUTCH, NameKind.SCIENTIFIC}


def test_a_refused_list_stores_nothing(take):
    with pytest.raises(InvalidError):
        take(checklist(TAXA, NAMES)[:-40])
    assert db.session.get(Species, "turdus-merula") is None

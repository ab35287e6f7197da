"""A species is found by any of its names, in spite of one or two errors, best first."""

import pytest
from sqlalchemy import func, select

from app.core.typing_errors import mistyped
from app.extensions import db
from app.models import NameKind, Species, SpeciesName
from app.models.species_names import SHIPPED, NewName, write_names
from app.queries.species import find_species, search_species
from app.queries.species_filter import SpeciesFilter
from app.services.reference import load_reference
from tests.factories.species import add_species


def found(text, **more):
    return [one.dutch_name for one in find_species(text, **more)]


def add(key, dutch, scientific):
    row = add_species(key, dutch_name=dutch, scientific_name=scientific)
    db.session.commit()
    return row


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("groene specht", "Groene specht"),
        ("GROENE SPECHT", "Groene specht"),
        ("grone spect", "Groene specht"),  # missing letters, in both words
        ("specht groene", "Groene specht"),
        ("Boomvlak", "Boomvalk"),  # swapped
        ("buizert", "Buizerd"),  # wrong
        ("bbuizerd", "Buizerd"),  # too many
        ("kamslmander", "Kamsalamander"),  # two
        ("knoflookpat", "Knoflookpad"),
        ("grone sp", "Groene specht"),  # not typed to its end yet
        ("tapuit", "Roodborsttapuit"),  # the end of a word
        ("boom valk", "Boomvalk"),
        ("athene noctua", "Steenuil"),
        ("atene noctau", "Steenuil"),
        ("Sténuíl", "Steenuil"),  # accents, and a letter
    ],
)
def test_it_is_found_in_spite_of_errors(text, first):
    assert found(text)[:1] == [first]


@pytest.mark.parametrize(
    "text", ["", "  ", "%", "_", "' --", "\0", "zzzzzz", "x" * 5000, "q w e r t y u i o p"]
)
def test_what_is_no_name_finds_nothing(text):
    assert found(text) == []


def test_no_more_than_asked_and_only_of_the_group():
    assert len(found("a", limit=3)) == 3
    assert {one.group for one in find_species("specht", group="bird")} == {"bird"}
    assert find_species("specht", group="plant") == []
    invasive = search_species("duizendknoop", SpeciesFilter(invasive=True))
    assert len(invasive) == 4 and all(one.union_list_year for one in invasive)


def test_of_what_is_equally_close_those_that_ship_come_first():
    add("alkus-notus", "Bosuix", "Alkus notus")
    add("alkus-datus", "Bosui", "Alkus datus")
    assert found("bosu")[:1] == ["Bosuil"]
    assert found("bosui") == ["Bosui", "Bosuil", "Bosuix"], "what is the same word is closer"


def test_names_follow_the_species_in_the_same_transaction():
    row = add("alkus-notus", "Zeldzame dwaalgast", "Alkus notus")
    assert found("dwaalgst") == ["Zeldzame dwaalgast"]
    row.dutch_name = "Vreemde vogel"
    db.session.commit()
    assert found("dwaalgast") == []
    assert found("vremde vogel") == ["Vreemde vogel"]
    row.dutch_name = "Nooit bewaard"
    db.session.flush()
    db.session.rollback()
    assert found("nooit bewaard") == []
    db.session.delete(row)
    db.session.commit()
    assert found("alkus notus") == []


def test_another_name_is_found_and_stays_when_the_species_is_renamed():
    owl = db.session.get(Species, "athene-noctua")
    names = [NewName(owl.key, NameKind.SYNONYM, "Sint-Jansuiltje", SHIPPED)]
    write_names(db.session.connection(), names)
    assert found("sintjansuiltje") == found("sint jansuiltje") == ["Steenuil"]
    owl.dutch_name = "Steenuiltje"
    db.session.commit()
    assert found("sint-jansuitlje") == ["Steenuiltje"]


def test_names_of_before_there_were_names_are_written_when_the_list_is_loaded():
    db.session.execute(SpeciesName.__table__.delete())
    assert found("steenuil") == []
    load_reference()
    assert found("steenuil") == ["Steenuil"]
    names = db.session.scalar(select(func.count()).select_from(SpeciesName))
    load_reference()
    assert db.session.scalar(select(func.count()).select_from(SpeciesName)) == names >= 400


@pytest.mark.parametrize(
    ("word", "number"), [("ui", 1), ("uil", 1 + 3), ("specht", 1 + 6 + 15), ("steenuil", 1 + 5 + 11)]
)
def test_a_word_has_as_many_forms_as_errors_are_forgiven(word, number):
    assert word[:6] in mistyped(word)
    assert len(mistyped(word)) == number

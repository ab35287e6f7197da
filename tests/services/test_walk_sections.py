"""Sections of a walk: cut, joined, told of; what an owner says decides whether everyone sees it."""

from datetime import date, timedelta

import pytest

from app.core.clock import today
from app.core.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError
from app.extensions import db
from app.models import LandConsent, Owner, Surface, Walk
from app.services.walk_sections import SectionFacts, join_section, split_section, tell_section
from app.spatial.shapes import unwrap
from tests.factories.walks import ROUND, WalkFactory

ANSWER = date(2026, 10, 3)
FARMER = {"owner_kind": Owner.FARMER, "owner_name": "Boer Voorbeeld"}


@pytest.fixture
def walk(anna):
    return WalkFactory(author=anna, shown=True)


def read(walk) -> Walk:
    db.session.expire_all()
    return db.session.get(Walk, walk.id)


def tell(walk, number, actor, **facts):
    facts.setdefault("consent_on", ANSWER if facts.get("consent") in {"given", "refused"} else None)
    tell_section(walk.id, number, SectionFacts(**facts), version=read(walk).version, actor=actor)
    return read(walk)


def test_a_section_is_cut_at_one_of_its_points_and_both_parts_keep_what_was_told(walk, anna):
    tell(walk, 1, anna, surface=Surface.SAND, consent=LandConsent.GIVEN, **FARMER)
    split_section(walk.id, 1, 2, version=walk.version, actor=anna)
    split_section(walk.id, 1, 1, version=read(walk).version, actor=anna)
    parts = read(walk).sections
    assert [one.position for one in parts] == [1, 2, 3]
    assert [list(unwrap(one.shape).coords) for one in parts] == [
        list(ROUND[:2]),
        list(ROUND[1:3]),
        list(ROUND[2:]),
    ]
    assert {(one.surface, one.owner_name, one.consent) for one in parts} == {
        ("sand", "Boer Voorbeeld", "given")
    }
    assert sum(one.length_m for one in parts) == pytest.approx(walk.length_m)
    assert list(walk.line.coords) == list(ROUND)


def test_two_sections_become_one_again_when_the_same_owner_says_the_same(walk, anna):
    split_section(walk.id, 1, 2, version=walk.version, actor=anna)
    tell(walk, 2, anna, consent=LandConsent.GIVEN, **FARMER)
    with pytest.raises(ConflictError, match="andere eigenaar"):
        join_section(walk.id, 1, version=read(walk).version, actor=anna)
    tell(walk, 2, anna, consent=LandConsent.PUBLIC_ROAD)
    join_section(walk.id, 1, version=read(walk).version, actor=anna)
    assert [one.position for one in read(walk).sections] == [1]
    assert list(walk.line.coords) == list(ROUND)


@pytest.mark.parametrize("point", [-1, 0, 4, 99])
def test_a_section_is_not_cut_at_its_ends_or_where_there_is_no_point(walk, anna, point):
    with pytest.raises(InvalidError, match="tussen het begin en het eind"):
        split_section(walk.id, 1, point, version=walk.version, actor=anna)


@pytest.mark.parametrize("consent", sorted(LandConsent))
def test_only_a_public_road_or_an_owner_who_agrees_lets_everyone_see_the_walk(walk, anna, consent):
    split_section(walk.id, 1, 2, version=walk.version, actor=anna)
    found = tell(walk, 2, anna, consent=consent, consent_on=ANSWER)
    clear = consent in {"public_road", "given"}
    assert found.is_public == found.is_clear == clear
    assert [one.position for one in found.blocking] == ([] if clear else [2])


def test_the_log_says_nothing_of_owners(walk, anna):
    found = tell(walk, 1, anna, consent=LandConsent.GIVEN, consent_note="Brief in de map.", **FARMER)
    assert found.decisions[-1].changes == {"section": [1, 1], "consent": ["public_road", "given"]}
    version = found.version
    assert (
        tell(walk, 1, anna, consent=LandConsent.GIVEN, consent_note="Brief in de map.", **FARMER).version
        == version
    )


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"consent": LandConsent.GIVEN, "consent_on": None}, "consent_on"),
        ({"consent": LandConsent.GIVEN, "consent_on": today() + timedelta(days=1)}, "consent_on"),
        ({"owner_name": "x" * 121}, "owner_name"),
        ({"consent_note": "x" * 501}, "consent_note"),
    ],
)
def test_what_is_missing_or_cannot_be_is_named(walk, anna, facts, field):
    with pytest.raises(InvalidError) as refused:
        tell_section(walk.id, 1, SectionFacts(**facts), version=walk.version, actor=anna)
    assert refused.value.field == field


def test_others_and_what_was_changed_meanwhile_are_refused(walk, anna, bram, chris):
    for other in (bram, chris):
        with pytest.raises(NotAllowedError):
            tell_section(walk.id, 1, SectionFacts(), version=walk.version, actor=other)
    with pytest.raises(ConflictError):
        tell_section(walk.id, 1, SectionFacts(), version=walk.version + 1, actor=anna)
    with pytest.raises(NotFoundError):
        tell_section(walk.id, 2, SectionFacts(), version=walk.version, actor=anna)

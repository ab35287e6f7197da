"""One filter for list and tiles: both show the same, and what a plain reading of it says."""

import itertools
import random

import mapbox_vector_tile
import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import Condition, Element, ElementType
from app.queries.element_filter import ElementFilter
from app.queries.elements import Order, count_elements, find_elements
from app.queries.map import elements_tile
from app.spatial.tiles import Tile
from tests.factories.elements import ElementFactory, place_named

WHOLE = Tile(8, 132, 83)  # all of them lie in it
VILLAGES = ["Assen", "Rolde", "Anloo", "Emmen"]


@pytest.fixture
def many(database):
    """Sixty public elements of many kinds, from a fixed seed."""
    chance = random.Random(4)
    kinds = db.session.scalars(select(ElementType).order_by(ElementType.key)).all()
    return [
        ElementFactory(
            published=True,
            type_key=chance.choice(kinds).key,
            condition=chance.choice([*Condition, None]),
            overdue=chance.random() < 0.3,
            village=chance.choice(VILLAGES),
            title=f"{chance.choice(['Oude', 'Nieuwe'])} plek {number}",
            lon=6.5 + number / 1000,
        )
        for number in range(60)
    ]


FILTERS = [
    ElementFilter(family=family, condition=condition, overdue=overdue, network=network)
    for family, condition, overdue, network in itertools.product(
        ("", "lijn", "water"), (None, Condition.POOR), (False, True), ("", "green", "blue")
    )
] + [
    ElementFilter(structure_class="woods_and_banks"),
    ElementFilter(municipality="GM0106"),
    ElementFilter(type_key="ditch"),
    ElementFilter(family="bestaat niet"),
]


def fits(one: Element, asked: ElementFilter) -> bool:
    """Read the filter in plain Python."""
    kind = one.type
    wanted = [
        not asked.type_key or one.type_key == asked.type_key,
        not asked.family or kind.family == asked.family,
        not asked.structure_class or kind.structure_class == asked.structure_class,
        not asked.network or kind.network in {asked.network, "both"},
        asked.condition is None or one.condition == asked.condition,
        not asked.overdue or one.overdue,
        not asked.municipality or one.municipality_code == asked.municipality,
        asked.place_id is None or one.place_id == asked.place_id,
    ]
    return all(wanted)


def test_list_tile_count_and_a_plain_reading_agree(many):
    for asked in [*FILTERS, ElementFilter(place_id=many[0].place_id)]:
        right = sorted(one.title for one in many if fits(one, asked))
        listed = find_elements(asked, viewer=None, size=100)
        assert sorted(one.title for one in listed) == right
        assert count_elements(asked, viewer=None) == len(right)
        tile = mapbox_vector_tile.decode(elements_tile(WHOLE, asked)[1])
        assert len(tile.get("elements", {"features": []})["features"]) == len(right)


@pytest.mark.parametrize("order", Order)
def test_every_order_walks_over_all_once(order, many):
    walked, after = [], ""
    while True:
        page = find_elements(ElementFilter(), viewer=None, order=order, after=after, size=7)
        walked += list(page)
        if not page.next_key:
            break
        after = page.next_key
    keys = {
        Order.NAME: lambda one: (one.title,),
        Order.VILLAGE: lambda one: (one.village, one.title),
        Order.CONDITION: lambda one: (one.condition_order, one.title),
    }
    assert [one.id for one in walked] == [one.id for one in sorted(many, key=keys[order])]


def test_the_repeats_are_what_they_repeat(many):
    for one in many:
        assert one.in_municipality == one.municipality_code
        assert one.village == one.place.name
    one = many[0]
    one.place_id, one.condition = place_named("Zeijen").id, Condition.GOOD
    one.municipality_code = place_named("Zeijen").municipality_code
    db.session.commit()
    assert (one.village, one.condition_order, one.in_municipality) == ("Zeijen", 2, "GM1730")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("oude", "all old"),
        ("OUD", "all old"),
        ("plek oude", "all old"),
        ("oude nieuwe", ""),
        ("lek", ""),
        ("é", ""),
    ],
)
def test_words_are_found_by_their_beginning(words, found, many):
    right = {one.title for one in many if one.title.startswith("Oude")} if found else set()
    assert {one.title for one in find_elements(ElementFilter(words=words), viewer=None, size=100)} == right


def test_another_name_is_found_by_its_new_words(many):
    many[0].title = "Exloërkijl ’t Haantje"
    db.session.commit()
    for words in ("exloer", "Exloë", "haantje exloerkijl"):
        assert [one.id for one in find_elements(ElementFilter(words=words), viewer=None)] == [many[0].id]

"""The list: what everyone may see and one's own, by title, page by page, by its index."""

import pytest

from app.extensions import db
from app.models import Consent, State, Visibility
from app.queries.element_filter import ElementFilter
from app.queries.elements import find_elements
from tests.factories.elements import ElementFactory, place_named

ALL = ElementFilter()


def titles(asked=ALL, *, viewer=None, after="", size=30):
    return [element.title for element in find_elements(asked, viewer=viewer, after=after, size=size)]


def test_the_list_holds_what_is_public_and_ones_own_that_stands(anna, bram, chris):
    ElementFactory(title="B openbaar", published=True)
    ElementFactory(title="A van Anna", author=anna)
    ElementFactory(title="C van Bram", author=bram)
    ElementFactory(title="D ingetrokken", author=anna, state=State.WITHDRAWN)
    hidden = {"state": State.PUBLISHED, "visibility": Visibility.COORDINATORS}
    ElementFactory(title="E verborgen", author=anna, **hidden)
    ElementFactory(title="F geweigerd", author=bram, state=State.PUBLISHED, consent=Consent.NO)
    assert titles() == ["B openbaar"]
    assert titles(viewer=anna) == ["A van Anna", "B openbaar", "E verborgen"]
    assert titles(viewer=chris) == ["B openbaar"]


def test_filters_narrow_by_kind_and_village(anna):
    ElementFactory(title="Poel", published=True)
    ElementFactory(title="Sloot", published=True, type_key="ditch", village="Rolde")
    ElementFactory(title="Sloot van mij", author=anna, type_key="ditch", village="Assen")
    rolde = place_named("Rolde").id
    assert titles(ElementFilter(type_key="ditch")) == ["Sloot"]
    assert titles(ElementFilter(place_id=rolde), viewer=anna) == ["Sloot"]
    assert titles(ElementFilter(type_key="ditch"), viewer=anna) == ["Sloot", "Sloot van mij"]
    assert titles(ElementFilter(type_key="pollard_tree")) == []


def test_pages_by_key_show_everything_once_also_with_equal_titles(anna):
    for number in range(5):
        ElementFactory(title="Poel", published=True)
        ElementFactory(title=f"Sloot {number}", author=anna)
    seen, after = [], ""
    while True:
        page = find_elements(ALL, viewer=anna, after=after, size=3)
        assert len(page) <= 3
        seen += [element.id for element in page]
        after = page.next_key
        if not after:
            break
    assert len(seen) == len(set(seen)) == 10


@pytest.mark.parametrize("after", ["onzin", "W10", "WyJhIiwiYiJd"])
def test_a_key_that_was_tampered_with_shows_the_start(after):
    ElementFactory(title="Poel", published=True)
    assert titles(after=after) == ["Poel"]


def test_the_number_of_questions_does_not_grow_with_the_list(count, anna):
    ElementFactory(published=True)
    with count() as few:
        titles(viewer=anna)
    for _ in range(5):
        ElementFactory(published=True)
    db.session.expire_all()
    with count() as many:
        titles(viewer=anna)
    assert len(many) <= len(few) + 1  # the viewer is read again

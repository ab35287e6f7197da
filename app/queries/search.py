"""Find by name: elements by the beginnings of the words of their title, and villages."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload, selectinload

from app.core.text import search_words
from app.extensions import db
from app.models import Element, ElementWord, Place, User
from app.policies.elements import visible_to
from app.queries.reference import find_places

MOST: Final = 8
MOST_WORDS: Final = 6
AFTER_ALL: Final = "\U0010ffff"  # sorts after every letter


def words_in_title(text: str) -> list[ColumnElement[bool]]:
    """Say in SQL that the title has words that begin with all the words of a text.

    Each is a range of the index of words: no LIKE, and the same on both databases.
    """
    return [
        Element.__table__.c.id.in_(
            select(ElementWord.element_id).where(
                ElementWord.word >= word, ElementWord.word < word + AFTER_ALL
            )
        )
        for word in _longest(text)
    ]


def find_named(text: str, *, viewer: User | None, limit: int = MOST) -> Sequence[Element]:
    """Return elements that someone may see by the beginnings of words of their title, by title."""
    asked = words_in_title(text)
    if not asked:
        return ()
    query = select(Element).where(*asked, visible_to(viewer)).order_by(Element.title, Element.id).limit(limit)
    parts = (joinedload(Element.type), joinedload(Element.place), selectinload(Element.photos))
    return db.session.scalars(query.options(*parts)).all()


def find_places_named(text: str, *, limit: int = MOST) -> Sequence[Place]:
    """Return villages by the beginnings of words of their name, those that begin so first."""
    asked = _longest(text)
    if not asked:
        return ()
    found = [
        place
        for place in find_places()
        if all(any(word.startswith(one) for word in search_words(place.name)) for one in asked)
    ]
    begins = text.casefold().strip()
    return sorted(found, key=lambda place: not place.name.casefold().startswith(begins))[:limit]


def _longest(text: str) -> list[str]:
    return sorted(search_words(text), key=len, reverse=True)[:MOST_WORDS]

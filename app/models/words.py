"""ElementWord: the words of an element's title, so that a name is found by the beginning of any word."""

import uuid
from typing import Any

from sqlalchemy import Connection, ForeignKey, delete, event, inspect
from sqlalchemy.orm import Mapped, mapped_column

from app.core.text import search_words
from app.extensions import Model
from app.models.elements import Element


class ElementWord(Model):
    """One word of a title, without capitals and accents; a plain index serves both databases."""

    __tablename__ = "element_word"

    word: Mapped[str] = mapped_column(primary_key=True)
    element_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey(Element.id, ondelete="CASCADE"), primary_key=True, index=True
    )


@event.listens_for(Element, "after_insert")
def _first(_mapper: Any, connection: Connection, element: Element) -> None:
    rows = [{"word": word, "element_id": element.id} for word in search_words(element.title)]
    if rows:
        connection.execute(ElementWord.__table__.insert(), rows)  # type: ignore[attr-defined]  # a Table


@event.listens_for(Element, "after_update")
def _again(mapper: Any, connection: Connection, element: Element) -> None:
    if inspect(element).attrs.title.history.has_changes():
        connection.execute(delete(ElementWord).where(ElementWord.element_id == element.id))
        _first(mapper, connection, element)

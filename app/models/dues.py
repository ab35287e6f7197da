"""ElementDue: when work comes due on an element, as its published logs say."""

import uuid
from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Model
from app.models.elements import Element
from app.models.reference import Activity, ElementType


class ElementDue(Model):
    """One kind of work on one element whose logs are complete enough to tell when it comes due.

    Repeats what ``core/cycles.py`` makes of rows and logs, for lists and tiles; ``services/dues.py``
    sets it in the transaction of the log, a test proves it equal. Due from ``due_from``, overdue from
    ``overdue_from`` (none: never). What is not known has no row.
    """

    __tablename__ = "element_due"

    element_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Element.id), primary_key=True)
    activity_key: Mapped[str] = mapped_column(ForeignKey(Activity.key), primary_key=True)
    type_key: Mapped[str] = mapped_column(ForeignKey(ElementType.key))  # of the element
    done_on: Mapped[date]  # of the log that sets the clock
    due_from: Mapped[date]
    overdue_from: Mapped[date | None]


# the two halves of what is to be done, in their order: longest overdue first, then longest due
Index("ix_element_due_overdue", ElementDue.overdue_from, ElementDue.element_id, ElementDue.activity_key)
Index("ix_element_due_list", ElementDue.due_from, ElementDue.element_id, ElementDue.activity_key)
# what is done most on a type, for the form of work
Index("ix_element_due_type", ElementDue.type_key, ElementDue.activity_key)

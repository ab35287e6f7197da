"""What is due follows the reference data and the calendar."""

import uuid

from app.services import dues


def refresh(*, type_key: str = "", after: str = "") -> None:
    """Work out anew when work comes due, on the elements of one type or on all."""
    dues.refresh(type_key, after)


def day(*, element_id: str) -> None:
    """Count the work of a day that has come."""
    dues.refresh_one(uuid.UUID(element_id))

"""What is due follows the reference data."""

from app.services import dues


def refresh(*, type_key: str = "", after: str = "") -> None:
    """Work out anew when work comes due, on the elements of one type or on all."""
    dues.refresh(type_key, after)

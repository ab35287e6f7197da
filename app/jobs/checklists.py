"""Lists of species are looked at, and taken over."""

import uuid

from app.services.checklist_imports import look_at_checklist, take_over_checklist


def read(*, checklist_id: str) -> None:
    """Look at a list that was handed in."""
    look_at_checklist(uuid.UUID(checklist_id))


def apply(*, checklist_id: str) -> None:
    """Take over a list that was looked at."""
    take_over_checklist(uuid.UUID(checklist_id))

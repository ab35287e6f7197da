"""Sightings follow the list of species and the calendar."""

from app.services.embargoes import show_what_was_held_back
from app.services.regrading import COARSER, regrade_some


def regrade(*, run: str = "", step: str = COARSER, after: str = "") -> None:
    """Let the next sightings follow the list of species."""
    regrade_some(run, step, after)


def embargo() -> None:
    """Show what was held back until today."""
    show_what_was_held_back()

"""Maps are read, and elements are located by them."""

import uuid

from app.services.area_reading import fetch_areas, read_areas, sweep_area_files
from app.services.locating import locate_element, locate_some


def read(*, import_id: str) -> None:
    """Read a file that was handed in."""
    read_areas(uuid.UUID(import_id))


def fetch(*, import_id: str) -> None:
    """Fetch a map from PDOK and read it."""
    fetch_areas(uuid.UUID(import_id))


def locate(*, element_id: str) -> None:
    """Locate one element."""
    locate_element(uuid.UUID(element_id))


def locate_all(*, import_id: str, after: str) -> None:
    """Locate the next elements after a map came or went."""
    locate_some(uuid.UUID(import_id), after)


def sweep() -> None:
    """Remove files that nobody reads any more."""
    sweep_area_files()

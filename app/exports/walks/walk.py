"""A walk as documents need it: plain values, nothing of the database.

Everything on earth is WGS84, longitude before latitude, in degrees. Words are shown as they come.
"""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Final

from shapely.geometry.base import BaseGeometry

from app.core.errors import N_, InvalidError

Spot = tuple[float, float]  # longitude, latitude
NO_ROUTE: Final = N_("De route van dit ommetje is nog niet getekend.")
ENOUGH: Final = 2  # points of a line


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the route, from its first point to its last; ``surface`` in words."""

    line: tuple[Spot, ...]
    surface: str
    length_m: float


@dataclass(frozen=True, kw_only=True)
class Start:
    """Where people begin; ``text`` tells about parking and buses."""

    name: str
    lon: float
    lat: float
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Stop:
    """Something to look at, ``along_m`` from the start; its own ``address`` when it has one."""

    number: int
    name: str
    text: str
    lon: float
    lat: float
    along_m: float
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Host:
    """Who is hospitable on the way; ``what`` in words: coffee, a toilet, a leaflet."""

    name: str
    what: str
    lon: float
    lat: float


@dataclass(frozen=True, kw_only=True)
class Nearby:
    """A landscape element near the route, by its kind and the family of that kind, for the map."""

    kind: str
    family: str
    shape: BaseGeometry


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What a walker must know before going: closed, wet, no wheelchairs."""

    title: str
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Walk:
    """An ommetje: ``address`` is its page, ``dogs`` and ``made_by`` are words, ``minutes`` is unhurried."""

    id: uuid.UUID
    name: str
    village: str
    address: str
    minutes: int
    sections: tuple[Section, ...]
    summary: str = ""
    dogs: str = ""
    made_by: str = ""
    start: Start | None = None
    stops: tuple[Stop, ...] = ()
    hosts: tuple[Host, ...] = ()
    notices: tuple[Notice, ...] = ()
    nearby: tuple[Nearby, ...] = ()
    changed_on: dt.date | None = None

    @property
    def length_m(self) -> float:
        """Return the length of all sections together."""
        return sum(section.length_m for section in self.sections)

    @property
    def route(self) -> list[Section]:
        """Return the sections that have a line; raises InvalidError when none has."""
        found = [section for section in self.sections if len(section.line) >= ENOUGH]
        if not found:
            raise InvalidError(NO_ROUTE)
        return found

    @property
    def in_order(self) -> list[Stop]:
        """Return the stops as one meets them."""
        return sorted(self.stops, key=lambda stop: (stop.number, stop.along_m))

    def address_of(self, stop: Stop) -> str:
        """Return where the page of the walk opens at a stop."""
        return stop.address or f"{self.address}#stop-{stop.number}"

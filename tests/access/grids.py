"""Reads the tables of who may do what: a row per role, a column per object, a sign per cell."""

from dataclasses import dataclass

ALLOWED, FORBIDDEN, ABSENT, SIGN_IN, NONE = "+", "x", "-", ">", "."
SIGNS = {ALLOWED, FORBIDDEN, ABSENT, SIGN_IN, NONE}
ROLES = ("visitor", "device", "suspended", "volunteer", "author", "neighbour", "coordinator", "admin")


@dataclass(frozen=True)
class Grid:
    """What each role gets for each object; ``kind`` names the objects in world.py."""

    kind: str
    cells: dict[str, dict[str, str]]

    @property
    def columns(self) -> list[str]:
        return list(self.cells[ROLES[0]])


def grid(kind: str, text: str) -> Grid:
    """Read a table; a row may stand for several roles, "a, b"."""
    head, *rows = [line for line in text.splitlines() if line.strip()]
    columns, cells = head.split(), {}
    for row in rows:
        names, _bar, signs = row.partition("|")
        found = dict(zip(columns, signs.split(), strict=True))
        assert set(found.values()) <= SIGNS, row
        cells |= {name.strip(): found for name in names.split(",")}
    cells.setdefault("device", cells.get("visitor"))  # a key that hands in opens nothing else (A13)
    assert set(cells) == set(ROLES), f"{kind}: every role has one row"
    return Grid(kind, {role: cells[role] for role in ROLES})


def same(kind: str, **signs: str) -> Grid:
    """Return a grid for an address without an object, or one that looks at no object: a sign per role."""
    signs.setdefault("device", signs.get("visitor", signs["rest"]))
    return Grid(kind, {role: {"": signs.get(role, signs["rest"])} for role in ROLES})

"""Judge the rows of a map before anything of it counts: what is taken, and a sentence for the rest (G08)."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import shapely
from shapely.geometry.base import BaseGeometry

from app.core.errors import N_
from app.core.text import one_line
from app.models import AreaLayer, AreaType, Municipality
from app.spatial.areas_file import ROWS, Row

MAX_NAME: Final = 200
MAX_REPORT: Final = 300
# parts of a layer's name in a GeoPackage that holds several
HINTS: Final = {
    AreaLayer.MUNICIPALITIES: ("gemeente",),
    AreaLayer.PROVINCES: ("provincie",),
    AreaLayer.NATURA2000: ("natura", "n2k", "n2000"),
    AreaLayer.NNN: ("nnn", "natuurnetwerk"),
    AreaLayer.AREA_TYPES: ("gebiedstype", "area_type"),
}
# names that the column goes by, best first; PDOK, CBS and our own
CODES: Final = {
    AreaLayer.MUNICIPALITIES: ("statcode", "identificatie", "code", "gemeentecode", "gm_code"),
    AreaLayer.PROVINCES: ("statcode", "identificatie", "code", "provinciecode"),
    AreaLayer.NATURA2000: ("nr", "sitecode", "localid", "code", "id"),
    AreaLayer.NNN: ("localid", "identificatie", "code", "id"),
    AreaLayer.AREA_TYPES: ("code", "id"),
}
NAMES: Final = (
    "statnaam",
    "naam_n2k",
    "naamn2k",
    "naam",
    "name",
    "sitename",
    "gemeentenaam",
    "provincienaam",
)
VALUES: Final = ("gebiedstype", "area_type", "type", "waarde", "value", "naam", "name")
AREA_TYPES: Final = {
    "nature": AreaType.NATURE,
    "natural_process": AreaType.NATURE,
    "natuurlijk proces leidend": AreaType.NATURE,
    "patterns": AreaType.PATTERNS,
    "existing_patterns": AreaType.PATTERNS,
    "bestaande patronen leidend": AreaType.PATTERNS,
    "farming": AreaType.FARMING,
    "agrarisch gebruik leidend": AreaType.FARMING,
    "living": AreaType.LIVING,
    "living_working": AreaType.LIVING,
    "wonen en werken leidend": AreaType.LIVING,
}
WRONG_LETTERS: Final = re.compile("[ÃÂ][\u0080-\u00bf]|\ufffd")  # UTF-8 that was read as something else
NAMELESS: Final = {AreaLayer.NNN: "Natuurnetwerk Nederland"}


@dataclass(frozen=True)
class Found:
    """One area that is fine."""

    code: str
    name: str
    value: str
    shape: BaseGeometry


@dataclass
class Judged:
    """What a file gives: areas, and what there is to say, row by row (0 is the whole file)."""

    areas: list[Found] = field(default_factory=list)
    report: list[dict[str, Any]] = field(default_factory=list)
    unsaid: int = 0

    def say(self, row: int, level: str, sentence: str, **values: str) -> None:
        """Note a sentence: level error (not taken), warning or info."""
        if len(self.report) >= MAX_REPORT:
            self.unsaid += 1
            return
        self.report.append({"row": row, "level": level, "sentence": sentence, "values": values})

    @property
    def sha256(self) -> str:
        """Return the fingerprint of the areas, whatever their order in the file."""
        rows = sorted((one.code, one.name, one.value, shapely.normalize(one.shape).wkb) for one in self.areas)
        digest = hashlib.sha256()
        for code, name, value, wkb in rows:
            digest.update(f"{code}\x00{name}\x00{value}\x00{wkb.hex()}\x01".encode())
        return digest.hexdigest()


def judge(
    layer: AreaLayer,
    rows: Iterable[Row],
    twelve: Sequence[Municipality],
    *,
    progress: Callable[[int], None] = lambda _n: None,
) -> Judged:
    """Return which rows of a file are areas of a layer, and a report about the others."""
    judged, seen, far = Judged(), dict[str, int](), 0
    for row in rows:
        progress(row.number)
        if row.word == "far":
            far += 1
            continue
        _one(judged, layer, row, seen, twelve)
    if far:
        judged.say(
            0, "info", N_("%(number)s gebieden liggen niet bij Drenthe. Die laten we weg."), number=str(far)
        )
    if layer == AreaLayer.MUNICIPALITIES and judged.areas:
        _say_missing(judged, twelve)
    if layer == AreaLayer.PROVINCES and judged.areas and all(one.code != "PV22" for one in judged.areas):
        judged.say(0, "warning", N_("Drenthe zelf staat niet in dit bestand."))
    if not judged.areas:
        judged.say(0, "error", N_("Er is geen enkel gebied bij Drenthe in dit bestand."))
    if judged.unsaid:
        more = {
            "row": 0,
            "level": "info",
            "sentence": N_("En nog %(number)s regels."),
            "values": {"number": str(judged.unsaid)},
        }
        judged.report.append(more)
    return judged


def _one(
    judged: Judged, layer: AreaLayer, row: Row, seen: dict[str, int], twelve: Sequence[Municipality]
) -> None:
    if row.shape is None:
        judged.say(row.number, "error", ROWS[row.word])
        return
    fields = {name.strip().lower(): one_line(text)[:MAX_NAME] for name, text in row.fields.items()}
    code, name = _first(fields, CODES[layer]), _first(fields, NAMES) or NAMELESS.get(layer, "")
    value = ""
    if layer == AreaLayer.AREA_TYPES:
        said = _first(fields, VALUES)
        value = AREA_TYPES.get(said.lower(), "")
        name = name or said
        if not value:
            judged.say(
                row.number, "error", N_("Dit is geen van de vier gebiedstypen: %(value)s"), value=said or "–"
            )
            return
    found = Found(_code(layer, code, row.number), name, str(value), row.shape)
    wrong = _wrong(layer, found, twelve)
    if wrong is not None:
        judged.say(row.number, "error", wrong[0], **wrong[1])
        return
    again = _repeats(layer, found, seen, row.number)
    if again:
        judged.say(
            row.number,
            "error",
            N_("Dit gebied staat er twee keer in, ook op regel %(again)s."),
            again=str(again),
        )
        return
    judged.areas.append(found)
    if row.word:
        judged.say(row.number, "warning", ROWS[row.word])


def _first(fields: Mapping[str, str], names: Sequence[str]) -> str:
    return next((fields[name] for name in names if fields.get(name)), "")


def _code(layer: AreaLayer, code: str, row: int) -> str:
    """Write a code as CBS does: GM0106, PV22; an area without a code gets the number of its row."""
    prefix = {AreaLayer.MUNICIPALITIES: "GM", AreaLayer.PROVINCES: "PV"}.get(layer)
    if prefix is None:
        return code or str(row)
    digits = code.upper().removeprefix(prefix)
    width = 4 if prefix == "GM" else 2
    return prefix + digits.zfill(width) if digits.isdecimal() else code


def _wrong(
    layer: AreaLayer, found: Found, twelve: Sequence[Municipality]
) -> tuple[str, dict[str, str]] | None:
    if not found.name:
        return N_("Dit gebied heeft geen naam."), {}
    if WRONG_LETTERS.search(found.name):
        return N_("De letters van de naam kloppen niet: %(name)s"), {"name": found.name}
    if layer == AreaLayer.MUNICIPALITIES:
        return _wrong_municipality(found, twelve)
    if layer == AreaLayer.PROVINCES and not re.fullmatch(r"PV\d\d", found.code):
        return N_("De code van deze provincie kennen wij niet: %(code)s"), {"code": found.code or "–"}
    return None


def _wrong_municipality(found: Found, twelve: Sequence[Municipality]) -> tuple[str, dict[str, str]] | None:
    """Compare with the twelve: code, name and place must say the same."""
    if not re.fullmatch(r"GM\d{4}", found.code):
        return N_("De code van deze gemeente kennen wij niet: %(code)s"), {"code": found.code or "–"}
    ours = next((one for one in twelve if one.code == found.code), None)
    if ours is None:
        inside = [one.name for one in twelve if found.shape.covers(shapely.Point(one.lon, one.lat))]
        if inside:
            return N_("Deze code kennen wij niet, maar hier ligt %(name)s."), {"name": inside[0]}
        return None
    if ours.name.casefold() != found.name.casefold():
        return N_("Code %(code)s is van %(name)s."), {"code": ours.code, "name": ours.name}
    if not shapely.box(ours.west, ours.south, ours.east, ours.north).intersects(found.shape.centroid):
        return N_("%(name)s ligt niet waar het hoort."), {"name": ours.name}
    return None


def _repeats(layer: AreaLayer, found: Found, seen: dict[str, int], row: int) -> int:
    """Return the row that was the same before, or 0: by code, or where areas have parts, by shape."""
    unique = layer in {AreaLayer.MUNICIPALITIES, AreaLayer.PROVINCES}
    key = found.code if unique else hashlib.sha256(shapely.normalize(found.shape).wkb).hexdigest()
    before = seen.setdefault(key, row)
    return 0 if before == row else before


def _say_missing(judged: Judged, twelve: Sequence[Municipality]) -> None:
    have = {one.code for one in judged.areas}
    missing = [one.name for one in twelve if one.code not in have]
    if missing:
        names = ", ".join(missing)
        judged.say(0, "warning", N_("Deze gemeenten van Drenthe ontbreken: %(names)s."), names=names)

"""The line of a walk: drawn on the map, or from a GPX or GeoJSON file of a phone or GPS device."""

import json
from dataclasses import dataclass
from typing import Any, Final

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from shapely import LineString
from wtforms import HiddenField, StringField

from app.core.errors import N_, InvalidError, TooLargeError
from app.core.text import one_line
from app.forms.fields import VersionField
from app.i18n import _, _l
from app.models import Walk
from app.spatial.reading import geojson_of
from app.spatial.tracks import FIELD, MAX_NAME, MAX_TRACKS, read_tracks
from app.spatial.walk_lines import line_of, line_of_geojson, metres_of, times_go_back

MAX_BYTES: Final = 2_000_000
MAX_CHARS: Final = 900_000  # of all lines to choose from together; a form may hold 2 MB


@dataclass(frozen=True)
class Choice:
    """One of the lines in a file: its name, its line as GeoJSON text, its length in metres."""

    name: str
    shape: str
    length_m: float


class RouteForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """One line; ``status`` is that of the page after a button was pressed."""

    version = VersionField()
    shape = HiddenField(_l("Route"), id="plek")
    lees = StringField()  # which button was pressed: bestand or spoor
    track_file = FileField(_l("Bestand"))
    tracks = HiddenField()  # what the file holds, when it is more than one line
    track = StringField(_l("Welke lijn is het?"))
    line: LineString | None = None
    status: int = 200
    clock_was_off: bool = False

    def __init__(self, *args: Any, before: Walk, **kwargs: Any) -> None:
        """``before`` is the walk, with the line it has."""
        old = before.line
        data = {"version": str(before.version), "shape": geojson_of(old) if old is not None else ""}
        super().__init__(*args, data=data, **kwargs)

    @property
    def choices(self) -> list[Choice]:
        """Return the lines to choose from, when a file held several; each is judged again."""
        try:
            rows = json.loads(self.tracks.data or "[]")[:MAX_TRACKS]
            return [_choice(one_line(name)[:MAX_NAME], line_of_geojson(shape)) for name, shape in rows]
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError, InvalidError):
            return []

    def mend(self) -> bool:
        """Do what a button asked; tell whether there was one."""
        if self.lees.data == "bestand":
            self._read_file()
        elif self.lees.data == "spoor" and not self._take_track():
            self._ask_which()
        return bool(self.lees.data)

    def read_line(self) -> bool:
        """Find the line in what was filled in; puts what is wrong beside the fields."""
        self.status = 422
        if self.track_file.data:
            self._read_file()  # handed in without "lees het bestand": it is the line all the same
        self._take_track()
        if self.track_file.errors:
            return False
        if self.choices:
            self._ask_which()
            return False
        if not self.shape.data:
            self.shape.errors = [_("Teken de route op de kaart, of kies een bestand.")]
            return False
        try:
            self.line = line_of_geojson(self.shape.data)
        except InvalidError as error:
            self.shape.errors = [_(error.sentence, **error.values)]
        return self.line is not None

    def _ask_which(self) -> None:
        self.status = 422
        self.track.errors = [_("Kies welke lijn van het bestand het is.")]

    def _take_track(self) -> bool:
        offered, said = self.choices, self.track.data or ""
        at = int(said) if said.isdecimal() and len(said) < 4 else -1  # noqa: PLR2004 (at most fifty)
        if not 0 <= at < len(offered):
            return False
        self.shape.data, self.tracks.data, self.track.data = offered[at].shape, "", ""
        return True

    def _read_file(self) -> None:
        """Put the line of the file in the form, or what there is to choose from."""
        sent = self.track_file.data
        self.track_file.data = None
        data = sent.read(MAX_BYTES + 1) if sent else b""
        if sent:
            sent.close()
        try:
            lines = _lines_in(data)
            if len(lines) > 1:
                self.tracks.data, self.track.data = _pack(lines), ""
        except InvalidError as error:
            self.status = error.status
            self.track_file.errors = [_(error.sentence, **error.values)]
            return
        self.clock_was_off = times_go_back(data)
        if len(lines) == 1:
            self.shape.data, self.tracks.data = lines[0].shape, ""


def _lines_in(data: bytes) -> list[Choice]:
    """Return the lines of a file that a walk may have; raises InvalidError when there is none."""
    if not data:
        raise InvalidError(N_("Kies eerst een bestand."), field=FIELD)
    if len(data) > MAX_BYTES:
        raise TooLargeError(N_("Dit bestand is te groot. Het mag hoogstens 2 MB zijn."), field=FIELD)
    found, wrong = [], None
    for track in read_tracks(data):
        if len(track.spots) < 2:  # noqa: PLR2004 (devices add points at every stop)
            continue
        try:
            found.append(_choice(track.name, line_of(track.spots)))
        except InvalidError as error:
            wrong = error
    if not found:
        if wrong is not None:
            raise InvalidError(wrong.sentence, field=FIELD, **wrong.values)
        raise InvalidError(N_("In dit bestand staat geen route: alleen losse punten."), field=FIELD)
    return found


def _choice(name: str, line: LineString) -> Choice:
    return Choice(name, geojson_of(line), metres_of(line))


def _pack(lines: list[Choice]) -> str:
    text = json.dumps([[one.name, one.shape] for one in lines], ensure_ascii=False, separators=(",", ":"))
    if len(text) > MAX_CHARS:
        sentence = N_("Deze sporen zijn samen te lang. Bewaar één spoor in een bestand.")
        raise InvalidError(sentence, field=FIELD)
    return text

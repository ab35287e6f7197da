"""A file as the place: what it holds travels in the form, so that nobody has to choose the file twice."""

import json
from dataclasses import dataclass
from typing import Final

from werkzeug.datastructures import FileStorage

from app.core.errors import N_, InvalidError
from app.core.text import one_line
from app.spatial.reading import MAX_VERTICES, geojson_of, shape_of_geojson
from app.spatial.shapes import length_m
from app.spatial.tracks import FIELD, MAX_FILE_BYTES, MAX_NAME, MAX_TRACKS, Track, read_tracks

MAX_CHARS: Final = 700_000  # of all choices together; a form may hold 2 MB
ANY: Final = ["point", "line", "polygon"]


@dataclass(frozen=True)
class Choice:
    """One of the lines in a file: its name, its shape as GeoJSON text, its length in metres for a line."""

    name: str
    shape: str
    length_m: float | None


def read_file(sent: FileStorage | None, allowed: list[str] | None) -> list[Choice]:
    """Return what a file offers for a kind of element; raises InvalidError when nothing fits.

    ``allowed`` are the geometries of the kind, or None before it was chosen. Points are left out
    where there are lines and the kind is none: devices add them at every stop.
    """
    data = sent.read(MAX_FILE_BYTES + 1) if sent is not None else b""
    if sent is not None:
        sent.close()
    if not data:
        raise InvalidError(N_("Kies eerst een bestand."), field=FIELD)
    tracks = _that_fit(read_tracks(data), allowed or ANY)
    long = [one for one in tracks if len(one.spots) > MAX_VERTICES]
    if len(long) == len(tracks):
        sentence = N_("Dit spoor heeft %(number)s punten. Hoogstens 10.000 mag. Maak het eerst eenvoudiger.")
        raise InvalidError(sentence, field=FIELD, number=f"{len(long[0].spots):_}".replace("_", "."))
    choices, wrong = _judge([one for one in tracks if one not in long], allowed or ANY)
    if not choices and wrong is not None:
        raise InvalidError(wrong.sentence, field=FIELD, **wrong.values)
    return choices


def pack(choices: list[Choice]) -> str:
    """Write choices for a hidden field; raises InvalidError when they are too many for a form."""
    text = json.dumps([[one.name, one.shape] for one in choices], ensure_ascii=False, separators=(",", ":"))
    if len(text) > MAX_CHARS:
        raise InvalidError(
            N_("Deze sporen zijn samen te lang. Bewaar één spoor in een bestand."), field=FIELD
        )
    return text


def unpack(text: str) -> list[Choice]:
    """Read the hidden field back; anyone can write it, so that each shape is judged again."""
    try:
        rows = json.loads(text)[:MAX_TRACKS] if text else []
        return [Choice(one_line(name)[:MAX_NAME], *_measured(shape)) for name, shape in rows]
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError, InvalidError):
        return []


def _that_fit(tracks: list[Track], allowed: list[str]) -> list[Track]:
    lines = [one for one in tracks if len(one.spots) > 1]
    points = [one for one in tracks if len(one.spots) == 1]
    if allowed == ["point"]:
        return points or lines
    return lines or points


def _judge(tracks: list[Track], allowed: list[str]) -> tuple[list[Choice], InvalidError | None]:
    """Return the tracks that make a sound shape, and what is wrong with the last that does not."""
    choices, wrong = [], None
    for track in tracks:
        try:
            shape = track.shape(allowed)
        except InvalidError as error:
            wrong = error
        else:
            choices.append(Choice(track.name, geojson_of(shape), length_m(shape)))
    return choices, wrong


def _measured(shape: str) -> tuple[str, float | None]:
    found = shape_of_geojson(shape)
    return geojson_of(found), length_m(found)

"""What a browser sends for a well filled in form."""

import re
import uuid
from html import unescape

from tests.factories.elements import place_named

LINE = '{"type":"LineString","coordinates":[[6.6501,53.0301],[6.6531,53.0321]]}'


def element_form(**changed) -> dict:
    """A houtwal near Anloo, drawn on the map, of whom nobody knows the owner."""
    told = {
        "id": str(uuid.uuid4()),
        "family": "lijn",
        "type_key": "wooded_bank",
        "shape": LINE,
        "system": "wgs84",
        "place_id": str(place_named("Anloo").id),
        "width_m": "4,5",
        "name": "Houtwal De Es",
        "owner_kind": "unknown",
        "consent": "unknown",
        "visibility": "",
        "condition": "fair",
        "age": "over_200",
        "story": "Hier liep vroeger\nde schaapsdrift.",
    }
    return {name: value for name, value in (told | changed).items() if value is not None}


def group_form(**changed) -> dict:
    """A dorpsgroep in Assen that people ask to join."""
    told = {
        "id": str(uuid.uuid4()),
        "name": "Groen Westeres",
        "group_kind": "village",
        "place_id": str(place_named("Assen").id),
        "about": "Wij knotten de wilgen.",
        "joining": "request",
        "contact": "Elke eerste zaterdag bij de brink.",
    }
    return {name: value for name, value in (told | changed).items() if value is not None}


def log_form(**changed) -> dict:
    """A third of it coppiced by three people, two and a half hours each; nests were looked for."""
    told = {
        "id": str(uuid.uuid4()),
        "activity_key": "coppicing",
        "share": "1/3",
        "amount": "",
        "done_on": "2026-02-14",
        "people": "3",
        "hours": "2,5",
        "nest_check": "none_seen",
        "condition_after": "good",
        "notes": "Takken op een ril gelegd.",
    }
    return {name: value for name, value in (told | changed).items() if value is not None}


def sighting_form(**changed) -> dict:
    """A hazel beside a path, seen in May."""
    told = {
        "id": str(uuid.uuid4()),
        "species": "Hazelaar",
        "begin": "52,996743 6,563217",
        "system": "wgs84",
        "seen_on": "2026-05-17",
        "origin": "wild",
        "stage": "adult",
        "behaviour": "unknown",
        "licence": "cc0",
        "claim_group": "",
    }
    return {name: value for name, value in (told | changed).items() if value is not None}


TEMPLATE = re.compile(r"<template\b.*?</template>", re.DOTALL)  # of scripts: nothing of it is sent
FIELD = re.compile(r"<(?:input|textarea|select)\b[^>]*>")


def sent_again(page: str) -> dict:
    """Return the fields of the form on a page as a browser would send them back (no select, no file)."""
    page = TEMPLATE.sub("", page)
    found: dict[str, list[str]] = {}
    for tag in FIELD.findall(page):
        name, kind = re.search(r'name="([^"]+)"', tag), re.search(r'type="([^"]+)"', tag)
        if not name or (kind and kind[1] in {"file", "submit"}):
            continue
        if kind and kind[1] in {"radio", "checkbox"} and " checked" not in tag:
            continue
        value = re.search(r'value="([^"]*)"', tag)
        if tag.startswith("<input"):
            found.setdefault(name[1], []).append(unescape(value[1]) if value else "")
    for name, text in re.findall(
        r'<textarea[^>]*name="([^"]+)"[^>]*>\r?\n?(.*?)</textarea>', page, re.DOTALL
    ):
        found[name] = [unescape(text)]
    for name, inside in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option(?=[^>]* selected)[^>]*value="([^"]*)"', inside)
        found[name] = [unescape(chosen[1]) if chosen else ""]
    return {name: values if len(values) > 1 else values[0] for name, values in found.items()}

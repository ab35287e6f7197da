"""Copies of an outbox as js/offline/export.js writes them, and as nobody should."""

import io
import json
import zipfile
from typing import Any

from tests.sync.device import Parcel, sha

README = ("lees-mij.txt", b"Bewaar dit bestand.")


def parts_of(*parcels: Parcel, drafts: int = 0, **told: Any) -> list[tuple[str, bytes]]:
    """Return names and bytes of the parts, the list last."""
    parts, items = [README], []
    for parcel in parcels:
        parts.append((f"{parcel.id}/envelope.json", parcel.body))
        parts += [(f"{parcel.id}/{ident}.jpg", data) for ident, data in parcel.photos.items()]
        items.append(
            {"id": str(parcel.id), "kind": parcel.kind, "label": "Heg Schoolpad", "state": "waiting"}
        )
        items[-1] |= {"envelope_sha256": sha(parcel.body)}
    listed = {"format": "haarvaten-outbox", "version": 1, "items": items, "drafts": [{}] * drafts} | told
    return [*parts, ("haarvaten.json", json.dumps(listed).encode())]


def zipped(parts: list[tuple[str, bytes]], method: int = zipfile.ZIP_STORED) -> bytes:
    """Write a zip of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as target:
        for name, data in parts:
            target.writestr(name, data)
    return made.getvalue()

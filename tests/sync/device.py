"""A phone that hands in: its upload cookie, envelopes and photos, and the answers."""

import hashlib
import json
import uuid
from dataclasses import dataclass, field

from app.core.clock import now
from app.core.ids import digest, secret_token
from app.extensions import db
from app.models import Session, User
from tests.factories.photos import small_photo
from tests.forms.filled import element_form, log_form

NOT_SENT = {"id", "system", "visibility"}


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def give_key(person: User) -> str:
    """Return the token of a device on which someone signed in, whose session itself has not been kept."""
    token = secret_token()
    hashes = {"token_sha256": digest(secret_token()), "upload_sha256": digest(token)}
    db.session.add(Session(person_id=person.id, **hashes))
    db.session.commit()
    return token


@dataclass
class Parcel:
    """One thing on a phone: the exact bytes of its envelope, and of its photos by id."""

    owner: uuid.UUID
    kind: str = "element"
    fields: dict = field(default_factory=dict)
    about: uuid.UUID | None = None
    photos: dict[str, bytes] = field(default_factory=dict)
    id: uuid.UUID = field(default_factory=uuid.uuid4)
    changed: dict = field(default_factory=dict)
    moments: tuple[str, ...] = ()

    def photo(self, number: int) -> tuple[str, bytes]:
        return list(self.photos.items())[number]

    @property
    def manifest(self) -> list[dict]:
        told = {"type": "image/jpeg", "alt": "De wal", "moment": ""}
        return [
            {"id": ident, "sha256": sha(data), "bytes": len(data), **told}
            for ident, data in self.photos.items()
        ]

    @property
    def body(self) -> bytes:
        told = {
            "schema": 1,
            "kind": self.kind,
            "owner": str(self.owner),
            "fields": self.fields,
            "about": None if self.about is None else str(self.about),
            "device_time": "2026-09-12T10:30:00Z",
            "photos": self.manifest,
        }
        return json.dumps(told | self.changed).encode()

    @property
    def address(self) -> str:
        return f"/api/v1/submissions/{self.id}"


def some_photos(count: int) -> dict[str, bytes]:
    """Photos that differ in a pixel, each with an id made on the phone."""
    return {str(uuid.uuid4()): small_photo((10 * number, 120, 60)) for number in range(count)}


def element_parcel(owner: User, photos: int = 0, **changed) -> Parcel:
    fields = {name: text for name, text in element_form().items() if name != "id"} | {"people_ok": "y"}
    return Parcel(owner.id, fields=fields | changed, photos=some_photos(photos))


def work_parcel(owner: User, element, photos: int = 0, **changed) -> Parcel:
    fields = {name: text for name, text in log_form().items() if name != "id"} | {"people_ok": "y"}
    about = {"kind": "maintenance", "about": element.id}
    return Parcel(owner.id, fields=fields | changed, photos=some_photos(photos), **about)


class Phone:
    """Sends as the uploader does."""

    def __init__(self, app, person: User | None = None) -> None:
        self.client = app.test_client()
        if person is not None:
            self.client.set_cookie("insturen", give_key(person))

    def put(self, parcel: Parcel, body: bytes | None = None, **headers):
        given = {"X-Haarvaten": "1", "X-Sent-At": now().isoformat(), **headers}
        return self.client.put(
            parcel.address,
            data=parcel.body if body is None else body,
            content_type="application/json",
            headers=given,
        )

    def put_photo(self, parcel: Parcel, ident: str, data: bytes, **headers):
        kind = headers.pop("Content-Type", "image/jpeg")
        given = {"X-Haarvaten": "1", "X-Sha256": sha(data), **headers}
        address = f"{parcel.address}/photos/{ident}"
        return self.client.put(address, data=data, content_type=kind, headers=given)

    def receipt(self, parcel: Parcel):
        return self.client.get(f"{parcel.address}/receipt")

    def send(self, parcel: Parcel):
        """Send all of it; returns the last answer."""
        answer = self.put(parcel)
        for ident, data in parcel.photos.items():
            answer = self.put_photo(parcel, ident, data)
        return answer


def same_receipt(one, other) -> bool:
    """Tell whether two answers say the same, but for the time of the server."""
    left, right = one.get_json(), other.get_json()
    return {**left, "server_time": ""} == {**right, "server_time": ""}

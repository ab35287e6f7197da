"""A walk of one day: what everyone sees does not tell when, among the others, vulnerable ones were (L07)."""

import io
import random
import re
import uuid
from dataclasses import dataclass

import pytest
from PIL import Image

from app.extensions import db
from app.models import Job, Sighting, State
from app.queries.sightings import find_sightings
from app.services.photo_rendering import render_photo
from app.services.photos import ChosenPhoto
from app.services.sightings import submit_sighting
from app.spatial.crs import wgs84_of
from tests.checks.crawl import crawl
from tests.checks.order import tells
from tests.factories.people import UserFactory
from tests.factories.photos import sent_photo
from tests.factories.sightings import facts
from tests.personas import sign_in
from tests.pictures import exif, scene

MANY, EACH = 24, 3  # of them every third is vulnerable
KEYS = ("corylus-avellana", "vipera-berus")
ID = re.compile(r"/waarnemingen/([0-9a-f-]{36})")
SOME = 12  # so many of them on one page make an order


@dataclass
class Trip:
    """What was seen, in the true order of the day."""

    ids: list[uuid.UUID]
    hidden: list[bool]

    def tells(self, shown: dict[uuid.UUID, object]) -> bool:
        """Say whether what is shown of them gives the order of the vulnerable ones away."""
        there = [at for at, one in enumerate(self.ids) if one in shown]
        return tells([shown[self.ids[at]] for at in there], there, [self.hidden[at] for at in there])


@pytest.fixture
def trip(anna) -> Trip:
    """Handed in, made ready and approved one by one, each with a photo that says when it was taken."""
    dice = random.Random(7)
    anna.show_name = True
    hidden = [at % EACH == 1 for at in range(MANY)]
    ids = [uuid.UUID(int=dice.getrandbits(128), version=4) for _ in hidden]
    for at, ident in enumerate(ids):
        photo = sent_photo(anna, _picture(at, dice.randrange(256)))
        photo_id = photo.id
        told = {
            "at": wgs84_of(236_000 + 90 * at, 562_000 + 70 * at),
            "seen_at": f"{8 + at // 4:02}:{at % 4}5",
        }
        chosen = (ChosenPhoto(id=photo_id),)
        submit_sighting(ident, facts(claimed_key=KEYS[hidden[at]], photos=chosen, **told), actor=anna)
        render_photo(photo_id)
        one = db.session.get(Sighting, ident)
        one.state, one.waits, one.species_key = State.PUBLISHED, False, one.claimed_key
        db.session.commit()
    return Trip(ids, hidden)


def _picture(at: int, shade: int) -> bytes:
    image, taken = scene((320, 240)), io.BytesIO()
    image.putpixel((160, 120), (shade, 90, 60))
    moment = f"2026:05:17 {8 + at // 4:02}:{at % 4}5:00".encode()
    image.save(taken, "JPEG", exif=exif().replace(b"2026:09:12 10:30:00", moment))
    return taken.getvalue()


def orders(app, client) -> dict[str, dict[uuid.UUID, object]]:
    """Return the order in which each list, page by page, shows them."""
    found: dict[str, dict[uuid.UUID, object]] = {}
    for one in crawl(app, client, once=True):
        if one.answer.mimetype.startswith(("text", "application")):
            named = list(
                dict.fromkeys(map(uuid.UUID, ID.findall(one.answer.get_data().decode("utf-8", "replace"))))
            )
            if len(named) >= SOME:
                found[one.address] = {ident: at for at, ident in enumerate(named)}
    return found


def of_each(client, trip: Trip) -> dict[str, dict[uuid.UUID, object]]:
    """Return what can be seen of each by itself: its page, its photo, and what servers say of both."""
    found: dict[str, dict[uuid.UUID, object]] = {}
    for ident in trip.ids:
        page = client.get(f"/waarnemingen/{ident}")
        (photo_id,) = set(re.findall(r"/fotos/([0-9a-f-]{36})/", page.text))
        answers = {
            "page": page,
            "photo": client.get(f"/fotos/{photo_id}/foto.jpg"),
            "small": client.get(f"/fotos/{photo_id}/320.webp"),
        }
        told = {"id": ident.hex, "photo id": photo_id}
        for name, answer in answers.items():
            assert answer.status_code == 200
            assert not {"Last-Modified", "Age", "Expires"} & set(answer.headers), name
            told |= {
                f"{name} {one}": answer.headers.get(one) or "" for one in ("ETag", "Content-Disposition")
            }
            told[f"{name} size"] = len(answer.data)
        for name, word in told.items():
            found.setdefault(name, {})[ident] = word
    return found


@pytest.mark.L07
def test_nothing_that_others_see_follows_the_hours_of_vulnerable_ones(app, client, trip, anna, bram):
    for who in (None, bram):
        if who:
            sign_in(client, who)
        lists, alone = orders(app, client), of_each(client, trip)
        assert "/waarnemingen" in lists and "photo Content-Disposition" in alone
        assert [name for name, shown in (lists | alone).items() if trip.tells(shown)] == []
    told = [job for job in db.session.query(Job) if job.name.startswith("mails.")]
    assert [job for job in told if job.payload.get("person_id") != str(anna.id)] == [], "nobody else is told"
    for ident, hidden in zip(trip.ids, trip.hidden, strict=True):
        page = client.get(f"/waarnemingen/{ident}").text
        assert not re.search(r"\b\d\d:\d5\b", page), "no hour, and of vulnerable ones no day"
        assert ("17 mei 2026" in page) is not hidden
        for photo in db.session.get(Sighting, ident).photos:
            for name in ("foto.jpg", "1024.webp", "320.webp"):
                data = client.get(f"/fotos/{photo.id}/{name}").data
                assert b"2026:05:17" not in data and not Image.open(io.BytesIO(data)).getexif()


@pytest.mark.L07
def test_a_list_by_the_moment_of_handing_in_is_noticed_and_one_by_id_is_none(client, trip, monkeypatch):
    by = []

    def sorted_otherwise(asked, **more):
        found = find_sightings(asked, **more)
        return type(found)(sorted(found, key=lambda one: getattr(one, by[-1])), found.next_key)

    monkeypatch.setattr("app.routes._sighting_list.find_sightings", sorted_otherwise)
    sign_in(client, UserFactory())  # who is in gets no kept page
    noticed = []
    for column in ("received_at", "id"):
        by.append(column)
        named = dict.fromkeys(map(uuid.UUID, ID.findall(client.get("/waarnemingen").text)))
        assert len(named) >= SOME
        noticed.append(trip.tells({ident: at for at, ident in enumerate(named)}))
    assert noticed == [True, False]


@pytest.mark.L07
def test_photos_that_are_numbered_are_noticed():
    trip = Trip([uuid.uuid4() for _ in range(MANY)], [at % EACH == 1 for at in range(MANY)])
    assert trip.tells({ident: f"foto-{at:04}" for at, ident in enumerate(trip.ids)})

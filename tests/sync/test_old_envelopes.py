"""What phones of every released version have in their outbox is still taken (S08)."""

import hashlib
import uuid
from pathlib import Path

import pytest

from app.extensions import db
from app.models import Photo, Submission
from tests.factories.corrections import PhotoFactory
from tests.factories.elements import ElementFactory, place_named
from tests.factories.people import UserFactory
from tests.sync.device import Parcel, Phone

FOLDER = Path(__file__).parents[1] / "fixtures" / "envelopes"
OWNER = uuid.UUID("5b0c9d3e-6a41-4c8e-9f27-1d2e3f405162")
ELEMENT = uuid.UUID("9c1f4b7a-2d38-4e65-8a90-b1c2d3e4f506")
PHOTO = uuid.UUID("3e8d7c6b-5a49-4f38-a271-60514f3e2d1c")
SHA256 = {
    "v1/element.json": "b9149bf31b7564627ce9430d3d76005f2309b12848ae4441ef0bfb199515f175",
    "v1/element_change.json": "bdc7114ae6b742026533aaed19d3ae9ae1d8ec78d249e832e7a3fdcce2713caa",
    "v1/ground_claim.json": "191c287b400dcce9063ce8da9b4680bb6d00a4b72be2f874c0c028c467912657",
    "v1/maintenance.json": "fe1c2c995d4ac84b6cc05221f53630ffcfe9f038860e65f196326f9d2af11892",
    "v1/photo_report.json": "66698460b8da78434cf248f3cab71a71ead5d0bae175b71886caf6f2822d14b3",
    "v1/presence_check.json": "c97c749631caf0c48581a8d0982540fd4a79a45aa831736c4fedeb52c7c09f1b",
    "v1/sighting.json": "52047bb0484e2430709b3a39bea4b50226f582140483cb19b455627d28f9ffd3",
    "v1/problem_report.json": "970ed923f7b72171c8a25e41e52b765d85c0bd3f8cae0d61b6f01b111399128a",
}


@pytest.fixture
def phone(app, bram):
    element = ElementFactory(id=ELEMENT, author=bram, published=True, type_key="wooded_bank")
    PhotoFactory(id=PHOTO, owner=bram, submission_id=element.id)
    return Phone(app, UserFactory(id=OWNER))


@pytest.mark.S08
def test_every_file_is_here_and_was_never_edited():
    found = {str(path.relative_to(FOLDER)): path for path in FOLDER.glob("v*/*.json")}
    assert {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in found.items()} == SHA256


@pytest.mark.S08
@pytest.mark.parametrize("name", SHA256)
def test_it_comes_in(phone, name):
    text = (FOLDER / name).read_text("utf-8").replace("@@Anloo@@", str(place_named("Anloo").id))
    parcel = Parcel(OWNER)
    answer = phone.put(parcel, text.encode())
    assert answer.status_code == 201, answer.text
    item = db.session.get(Submission, parcel.id)
    assert item.kind == Path(name).stem and item.schema_version == 1
    assert len(answer.get_json()["missing"]) == len(item.manifest) and db.session.query(Photo).count() == 1

"""Bytes that came as promised and that we cannot read settle their photo; author and desk read it (S06)."""

import uuid
from datetime import timedelta

import pytest
import time_machine

from app.core.clock import now
from app.extensions import db
from app.models import Element, Job, Photo, PhotoState
from app.queries.storage import find_faults
from app.services.photo_cleanup import sweep_photos
from app.services.photo_rendering import render_photo
from app.storage import incoming
from tests import pictures
from tests.factories.elements import ElementFactory
from tests.factories.photos import small_photo
from tests.handing_in import look_codes, work_off
from tests.personas import sign_in
from tests.sync.device import Phone, element_parcel, work_parcel
from tests.sync.test_photos import PAGE, files

SENTENCE = "Deze foto konden we niet lezen."
BAD = {
    "no photo at all": (PAGE, 0),
    "damaged": (small_photo()[:40], 1),
    "too many pixels": (pictures.png_of(30_000, 30_000, data=b"x"), 1),
}


@pytest.fixture
def phone(app, anna):
    return Phone(app, anna)


def with_one_bad(parcel, data: bytes):
    """Put bytes that cannot be read first, before a good photo."""
    parcel.photos = {str(uuid.uuid4()): data, **parcel.photos}
    return parcel


@pytest.mark.S06
@pytest.mark.parametrize("what", BAD)
def test_it_is_settled_once_and_for_all(phone, anna, what):
    data, kept = BAD[what]
    parcel = with_one_bad(element_parcel(anna, 1), data)
    phone.put(parcel)
    work_off()
    ident, _ = parcel.photo(0)
    first = phone.put_photo(parcel, *parcel.photo(0))
    assert (first.status_code, first.get_json()["missing"]) == (201, [parcel.photo(1)[0]])
    assert phone.put_photo(parcel, *parcel.photo(1)).get_json()["state"] == "complete"
    assert phone.put_photo(parcel, *parcel.photo(0)).status_code == 200
    item, photo = db.session.get(Element, parcel.id), db.session.get(Photo, uuid.UUID(ident))
    assert (item.photos_due, photo.state, photo.position) == (0, PhotoState.UNREADABLE, 0)
    assert "photos.unreadable" in look_codes(item) and item.needs_look
    assert sum(name.startswith(photo.id.hex) for name in files()) == kept
    assert db.session.query(Job).filter(Job.name == "photos.render").count() == 1
    render_photo(photo.id)
    assert db.session.get(Photo, uuid.UUID(ident)).state == PhotoState.UNREADABLE


@pytest.mark.P14
@pytest.mark.parametrize("what", BAD)
def test_what_came_stays_a_week_and_the_check_of_the_store_finds_no_fault(phone, anna, what):
    parcel = with_one_bad(element_parcel(anna), BAD[what][0])
    phone.send(parcel)
    assert list(find_faults()) == []
    with time_machine.travel(now() + timedelta(days=8)):
        sweep_photos()
        assert list(find_faults()) == [] and list(incoming.waiting()) == []


def test_author_and_desk_read_it(app, phone, anna, bram, chris):
    new = with_one_bad(element_parcel(anna, 1), PAGE)
    there = ElementFactory(author=bram, published=True, type_key="wooded_bank")
    work = with_one_bad(work_parcel(anna, there), PAGE)
    phone.send(new)
    phone.send(work)
    own, desk, visitor = app.test_client(), app.test_client(), app.test_client()
    sign_in(own, anna)
    sign_in(desk, chris)
    thanks = own.get(f"/account/inzendingen?nieuw={new.id}").text
    assert "Een foto konden we niet lezen. Laat hem op je telefoon staan." in thanks
    assert "van je telefoon halen" not in thanks
    assert own.get("/account/inzendingen").text.count("Een foto is niet te lezen") == 2
    for address in (f"/elementen/{new.id}", f"/onderhoud/{work.id}"):
        assert SENTENCE in own.get(address).text, address
    assert "Haal hem weg en kies hem opnieuw" in own.get(f"/elementen/{new.id}/verbeteren").text
    row = desk.get("/controle").text
    assert "Een foto is niet te lezen" in row
    for parcel in (new, work):
        page = desk.get(f"/controle/{parcel.id}").text
        assert SENTENCE in page and "Een foto is niet te lezen" in page
    element = db.session.get(Element, new.id)
    element.state, element.is_public, element.waits = "published", True, False
    db.session.commit()
    assert SENTENCE not in visitor.get(f"/elementen/{new.id}").text

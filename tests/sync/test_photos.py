"""Photos of an envelope come in any order, broken off or twice, and end up the same (S06, S07, S09, P12)."""

import itertools
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.core.clock import now
from app.extensions import db
from app.models import Element, Photo, State
from app.services import photos as photo_services
from app.services import sync
from app.services.photo_rendering import render_photo
from app.services.photos import remove_photo
from app.storage import disk, incoming
from tests import pictures
from tests.factories.photos import small_photo
from tests.handing_in import look_codes, work_off
from tests.personas import sign_in
from tests.sync.device import Phone, element_parcel, same_receipt, sha, work_parcel


@pytest.fixture
def phone(app, anna):
    return Phone(app, anna)


PAGE = b"<html><script>x</script></html>" * 40


def files() -> set[str]:
    return {path.name for path in incoming.folder().iterdir()}


def stored(parcel) -> list[tuple]:
    """Return what the item has: each photo by id, hash, place and words, and what is still due."""
    rows = select(Photo.id, Photo.sent_sha256, Photo.position, Photo.alt, Photo.submission_id)
    found = db.session.execute(rows.where(Photo.submission_id == parcel.id).order_by(Photo.position)).all()
    item = db.session.get(Element, parcel.id)
    return [*found, item.photos_due, [one["come"] for one in item.manifest]]


@pytest.mark.S06
@given(data=st.data())
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_order_and_any_number_of_times_end_the_same(phone, anna, data):
    parcel = element_parcel(anna)
    same = small_photo()
    parcel.photos = {
        str(uuid.uuid4()): same,
        str(uuid.uuid4()): same,
        str(uuid.uuid4()): small_photo((1, 2, 3)),
    }
    acts = [lambda: phone.put(parcel)] + [
        lambda one=one: phone.put_photo(parcel, *one) for one in parcel.photos.items()
    ]
    order = data.draw(st.permutations([0, 1, 2, 3])) + data.draw(st.lists(st.integers(0, 3), max_size=4))
    answers = [acts[number]() for number in order]
    assert {answer.status_code for answer in answers} <= {200, 201}
    whole = phone.receipt(parcel).get_json()
    assert (whole["state"], whole["missing"]) == ("complete", [])
    expected = [
        (uuid.UUID(ident), sha(bytes_), place, "De wal", parcel.id)
        for place, (ident, bytes_) in enumerate(parcel.photos.items())
    ]
    assert stored(parcel) == [*expected, 0, [True] * 3]


@pytest.mark.S06
def test_the_receipt_names_what_is_missing_and_desk_and_author_read_it(app, phone, anna, chris):
    parcel = element_parcel(anna, 3)
    assert phone.put(parcel).get_json()["missing"] == list(parcel.photos)
    work_off()
    answer = phone.put_photo(parcel, *parcel.photo(1))
    assert answer.get_json()["missing"] == [parcel.photo(0)[0], parcel.photo(2)[0]]
    item = db.session.get(Element, parcel.id)
    assert "photos.coming" in look_codes(item) and item.needs_look
    desk, own = app.test_client(), app.test_client()
    sign_in(desk, chris)
    sign_in(own, anna)
    for page in (
        desk.get("/controle"),
        desk.get(f"/controle/{parcel.id}"),
        own.get("/account/inzendingen"),
        own.get(f"/account/inzendingen?nieuw={parcel.id}"),
    ):
        assert "Foto’s onderweg: 1 van 3" in page.text
    for number in (0, 2):
        answer = phone.put_photo(parcel, *parcel.photo(number))
    assert answer.get_json()["state"] == "complete"
    db.session.refresh(item)
    assert "photos.coming" not in look_codes(item)
    assert "onderweg: " not in own.get("/account/inzendingen").text


def broken(parcel) -> dict[str, tuple]:
    """What cannot be right: (photo id, bytes, headers, status)."""
    ident, data = parcel.photo(0)
    other = small_photo((9, 9, 9))
    return {
        "another hash than its bytes": (ident, data, {"X-Sha256": sha(other)}, 422),
        "other bytes than announced": (ident, other, {}, 422),
        "a byte that fell over under way": (ident, data[:-1] + b"\0", {"X-Sha256": sha(data)}, 422),
        "no hash": (ident, data, {"X-Sha256": ""}, 422),
        "a hash in capitals": (ident, data, {"X-Sha256": sha(data).upper()}, 422),
        "not in the manifest": (str(uuid.uuid4()), data, {}, 422),
        "nothing": (ident, b"", {}, 422),
        "no picture by its type": (ident, data, {"Content-Type": "text/html"}, 415),
        "too large by its length": (ident, b"x" * 25_000_001, {}, 413),
        "not from our page": (ident, data, {"X-Haarvaten": ""}, 403),
    }


BROKEN = (
    "another hash than its bytes", "other bytes than announced", "a byte that fell over under way",
    "no hash", "a hash in capitals",
    "not in the manifest", "nothing", "no picture by its type", "too large by its length",
    "not from our page",
)  # fmt: skip


@pytest.mark.S07
@pytest.mark.parametrize("what", BROKEN)
def test_what_is_not_what_was_announced_is_refused_and_leaves_nothing(phone, anna, what):
    parcel = element_parcel(anna, 1)
    phone.put(parcel)
    ident, data, headers, status = broken(parcel)[what]
    before = files()
    answer = phone.put_photo(parcel, ident, data, **headers)
    assert answer.status_code == status and answer.get_json()["message"], answer.text
    assert files() == before and db.session.query(Photo).count() == 0
    assert phone.put_photo(parcel, *parcel.photo(0)).get_json()["state"] == "complete"


@pytest.mark.S07
@pytest.mark.P07
def test_before_its_envelope_what_we_cannot_read_is_refused(phone, anna):
    parcel = element_parcel(anna)
    parcel.photos = {str(uuid.uuid4()): PAGE}
    before = files()
    answer = phone.put_photo(parcel, *parcel.photo(0))
    assert (answer.status_code, answer.get_json()["error"]) == (415, "wrong_type")
    assert files() == before and db.session.query(Photo).count() == 0


@pytest.mark.S07
def test_an_odd_sender_cannot_take_away_what_is_stored(phone, anna):
    parcel = element_parcel(anna, 1)
    phone.send(parcel)
    ident, data = parcel.photo(0)
    name = f"{uuid.UUID(ident).hex}-{sha(data)}"
    assert name in files()
    for headers in ({"X-Sha256": "0" * 64}, {"X-Sha256": sha(b"x")}):
        assert phone.put_photo(parcel, ident, data, **headers).status_code == 409
    assert name in files() and incoming.read(uuid.UUID(ident), sha(data)) == data


@pytest.mark.S06
def test_a_photo_that_waits_for_another_envelope_is_not_taken(phone, app, anna, bram):
    parcel, theirs = element_parcel(anna, 1), element_parcel(bram)
    theirs.photos = parcel.photos
    phone.put_photo(parcel, *parcel.photo(0))
    assert Phone(app, bram).put(theirs).status_code == 409
    changed = element_parcel(anna)
    changed.photos = {parcel.photo(0)[0]: small_photo((7, 7, 7))}
    assert phone.put(changed).status_code == 409
    assert phone.put(parcel).get_json()["state"] == "complete"


@pytest.mark.S07
def test_before_its_envelope_too_an_id_is_random(phone, anna):
    parcel = element_parcel(anna, 1)
    answer = phone.put_photo(parcel, str(uuid.uuid1()), parcel.photo(0)[1])
    assert (answer.status_code, list(answer.get_json()["fields"])) == (422, ["photos"])
    assert db.session.query(Photo).count() == 0


@pytest.mark.S09
def test_what_is_complete_no_photo_changes(phone, anna):
    parcel = element_parcel(anna, 2)
    last = phone.send(parcel)
    ident, data = parcel.photo(0)
    render_photo(uuid.UUID(ident))
    before, version = stored(parcel), db.session.get(Element, parcel.id).version
    again = phone.put_photo(parcel, ident, data)
    assert again.status_code == 200 and same_receipt(last, again)
    assert phone.put_photo(parcel, ident, small_photo((5, 5, 5))).status_code == 409
    assert phone.put_photo(parcel, str(uuid.uuid4()), data).status_code == 422
    assert stored(parcel) == before and db.session.get(Element, parcel.id).version == version


@pytest.mark.S09
def test_a_photo_that_its_owner_took_away_does_not_come_back(phone, anna):
    parcel = element_parcel(anna, 1)
    phone.send(parcel)
    ident, data = parcel.photo(0)
    remove_photo(uuid.UUID(ident), actor=anna)
    assert phone.put_photo(parcel, ident, data).status_code == 200
    assert phone.receipt(parcel).get_json()["state"] == "complete"
    assert db.session.query(Photo).count() == 0


def test_a_photo_that_comes_after_the_decision_is_kept_out_of_view(app, phone, anna):
    parcel = element_parcel(anna, 1)
    phone.put(parcel)
    item = db.session.get(Element, parcel.id)
    item.state, item.is_public, item.waits = State.PUBLISHED, True, False
    db.session.commit()
    ident, _data = parcel.photo(0)
    assert phone.put_photo(parcel, *parcel.photo(0)).get_json()["state"] == "complete"
    render_photo(uuid.UUID(ident))
    assert app.test_client().get(f"/fotos/{ident}/foto.jpg").status_code == 404
    assert ident not in app.test_client().get(f"/elementen/{parcel.id}").text


@pytest.mark.P12
def test_photos_without_an_envelope_have_room_for_so_many_and_say_it(phone, anna, monkeypatch):
    monkeypatch.setattr(photo_services, "MAX_UNATTACHED", 2)
    parcel = element_parcel(anna, 3)
    for number in range(2):
        assert phone.put_photo(parcel, *parcel.photo(number)).status_code == 201
    before = files()
    full = phone.put_photo(parcel, *parcel.photo(2))
    assert (full.status_code, full.get_json()["error"]) == (429, "too_many")
    assert "Er staan al 2 foto’s van jou klaar" in full.get_json()["message"]
    assert int(full.headers["Retry-After"]) > 0 and files() == before
    assert phone.put(parcel).get_json()["missing"] == [parcel.photo(2)[0]]
    assert phone.put_photo(parcel, *parcel.photo(2)).get_json()["state"] == "complete"


@pytest.mark.P12
def test_a_full_disk_is_said_and_the_text_is_taken(phone, anna, monkeypatch):
    parcel = element_parcel(anna, 1)
    with monkeypatch.context() as patched:
        patched.setattr(incoming, "check_room", _full)
        assert phone.put(parcel).status_code == 201
        full = phone.put_photo(parcel, *parcel.photo(0))
    assert (full.status_code, full.get_json()["error"]) == (507, "full")
    assert "schijf is vol" in full.get_json()["message"] and int(full.headers["Retry-After"]) > 0
    assert phone.put_photo(parcel, *parcel.photo(0)).status_code == 201


def _full(_folder):
    raise disk.full()


@pytest.mark.P12
@pytest.mark.S11
def test_so_many_an_hour_and_no_more_and_what_waits_comes_later(phone, anna, monkeypatch):
    monkeypatch.setattr(sync, "ITEMS_PER_HOUR", 2)
    monkeypatch.setattr(sync, "PHOTOS_PER_HOUR", 2)
    parcels = [element_parcel(anna, 1) for _ in range(3)]
    for parcel in parcels[:2]:
        assert phone.put(parcel).status_code == 201
        assert phone.put_photo(parcel, *parcel.photo(0)).status_code == 201
    for full in (phone.put(parcels[2]), phone.put_photo(parcels[2], *parcels[2].photo(0))):
        assert full.status_code == 429 and 3500 < int(full.headers["Retry-After"]) <= 3600
    assert phone.put(parcels[0]).status_code == 200, "what came before is never too much"
    import time_machine

    with time_machine.travel(now() + sync.HOUR):
        assert phone.send(parcels[2]).get_json()["state"] == "complete"


def test_heic_and_png_come_in_as_they_are(phone, anna):
    parcel = element_parcel(anna)
    parcel.photos = {
        str(uuid.uuid4()): pictures.heic((320, 240)),
        str(uuid.uuid4()): pictures.png((320, 240)),
    }
    assert phone.send(parcel).get_json()["state"] == "complete"
    assert {one.sent_type for one in db.session.query(Photo)} == {"image/heic", "image/png"}


def test_before_and_after_keep_their_moments(phone, anna, bram):
    from tests.factories.elements import ElementFactory

    parcel = work_parcel(anna, ElementFactory(author=bram, published=True, type_key="wooded_bank"), 2)
    moments = itertools.cycle(["before", "after"])
    parcel.changed = {"photos": [one | {"moment": next(moments)} for one in parcel.manifest]}
    assert phone.send(parcel).get_json()["state"] == "complete"
    assert {str(one.id): str(one.moment) for one in db.session.query(Photo)} == dict(
        zip(parcel.photos, ["before", "after"], strict=True)
    )

"""/versturen/kopie: a copy of an outbox goes in as if its device had sent it, once, and nothing else does."""

import io
import re
import struct
import zipfile

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.models import Element, Photo, Submission
from app.routes import _copies
from app.storage import copies
from tests.factories.elements import ElementFactory
from tests.personas import sign_in
from tests.sync.copying import parts_of, zipped
from tests.sync.device import Phone, element_parcel, sha, some_photos, work_parcel

pytestmark = pytest.mark.usefixtures("data_dir")
PAGE = "/versturen/kopie"


@pytest.fixture
def home(client, anna):
    """Anna's computer at home."""
    sign_in(client, anna)
    return client


def hand_in(browser, data: bytes):
    fields = {"file": (io.BytesIO(data), "haarvaten-2026-11-26.zip")}
    return browser.send(PAGE, fields, content_type="multipart/form-data")


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


def stored() -> int:
    return db.session.scalar(select(func.count()).select_from(Submission))


@pytest.mark.O11
def test_all_of_it_comes_in_under_the_same_ids_and_photos_are_whole(home, anna):
    new = element_parcel(anna, photos=2)
    new.moments = ("before", "after")
    work = work_parcel(anna, new, photos=1)  # on what comes in by the same copy
    told = words(hand_in(home, zipped(parts_of(new, work))))
    assert "Wij hebben alles uit deze kopie" in told and told.count("Ontvangen") == 2
    assert {item.id for item in db.session.scalars(select(Submission))} == {new.id, work.id}
    photos = {str(each.id): each.sent_sha256 for each in db.session.scalars(select(Photo))}
    assert photos == {ident: sha(data) for ident, data in [*new.photos.items(), *work.photos.items()]}
    assert [item.photos_due for item in db.session.scalars(select(Submission))] == [0, 0]


@pytest.mark.O11
def test_a_second_time_and_what_the_device_sends_itself_make_nothing_new(home, app, anna):
    parcel, half = element_parcel(anna, photos=1), element_parcel(anna, photos=2)
    phone = Phone(app, anna)
    phone.put(half)
    phone.put_photo(half, *half.photo(0))
    copy = zipped(parts_of(parcel, half))
    assert "Wij hebben alles" in words(hand_in(home, copy))
    assert words(hand_in(home, copy)).count("Hadden wij al") == 2
    assert phone.send(parcel).status_code == 200
    assert (stored(), len(db.session.scalars(select(Photo)).all())) == (2, 3)


@pytest.mark.O11
def test_a_copy_of_someone_else_is_refused(client, anna, bram):
    sign_in(client, bram)
    told = words(hand_in(client, zipped(parts_of(element_parcel(anna)))))
    assert "Dit is van een ander account" in told and "Wij hebben 0 van de 1" in told
    assert stored() == 0


def test_one_that_is_wrong_does_not_hold_up_the_others(home, anna):
    wrong, good = element_parcel(anna, type_key="bestaat-niet"), element_parcel(anna)
    told = words(hand_in(home, zipped(parts_of(wrong, good))))
    assert "Wij hebben 1 van de 2" in told and "Niet gelukt" in told
    assert [item.id for item in db.session.scalars(select(Element))] == [good.id]


def test_a_photo_with_other_bytes_is_not_taken_for_the_real_one(home, app, anna):
    parcel = element_parcel(anna, photos=2)
    copy = parts_of(parcel)
    copy[2] = (copy[2][0], next(iter(some_photos(1).values()))[:-9])
    told = words(hand_in(home, zipped(copy)))
    assert "Deels ontvangen" in told and "Er mist nog 1 foto" in told and "kwam niet heel over" in told
    assert Phone(app, anna).send(parcel).get_json()["state"] == "complete"


def test_a_photo_that_the_device_could_not_read_is_told(home, anna):
    parcel = element_parcel(anna, photos=1)
    told = words(hand_in(home, zipped([part for part in parts_of(parcel) if not part[0].endswith("jpg")])))
    assert "Deels ontvangen" in told and "Er mist nog 1 foto" in told


def test_drafts_are_named_and_stay_where_they_are(home, anna):
    told = words(hand_in(home, zipped(parts_of(element_parcel(anna), drafts=2))))
    assert "2 concepten" in told and stored() == 1
    assert "stond niets om in te sturen" in words(hand_in(home, zipped(parts_of(drafts=1))))


def test_what_takes_long_or_is_too_much_comes_another_time(home, anna, monkeypatch):
    copy = zipped(parts_of(*[element_parcel(anna) for _ in range(3)]))
    with monkeypatch.context() as slow:
        slow.setattr(_copies, "PATIENCE_S", -1.0)
        assert words(hand_in(home, copy)).count("Nog niet aan de beurt") == 3
    with monkeypatch.context() as few:
        few.setattr("app.services.sync.ITEMS_PER_HOUR", 1)
        told = words(hand_in(home, copy))
    assert "Wij hebben 1 van de 3" in told and "Je stuurde het laatste uur heel veel in" in told
    assert "Wij hebben alles" in words(hand_in(home, copy)) and stored() == 3


def test_who_packs_it_again_gets_it_in_too(home, anna):
    copy = zipped(parts_of(element_parcel(anna, photos=1)), zipfile.ZIP_DEFLATED)
    assert "Wij hebben alles" in words(hand_in(home, copy))


def broken(parts, change) -> bytes:
    return change(bytearray(zipped(parts)))


def locked(data: bytearray) -> bytes:
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def overlapping(data: bytearray) -> bytes:
    """Let the second part of the list lie where the first one lies."""
    first = data.find(b"PK\x01\x02")
    second = data.find(b"PK\x01\x02", first + 4)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    return bytes(data)


def many(data: bytearray) -> bytes:
    at = data.rfind(b"PK\x05\x06")
    data[at + 8 : at + 12] = struct.pack("<HH", 65000, 65000)
    return bytes(data)


def far(data: bytearray, comment: bytes = b"") -> bytes:
    """Let a record of zip64 say how long the list is, and the one that all read before say nothing."""
    at = data.rfind(b"PK\x05\x06")
    parts, length, start = struct.unpack("<HLL", data[at + 10 : at + 20])
    record = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, parts, parts, length, start)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, at, 1)
    return bytes(data[:at]) + record + locator + b"PK\x05\x06" + bytes(18) + comment


def shifted(data: bytearray) -> bytes:
    """Say that the list lies much further on, so that its parts would lie before the beginning."""
    at = data.rfind(b"PK\x05\x06") + 16
    data[at : at + 4] = struct.pack("<L", 2_000_000_000)
    return bytes(data)


def damaged(data: bytearray) -> bytes:
    at = data.rfind(b"haarvaten-outbox")
    data[at] ^= 1
    return bytes(data)


NO_COPY, BROKEN, TOO_MUCH = (
    "Dit is geen kopie van Haarvaten",
    "Dit bestand is beschadigd",
    "meer dan in een kopie",
)
BAD = {
    "no zip": (lambda _parts: b"Dag Anna", NO_COPY),
    "nothing": (lambda _parts: b"", "Kies het bestand|Dit is geen kopie"),
    "cut off": (lambda parts: zipped(parts)[:-30], NO_COPY),
    "another zip": (lambda _parts: zipped([("foto.jpg", b"x")]), NO_COPY),
    "no list": (lambda parts: zipped(parts[:-1]), NO_COPY),
    "a list that is none": (
        lambda parts: zipped([*parts[:-1], ("haarvaten.json", b"[1]")]),
        "konden wij niet lezen",
    ),
    "another format": (lambda _parts: zipped(parts_of(format="iets-anders")), NO_COPY),
    "a later version": (lambda _parts: zipped(parts_of(version=2)), NO_COPY),
    "items that are none": (lambda _parts: zipped(parts_of(items=[1])), NO_COPY),
    "a way out": (lambda parts: zipped([*parts, ("../../wachtwoorden.txt", b"x")]), NO_COPY),
    "an absolute path": (lambda parts: zipped([*parts, ("/etc/passwd", b"x")]), NO_COPY),
    "a program": (lambda parts: zipped([*parts, ("x/y.exe", b"x")]), NO_COPY),
    "a bomb": (
        lambda parts: zipped(
            [*parts[:-1], ("haarvaten.json", b" " * 9_000_000 + parts[-1][1])], zipfile.ZIP_DEFLATED
        ),
        TOO_MUCH,
    ),
    "an item without an id": (
        lambda _parts: zipped(parts_of(items=[{"id": 5, "kind": "element", "label": ""}])),
        NO_COPY,
    ),
    "a far end": (lambda parts: broken(parts, far), TOO_MUCH),
    "a far end before the longest word": (
        lambda parts: broken(parts, lambda data: far(data, bytes(0x10000))),
        TOO_MUCH,
    ),
    "parts before the beginning": (lambda parts: broken(parts, shifted), BROKEN),
    "too many parts": (lambda parts: broken(parts, many), TOO_MUCH),
    "parts over each other": (lambda parts: broken(parts, overlapping), BROKEN),
    "behind a password": (lambda parts: broken(parts, locked), NO_COPY),
    "a byte that fell over": (lambda parts: broken(parts, damaged), BROKEN),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_copy_is_refused_in_words_and_nothing_comes_of_it(home, anna, name):
    make, sentence = BAD[name]
    answer = hand_in(home, make(parts_of(element_parcel(anna))))
    assert answer.status_code in {413, 422} and re.search(sentence, words(answer)), words(answer)
    assert stored() == 0


def test_a_photo_under_another_name_than_the_list_says_is_told_at_its_item(home, anna):
    parcel = element_parcel(anna, photos=1)
    data = bytearray(zipped(parts_of(parcel)))
    at = data.find(b".jpg")  # in front of the bytes; the list of parts comes last
    data[at - 36 : at - 32] = b"\xff\xfe\xfd\xfc"
    local = data.rfind(b"PK\x03\x04", 0, at)
    data[local + 7] |= 8  # a name in UTF-8, which this is not
    told = words(hand_in(home, bytes(data)))
    assert "Deels ontvangen" in told and "Dit is geen kopie" in told and stored() == 1


def test_the_same_thing_twice_in_one_copy_is_no_copy(home, anna):
    parcel = element_parcel(anna)
    parts = parts_of(parcel, parcel)
    assert hand_in(home, zipped([*parts[:2], parts[-1]])).status_code == 422


def test_a_list_longer_than_any_is_refused(home, anna, monkeypatch):
    monkeypatch.setattr(copies, "MAX_LIST_BYTES", 50)
    answer = hand_in(home, zipped(parts_of(element_parcel(anna))))
    assert answer.status_code == 413 and TOO_MUCH in words(answer)


def test_an_envelope_longer_than_any_is_named_at_its_item(home, anna, monkeypatch):
    monkeypatch.setattr(copies, "MAX_ENVELOPE_BYTES", 50)
    assert "meer dan in een kopie" in words(hand_in(home, zipped(parts_of(element_parcel(anna)))))
    assert stored() == 0


def test_the_page_asks_for_the_file_and_who_is_not_signed_in_signs_in_first(client, home):
    assert "Kies het bestand met je kopie" in words(home.send(PAGE, {}, content_type="multipart/form-data"))
    client.delete_cookie("aanmelding")
    assert client.get(PAGE).status_code == 302


def test_work_on_an_element_that_may_not_be_seen_is_told_at_its_line(home, anna, bram):
    hidden = ElementFactory(author=bram)
    told = words(hand_in(home, zipped(parts_of(work_parcel(anna, hidden)))))
    assert "kennen wij niet" in told and stored() == 1

"""How much one request may bring: bytes, parts, fields, files; said in plain Dutch (W10)."""

import io
import tracemalloc

import pytest
import sqlalchemy as sa

from app import MAX_REQUEST_BYTES
from app.extensions import db
from app.routes._bodies import MAX_FIELD_BYTES, MAX_FIELDS, MAX_PLAIN_BYTES
from app.services.photos import MAX_PER_ITEM
from app.spatial.exact import reading_exact_places
from tests.checks.columns import text_columns
from tests.checks.crawl import all_forms
from tests.forms.filled import TEMPLATE, element_form
from tests.personas import sign_in
from tests.pictures import jpeg, scene
from tests.world import settle

pytestmark = pytest.mark.W10
PLAIN, MANY = "application/x-www-form-urlencoded", "multipart/form-data"
NEW = "/elementen/nieuw"
START = b'--x\r\nContent-Disposition: form-data; name="story"\r\n\r\n'


class Endless(io.RawIOBase):
    """A body that never ends, and counts what is read of it."""

    def __init__(self, first: bytes = b"") -> None:
        self.first, self.read_bytes = first, 0

    def readable(self):
        return True

    def tell(self):
        return 0

    def seek(self, _offset, _whence=0):  # the test client measures what it is given
        return 0

    def readinto(self, target):
        size = len(target)
        target[:] = (self.first + b"a" * size)[:size]
        self.first = self.first[size:]
        self.read_bytes += size
        return size


def assert_too_large(answer) -> None:
    assert answer.status_code == 413 and "Dat is te groot" in answer.text and "Stuur minder" in answer.text


def files():
    photo = jpeg(picture=scene((64, 48)))
    return [(io.BytesIO(photo), f"{number}.jpg") for number in range(MAX_PER_ITEM + 1)]


def assert_door_still_works(client) -> None:
    assert client.get("/over").status_code == 200


@pytest.mark.parametrize("length", [MAX_PLAIN_BYTES + 1, MAX_REQUEST_BYTES + 1])
@pytest.mark.parametrize("kind", [PLAIN, f"{MANY}; boundary=x", "application/json", "text/plain"])
@pytest.mark.parametrize("page", ["/account/inloggen", NEW])
def test_what_is_said_to_be_too_long_is_not_read(client, anna, page, kind, length):
    sign_in(client, anna)
    if page == NEW and length < MAX_REQUEST_BYTES and kind.startswith(MANY):
        return  # photos may be that large
    body = Endless()
    answer = client.post(
        page, input_stream=body, content_type=kind, environ_overrides={"CONTENT_LENGTH": str(length)}
    )
    assert answer.status_code in {403, 413} and body.read_bytes <= MAX_PLAIN_BYTES + 1
    if kind == PLAIN:
        assert_too_large(answer)
    assert_door_still_works(client)


@pytest.mark.parametrize("kind", [PLAIN, f"{MANY}; boundary=x"])
def test_a_body_that_does_not_say_how_long_it_is_and_never_ends_is_cut_off(client, kind):
    body = Endless(first=b"" if kind == PLAIN else START)
    answer = client.post(
        "/account/inloggen",
        input_stream=body,
        content_type=kind,
        environ_overrides={"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"},
    )
    assert_too_large(answer)
    assert body.read_bytes <= MAX_PLAIN_BYTES + 100_000


@pytest.mark.parametrize("kind", [PLAIN, MANY])
def test_a_form_of_too_many_fields_is_refused(client, anna, kind):
    sign_in(client, anna)
    fields = {f"naam{number}": "a" for number in range(MAX_FIELDS + 1)}
    assert_too_large(client.post(NEW, data=fields, content_type=kind))
    few = {"csrf_token": client.csrf(NEW)} | {f"naam{number}": "a" for number in range(MAX_FIELDS - 2)}
    assert client.post(NEW, data=few, content_type=kind).status_code == 422


def test_a_million_empty_fields_cost_no_memory(client):
    tracemalloc.start()
    answer = client.post("/account/inloggen", data=b"a&" * 1_000_000, content_type=PLAIN)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert_too_large(answer)
    assert peak < 5 * MAX_PLAIN_BYTES


def test_one_endless_field_between_files_is_refused(client, anna):
    sign_in(client, anna)
    body = START + b"a" * (MAX_FIELD_BYTES + 1) + b"\r\n--x--\r\n"
    assert_too_large(client.post(NEW, data=body, content_type=f"{MANY}; boundary=x"))


def test_too_many_files_are_refused_beside_their_field_and_all_that_was_typed_is_kept(client, anna):
    sign_in(client, anna)
    answer = client.send(NEW, element_form(photos_new=files()), content_type=MANY)
    assert answer.status_code == 422 and "Houtwal De Es" in answer.text
    assert (
        f"Er kunnen {MAX_PER_ITEM} foto’s bij" in answer.text
        and TEMPLATE.sub("", answer.text).count("data-photo=") == MAX_PER_ITEM
    )
    answer = client.post(
        "/fotos/",
        data={"csrf_token": client.csrf(NEW), "photos": files()},
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 422 and f"1 tot {MAX_PER_ITEM}" in answer.json["message"]


@pytest.mark.committed
@pytest.mark.once
def test_no_text_however_long_is_stored_as_it_is(app, client, anna, chris):
    """Every field of every form has an end: 20.000 signs are refused, or cut off."""
    settle(app, anna, chris)
    statuses = set()
    for person in (anna, chris):
        sign_in(client, person)
        for _, form in all_forms(app, client, once=True).values():
            sign_in(client, person)
            sent = form.filled("x" * 20_000, only_typed=True) | {"csrf_token": client.csrf("/account")}
            statuses.add(client.post(form.action, data=sent, content_type=MANY).status_code)
    assert 422 in statuses and max(statuses) < 500
    for name in text_columns():
        table, column = name.split(".")
        text = sa.cast(db.metadata.tables[table].c[column], sa.Text)
        with reading_exact_places():
            longest = db.session.scalar(sa.select(sa.func.max(sa.func.length(text)))) or 0
        assert longest < 10_000, name

"""/fotos: who may see what, with which headers, and what a file that we do not take is told."""

import io
import re
import uuid

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from itsdangerous import URLSafeTimedSerializer

from app.core.ids import new_id
from app.extensions import db
from app.models import Consent, Photo, State
from app.storage import incoming
from tests import pictures
from tests.checks.html import check
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.factories.photos import ready_photo, sent_photo, small_photo
from tests.personas import sign_in

pytestmark = pytest.mark.usefixtures("data_dir")
NAMES = ("foto.jpg", "1024.webp", "320.webp")
JSON = {"Accept": "application/json"}


def post(client, page, files=(), **data):
    """Send as the script does: JSON, and the form's token in a header."""
    with client.session_transaction() as kept:
        kept["csrf_token"] = "x" * 40
    token = _signed(client, kept["csrf_token"])
    sent = [("photos", (io.BytesIO(bytes_), name)) for name, bytes_ in files]
    body = {**data, "photos": [file for _, file in sent]} if sent else data
    answer = client.post(page, data=body, headers={**JSON, "X-CSRFToken": token})
    answer.request.environ["wsgi.input"].close()  # a large body lies in a file of the test client
    return answer


def _signed(client, raw: str) -> str:
    return URLSafeTimedSerializer(client.application.secret_key, salt="wtf-csrf-token").dumps(raw)


@pytest.fixture
def in_as_anna(client, anna):
    sign_in(client, anna)
    return client


def test_a_photo_is_received_with_a_row_for_the_form(in_as_anna, anna):
    answer = post(in_as_anna, "/fotos/", [("wal.jpg", small_photo())], moment="before")
    assert answer.status_code == 201
    (made,) = answer.json["photos"]
    photo = db.session.get(Photo, uuid.UUID(made["id"]))
    assert (photo.owner_id, photo.state) == (anna.id, "received")
    check(made["html"])
    assert f'name="photos" value="{made["id"]}"' in made["html"]
    assert 'value="before"' in made["html"]


@pytest.mark.P07
@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', 415),
        (b"<!doctype html><script>1</script>", 415),
        (b'<?xml version="1.0"?><a/>', 415),
        (b"", 422),
        (pictures.png_of(9000, 9000, data=b"x"), 413),
        (small_photo() + b"\0" * 25_000_000, 413),
    ],
    ids=["svg", "html", "xml", "empty", "too many pixels", "too many bytes"],
)
def test_what_is_no_photo_is_refused_with_a_sentence_and_nothing_is_stored(
    content, status, in_as_anna, data_dir
):
    answer = post(in_as_anna, "/fotos/", [("foto.jpg", content)])
    assert answer.status_code == status
    assert answer.json["message"].endswith((".", "HEIC."))
    assert db.session.scalars(sa.select(Photo)).all() == []
    assert not list((data_dir / "incoming").iterdir())


def test_one_wrong_file_does_not_stop_the_others(in_as_anna):
    answer = post(
        in_as_anna,
        "/fotos/",
        [("a.jpg", small_photo()), ("../b\u202e.pdf", b"%PDF-1.7"), ("c.png", pictures.png((64, 48)))],
    )
    assert answer.status_code == 201
    assert len(answer.json["photos"]) == 2
    assert answer.json["refused"] == [{"name": "b.pdf", "message": "Dit is een pdf. Kies een foto."}]


def test_eleven_at_once_are_too_many(in_as_anna):
    answer = post(in_as_anna, "/fotos/", [(f"{n}.jpg", small_photo()) for n in range(11)])
    assert answer.status_code == 422
    assert list(incoming.waiting()) == []


@pytest.mark.P08
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(
    name=st.sampled_from(
        [
            "../../x.jpg",
            "a\0b.jpg",
            "%2e%2e%2fx.jpg",
            "\u202egpj.exe",
            "x" * 4096 + ".jpg",
            "C:\\CON.jpg",
            "aux",
            ".",
            "<b>.jpg",
        ]
    )
    | st.text(
        alphabet=st.characters(exclude_categories=["Cs"], exclude_characters='"\r\n'),
        min_size=1,
        max_size=300,
    )
)
def test_a_files_name_never_reaches_the_disk(name, in_as_anna, data_dir):
    post(in_as_anna, "/fotos/", [(name, small_photo())])
    known = {f"{one.photo_id.hex}-{one.sha256}" for one in incoming.waiting()}
    assert {path.name for path in (data_dir / "incoming").iterdir()} == known
    assert {path.name for path in data_dir.iterdir()} <= {"incoming", "files"}
    db.session.execute(sa.delete(Photo))
    db.session.commit()


@pytest.mark.P09
@pytest.mark.parametrize("public", [True, False])
@pytest.mark.parametrize("name", NAMES)
def test_a_picture_comes_with_headers_that_disarm_it(name, public, client, anna):
    photo = ready_photo(anna, ElementFactory(author=anna, published=public))
    if not public:
        sign_in(client, anna)
    answer = client.get(f"/fotos/{photo.id}/{name}")
    assert answer.status_code == 200
    headers = answer.headers
    assert headers["Content-Type"] == ("image/jpeg" if name == "foto.jpg" else "image/webp")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cache-Control"] == ("public, max-age=600" if public else "private, no-store")
    disposition = headers["Content-Disposition"]
    ending = "jpg" if name == "foto.jpg" else "webp"
    assert re.fullmatch(rf'inline; filename="foto-[0-9a-f]{{12}}\.{ending}"', disposition)
    again = client.get(f"/fotos/{photo.id}/{name}", headers={"If-None-Match": headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Cache-Control"] == headers["Cache-Control"]


@pytest.mark.P09
@pytest.mark.parametrize("state", [State.PENDING, State.RETURNED, State.REJECTED, State.WITHDRAWN])
def test_a_picture_that_is_not_public_is_not_there_for_others(state, client, anna, bram, count):
    photo = ready_photo(anna, ElementFactory(author=anna, state=state, waits=False))
    hidden, absent = photo.id, new_id()
    for person in (None, bram):
        if person:
            sign_in(client, person)
        for name in NAMES:
            answers = []
            for ident in (hidden, absent):
                with count() as sent:
                    answer = client.get(f"/fotos/{ident}/{name}")
                answers.append(
                    (
                        answer.status_code,
                        answer.text.replace(str(ident), ""),
                        [one for one in sent if "SAVEPOINT" not in one],
                    )
                )
            (status, text, queries), (other_status, other_text, other_queries) = answers
            assert (status, other_status) == (404, 404)
            assert _without_ids(text) == _without_ids(other_text)
            assert queries == other_queries


def _without_ids(text: str) -> str:
    return re.sub(r"<strong>[0-9A-Z]+</strong>", "", text)  # each error has its own id, for the log


def test_the_photo_of_work_on_a_hidden_element_is_hidden(client, anna):
    element = ElementFactory(
        author=anna, state=State.PUBLISHED, waits=False, consent=Consent.NO, is_public=False
    )
    log = MaintenanceLogFactory(author=anna, element=element, state=State.PUBLISHED, waits=False)
    photo = ready_photo(anna, log)
    assert client.get(f"/fotos/{photo.id}/320.webp").status_code == 404
    sign_in(client, anna)
    assert client.get(f"/fotos/{photo.id}/320.webp").status_code == 200


def test_the_desk_sees_what_waits(client, anna, chris):
    photo = ready_photo(anna, ElementFactory(author=anna))
    sign_in(client, chris)
    answer = client.get(f"/fotos/{photo.id}/320.webp")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", ["7.webp", "99999999.webp", "foto.png"])
def test_other_sizes_do_not_exist(name, in_as_anna, anna):
    photo = ready_photo(anna)
    assert in_as_anna.get(f"/fotos/{photo.id}/{name}").status_code == 404


def test_turning_and_removing_without_a_new_page(in_as_anna, anna):
    ident = ready_photo(anna).id
    turned = post(in_as_anna, f"/fotos/{ident}/draai", moment="after")
    assert (turned.status_code, turned.json["state"]) == (200, "turning")
    check(turned.json["html"])
    assert in_as_anna.get(f"/fotos/{ident}", headers=JSON).json["state"] == "turning"
    gone = post(in_as_anna, f"/fotos/{ident}/verwijdering")
    assert gone.status_code == 200
    assert in_as_anna.get(f"/fotos/{ident}", headers=JSON).status_code == 404


@pytest.mark.parametrize("noun", ["draai", "verwijdering"])
def test_someone_elses_photo_is_not_theirs_to_change(noun, client, anna, bram):
    seen = ready_photo(anna, ElementFactory(author=anna, published=True)).id
    unseen = ready_photo(anna, ElementFactory(author=anna)).id
    sign_in(client, bram)
    for ident, status in ((seen, 403), (unseen, 404)):
        assert post(client, f"/fotos/{ident}/{noun}").status_code == status
        assert client.get(f"/fotos/{ident}", headers=JSON).status_code == status


def test_without_an_account_nothing_is_received(client, data_dir):
    assert post(client, "/fotos/", [("a.jpg", small_photo())]).status_code == 401
    assert not (data_dir / "incoming").exists()


def test_a_picture_that_is_not_made_yet_is_not_there(in_as_anna, anna):
    ident = sent_photo(anna).id
    assert in_as_anna.get(f"/fotos/{ident}/320.webp").status_code == 404
    assert in_as_anna.get(f"/fotos/{ident}", headers=JSON).json["state"] == "received"

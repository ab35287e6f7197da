"""What is for one person is kept by nobody: generated over every page and every answer (W06)."""

from dataclasses import dataclass, field

import pytest

from app.extensions import db
from app.models import Photo
from app.routes._bodies import TAKE_FILES
from tests.checks.crawl import crawl, forms
from tests.personas import sign_in
from tests.signing import ask_code, mailed_digits
from tests.world import settle

pytestmark = [pytest.mark.W06, pytest.mark.committed, pytest.mark.once]
KEPT: list["Tour"] = []
MANY = "multipart/form-data"


@pytest.fixture
def people(app, anna, bram, chris, dirk):
    settle(app, anna, chris)
    return {"anna": anna, "bram": bram, "chris": chris, "dirk": dirk}


def kept(answer) -> bool:
    """Tell whether any cache, of the browser or between, may keep an answer."""
    return "no-store" not in answer.headers.get("Cache-Control", "")


@dataclass
class Tour:
    """What came of opening all there is as each person."""

    answers: int = 0
    kept: list[str] = field(default_factory=list)  # addresses that a cache may keep, though it should not
    with_files: set[str] = field(default_factory=set)  # where forms of many parts go


@pytest.fixture
def tour(app, request) -> Tour:
    """Return it; it takes long, so two tests look at the same one."""
    if not KEPT:
        KEPT.append(walk(app, request.getfixturevalue("people")))
    return KEPT[0]


def walk(app, people) -> Tour:
    visitor, found = app.test_client(), Tour()
    for person in people.values():
        client = app.test_client()
        sign_in(client, person)
        for seen in crawl(app, client):
            found.answers += 1
            if kept(seen.answer):
                same = visitor.get(seen.address)
                alike = same.status_code == seen.answer.status_code and same.data == seen.answer.data
                found.kept += [] if alike and same.mimetype != "text/html" else [seen.address]
            if seen.is_html and MANY in seen.answer.text:
                for form in forms(seen.page, seen.address):
                    path = form.action.partition("?")[0]
                    endpoint, _ = app.url_map.bind("localhost").match(path, "POST")
                    found.with_files |= {endpoint} if form.many_parts else set()
    return found


def test_what_somebody_who_signed_in_gets_is_kept_by_nobody_unless_everyone_gets_the_same(tour):
    assert tour.answers > 100 and tour.kept == []


@pytest.mark.W10
def test_only_pages_with_files_take_large_bodies(app, tour):
    asked_by_scripts = {"photos.create", "place.now", "sightings.place_now", "sync.put_photo"}
    assert tour.with_files - TAKE_FILES == set(), "say so in app/routes/_bodies.py"
    assert TAKE_FILES - asked_by_scripts - tour.with_files == set(), "these take no files"
    assert asked_by_scripts <= {rule.endpoint for rule in app.url_map.iter_rules()}


def test_what_was_typed_is_kept_by_nobody(app, people):
    client = app.test_client()
    sign_in(client, people["anna"])
    for page in ("/account", "/elementen/nieuw"):
        assert not kept(client.send(page, {"name": "x" * 900})), page
    visitor = app.test_client()
    refused = visitor.send("/account/inloggen", {"email": "iemand-zonder-apenstaart"})
    assert refused.status_code == 422 and "iemand-zonder" in refused.text and not kept(refused)


def test_the_page_that_names_an_address_before_signing_in_is_kept_by_nobody(client, people):
    asked = ask_code(client, "anna@example.nl")
    page = client.get(asked.location)
    assert "anna@example.nl" in page.text and not kept(page)
    assert not kept(client.send(asked.location, {"code": "12"}))
    new = ask_code(client, "nieuw@example.nl")
    entered = client.send(new.location, {"code": mailed_digits()})
    assert not kept(entered) and not kept(client.get(entered.location))


def test_a_picture_that_waits_is_kept_by_nobody_and_what_is_public_may_be(app, people):
    client = app.test_client()
    sign_in(client, people["anna"])
    keeps = set()
    for photo in db.session.query(Photo):
        keeps.add(kept(client.get(f"/fotos/{photo.id}/foto.jpg")))
    assert keeps == {True, False}

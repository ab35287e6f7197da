"""What is for one person is kept by nobody: generated over every page and every answer (W06)."""

import pytest

from app.extensions import db
from app.models import Photo
from tests.checks.crawl import crawl
from tests.personas import sign_in
from tests.signing import ask_code, mailed_digits
from tests.world import settle

pytestmark = [pytest.mark.W06, pytest.mark.committed, pytest.mark.once]


@pytest.fixture
def people(app, anna, bram, chris, dirk):
    settle(app, anna, chris)
    return {"anna": anna, "bram": bram, "chris": chris, "dirk": dirk}


def kept(answer) -> bool:
    """Tell whether any cache, of the browser or between, may keep an answer."""
    return "no-store" not in answer.headers.get("Cache-Control", "")


def test_what_somebody_who_signed_in_gets_is_kept_by_nobody_unless_everyone_gets_the_same(app, people):
    visitor, wrong, looked_at = app.test_client(), [], 0
    for person in people.values():
        client = app.test_client()
        sign_in(client, person)
        for seen in crawl(app, client):
            looked_at += 1
            if kept(seen.answer):
                same = visitor.get(seen.address)
                alike = same.status_code == seen.answer.status_code and same.data == seen.answer.data
                wrong += [] if alike and same.mimetype != "text/html" else [seen.address]
    assert looked_at > 100 and wrong == []


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

"""A change comes from our own page by a person's press, and from nothing else (A04)."""

import hashlib

import pytest
from sqlalchemy import text

from app.extensions import db
from app.models import Session
from app.spatial.exact import reading_exact_places
from tests.architecture.walk import addresses, things
from tests.halves import shared_out
from tests.personas import sign_in

OWN = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
REFUSED = {
    "no token": ({}, False),
    "another site": ({"Origin": "https://evil.example"}, True),
    "a file or sandbox": ({"Origin": "null"}, True),
    "a neighbour of our domain": ({"Sec-Fetch-Site": "same-site"}, True),
    "another site, says the browser": ({"Sec-Fetch-Site": "cross-site"}, True),
    "our name on another port": ({"Origin": "http://localhost:8001"}, True),
}
OPEN = "/mail-uit/"  # mail programs ask it from elsewhere; the key in the address is the right (ADR 20)


@pytest.fixture
def inside(client, dirk):
    """An admin who is signed in, with a token of the form."""
    sign_in(client, dirk)
    return client, client.csrf("/account")


@pytest.mark.A04
@pytest.mark.parametrize("why", REFUSED)
def test_every_change_is_refused_without_token_or_from_elsewhere(app, inside, dirk, why):
    client, token = inside
    headers, has_token = REFUSED[why]
    made = things(dirk)
    before = whole_database()
    for method, address in addresses(app, made, unsafe=True):
        if address.startswith(OPEN):
            continue
        given = {**headers, "X-CSRFToken": token} if has_token else {**OWN, **headers}
        refused = client.open(address, method=method, headers=given, data={"name": "x"})
        assert refused.status_code == 403, f"{method} {address}: {why}"
    assert whole_database() == before


@pytest.mark.A04
def test_another_site_gets_no_form_with_a_fresh_token_either(inside):
    client, _token = inside
    refused = client.post("/account", data={"name": "Gekaapt"}, headers={"Origin": "https://evil.example"})
    assert refused.status_code == 403 and "Gekaapt" not in refused.text


@pytest.mark.A04
def test_our_own_page_may(inside):
    client, token = inside
    ours = client.post("/account/uitloggen", data={"csrf_token": token}, headers=OWN)
    assert ours.status_code == 303


@pytest.mark.A04
def test_a_token_of_someone_else_is_none(app, inside):
    client, _token = inside
    theirs = app.test_client().csrf("/account/inloggen")
    assert client.post("/account/uitloggen", data={"csrf_token": theirs}).status_code == 403


@pytest.mark.A04
@pytest.mark.parametrize("who", shared_out(["nobody", "volunteer", "admin"]))
def test_looking_changes_nothing(app, client, anna, dirk, who):
    person = {"nobody": None, "volunteer": anna, "admin": dirk}[who]
    if person:
        sign_in(client, person)
    session = db.session.query(Session).first()
    made = things(anna, session and session.id)
    before, seen = whole_database(), set()
    for _method, address in addresses(app, made, unsafe=False):
        for method in ("GET", "HEAD"):
            seen.add(client.open(address, method=method).status_code)
    assert 200 in seen and not [status for status in seen if status >= 500]
    assert whole_database() == before


def whole_database() -> dict[str, str]:
    """Return a hash of every table."""
    with reading_exact_places():
        found = {
            table.name: hashlib.sha256(
                "\n".join(
                    sorted(map(repr, db.session.execute(text(f'SELECT * FROM "{table.name}"'))))
                ).encode()
            ).hexdigest()
            for table in db.metadata.sorted_tables
        }
    db.session.rollback()  # else what comes next would lie inside this transaction, and be undone with it
    return found

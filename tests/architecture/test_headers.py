"""What every answer says to the browser: exact values, on every route and every error (W03, W05)."""

import pytest

from tests.apps import another
from tests.architecture.walk import addresses, things
from tests.personas import sign_in

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' data: blob:{tiles}; connect-src 'self'{tiles}; worker-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
)
SANDBOX = "sandbox; default-src 'none'"  # of pictures (P09)
OTHERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "geolocation=(self), camera=(self)",
}


@pytest.fixture
def broken(app, database):
    """The app with one route that fails."""
    other = another(app, database)

    def fail():
        raise ZeroDivisionError

    fail.guards = frozenset({"public"})
    other.add_url_rule("/stuk", view_func=fail)
    return other


def assert_headers(answer, *, tiles: str = "", address: str = "") -> None:
    wanted = POLICY.format(tiles=tiles)
    if answer.mimetype.startswith("image/") and answer.status_code == 200 and "/fotos/" in address:
        wanted = SANDBOX
    assert answer.headers.getlist("Content-Security-Policy") == [wanted], address
    assert "unsafe" not in wanted
    for name, value in OTHERS.items():
        assert answer.headers.getlist(name) == [value], f"{address}: {name}"


@pytest.mark.W03
@pytest.mark.W05
@pytest.mark.parametrize("signed_in", [False, True])
def test_every_route_answers_with_the_policy(app, client, anna, signed_in):
    made = things(anna)
    if signed_in:
        sign_in(client, anna)
    statuses = set()
    for method, address in addresses(app, made, unsafe=False) + addresses(app, made, unsafe=True):
        answer = client.open(address, method=method)
        statuses.add(answer.status_code)
        assert_headers(answer, address=f"{method} {address}")
    assert {200, 403} <= statuses


@pytest.mark.W03
@pytest.mark.W05
def test_every_error_answers_with_the_policy(broken):
    client = broken.test_client()
    seen = {}
    for address, more in {
        "/geen-pagina": {},
        "/static/geen.css": {},
        "/stuk": {},
        "/account/inloggen": {"method": "PUT"},
        "/account/inloggen?lang": {"method": "POST", "data": {"email": "x" * 2_200_000}},
        "/fotos/": {
            "method": "POST",
            "data": {"a": "b"},
            "environ_overrides": {"CONTENT_LENGTH": "999999999"},
        },
        "/health": {"headers": {"Accept": "application/json"}},
    }.items():
        answer = client.open(address, **more)
        seen[address] = answer.status_code
        assert_headers(answer, address=address)
    assert {404, 405, 500, 413} <= set(seen.values()), seen


@pytest.mark.W03
def test_the_host_of_the_tiles_is_the_only_one_let_in(app, database):
    other = another(app, database, tile_url="https://tegels.example:8443/{z}/{x}/{y}.png?x=1")
    assert_headers(other.test_client().get("/"), tiles=" https://tegels.example:8443")


def test_a_page_for_one_person_is_kept_by_nobody(client, anna):
    assert client.get("/").headers["Cache-Control"] == "no-cache"
    sign_in(client, anna)
    assert client.get("/account").headers["Cache-Control"] == "private, no-store"

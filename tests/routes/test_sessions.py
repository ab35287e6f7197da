"""Where people are signed in: fresh at every sign-in, dead on the server at every sign-out."""

import html
import re
from datetime import timedelta

import pytest
import time_machine

from app.core.clock import now
from app.core.ids import digest
from app.extensions import db
from app.models import Role, Session, User
from app.services.people import grant_role, restore_person, suspend_person
from tests.apps import another
from tests.personas import sign_in
from tests.signing import come_in, cookies


def comes_in(client) -> bool:
    return client.get("/account").status_code == 200


def token_of(client) -> str:
    return client.get_cookie("aanmelding").value


def with_token(app, token: str):
    other = app.test_client()
    other.set_cookie("aanmelding", token)
    return other


@pytest.mark.A05
def test_every_sign_in_gives_a_new_token(client, anna):
    come_in(client, "anna@example.nl")
    first = token_of(client)
    client.delete_cookie("aanmelding")  # the server does not know that this browser lost it
    come_in(client, "anna@example.nl")
    assert token_of(client) != first
    client.post("/account/uitloggen", data={"csrf_token": client.csrf("/account")})
    come_in(client, "anna@example.nl")
    assert len({first, token_of(client)}) == 2


@pytest.mark.A05
def test_a_session_that_a_browser_still_had_dies_when_another_comes_in(client, app, anna, bram):
    from app.services.sign_in import Browser, enter_code, request_code
    from tests.signing import newest_digits

    sign_in(client, bram)
    old = token_of(client)
    pending = request_code(
        "anna@example.nl", next_url="/", language="nl", browser=Browser(network="203.0.113.1")
    )
    entered = enter_code(
        newest_digits(), browser=Browser(network="203.0.113.1", pending=pending, session=old)
    )
    assert entered.tokens and entered.tokens.session != old
    assert not comes_in(with_token(app, old))


@pytest.mark.A05
def test_sign_out_ends_the_session_on_the_server(client, app, anna):
    come_in(client, "anna@example.nl")
    token = token_of(client)
    assert comes_in(with_token(app, token))
    out = client.post("/account/uitloggen", data={"csrf_token": client.csrf("/account")})
    assert out.status_code == 303 and "Max-Age=0" in cookies(out)["aanmelding"]
    assert not comes_in(with_token(app, token)) and not comes_in(client)


@pytest.mark.A05
@pytest.mark.A06
def test_another_role_ends_all_sessions(client, app, anna):
    come_in(client, "anna@example.nl")
    grant_role("anna@example.nl", Role.COORDINATOR, municipalities=["GM0106"])
    assert not comes_in(client)
    come_in(client, "anna@example.nl")
    assert "Assen" in client.get("/account").text


@pytest.mark.A05
def test_the_cookies_are_out_of_reach_of_scripts_and_of_other_sites(client, anna):
    lines = cookies(come_in(client, "anna@example.nl"))
    for name in ("aanmelding", "toestel"):
        assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(lines[name].split("; "))
        assert "Domain=" not in lines[name] and "Secure" not in lines[name]  # plain http in this test


@pytest.mark.A05
def test_on_https_the_browser_guards_our_cookies(app, database, anna):
    safe = another(app, database, base_url="https://haarvaten.example")
    client = safe.test_client()
    base = {"base_url": "https://haarvaten.example"}
    page = client.get("/account/inloggen", **base)
    assert guarded(cookies(page), "__Host-haarvaten")
    token = client.csrf_of(page)
    asked = client.post("/account/inloggen", data={"email": "anna@example.nl", "csrf_token": token}, **base)
    assert guarded(cookies(asked), "__Host-code")
    from tests.signing import newest_digits

    data = {"code": newest_digits(), "csrf_token": token}
    came = client.post("/account/inloggen/code", data=data, **base)
    assert came.status_code == 303
    assert guarded(cookies(came), "__Host-aanmelding") and guarded(cookies(came), "__Host-toestel")
    assert "max-age=31536000" in came.headers["Strict-Transport-Security"]


def guarded(lines: dict[str, str], name: str) -> bool:
    wanted = {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"}
    return wanted <= set(lines[name].split("; ")) and "Domain=" not in lines[name]


@pytest.mark.A05
def test_the_token_is_stored_as_a_hash(client, anna):
    come_in(client, "anna@example.nl")
    stored = db.session.query(Session).one().token_sha256
    assert stored == digest(token_of(client)) and len(token_of(client)) >= 43


@pytest.mark.A05
@pytest.mark.parametrize("page", ["/", "/hulp", "/privacy", "/geen-pagina"])
def test_a_visitor_gets_no_cookie_and_leaves_no_row(client, page):
    answer = client.get(page)
    assert cookies(answer) == {}
    assert db.session.query(Session).count() == 0


@pytest.mark.A05
def test_the_signed_cookie_holds_the_csrf_secret_and_messages_only(client, app, anna):
    come_in(client, "anna@example.nl")
    client.send("/account", {"name": "Anna", "show_name": "no", "language": "nl", "theme": "device"})
    signer = app.session_interface.get_signing_serializer(app)
    held = signer.loads(client.get_cookie("haarvaten").value)
    assert set(held) <= {"csrf_token", "_flashes"}


@pytest.mark.parametrize(
    ("role", "after", "stays"),
    [
        (Role.VOLUNTEER, timedelta(days=399), True),
        (Role.VOLUNTEER, timedelta(days=401), False),
        (Role.COORDINATOR, timedelta(hours=11), True),
        (Role.COORDINATOR, timedelta(hours=13), False),
        (Role.ADMIN, timedelta(hours=13), False),
    ],
)
def test_volunteers_stay_signed_in_and_those_who_decide_do_not_linger(client, anna, role, after, stays):
    grant_role("anna@example.nl", role)
    sign_in(client, anna)
    with time_machine.travel(now() + after, tick=False):
        assert comes_in(client) is stays


@pytest.mark.committed  # what happens after the answer has a connection of its own
def test_use_keeps_a_coordinator_in_and_is_noted_once_in_fifteen_minutes(client, anna):
    grant_role("anna@example.nl", Role.COORDINATOR)
    sign_in(client, anna)
    start = now()
    noted = []
    for minutes in (0, 10, 14, 20, 25, 500, 1000):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            assert comes_in(client)
            db.session.rollback()  # look afresh
            noted.append(round((db.session.query(Session).one().last_seen_at - start).total_seconds() / 60))
    assert noted == [0, 0, 0, 20, 20, 500, 1000]


@pytest.mark.A06
def test_a_closed_account_is_out_at_once_and_stays_out(client, anna):
    sign_in(client, anna)
    suspend_person("anna@example.nl")
    assert not comes_in(client)
    restore_person("anna@example.nl")
    assert not comes_in(client)  # the old session stays ended
    assert come_in(client, "anna@example.nl").status_code == 303


def test_the_person_and_the_areas_are_read_in_one_query(client, chris, count):
    sign_in(client, chris)
    with client.application.test_request_context("/", headers={"Cookie": f"aanmelding={token_of(client)}"}):
        from app.routes._access import viewer

        with count() as sent:
            assert len(viewer().areas) == 2
    assert len([one for one in sent if "SAVEPOINT" not in one]) == 1


def test_who_was_signed_out_while_typing_loses_nothing(client, anna):
    sign_in(client, anna)
    token = client.csrf("/account")
    client.set_cookie("aanmelding", "verlopen")
    typed = {"csrf_token": token, "name": 'Anna "van" Voorbeeld', "show_name": "yes"}
    kept = client.post("/account", data={**typed, "language": "nl", "theme": "dark"})
    assert kept.status_code == 401 and 'action="/account"' in kept.text
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', kept.text)
    again = {name: html.unescape(value) for name, value in hidden}
    come_in(client, "anna@example.nl")  # in another tab
    assert client.post("/account", data=again).status_code == 303
    assert db.session.get(User, anna.id).name == 'Anna "van" Voorbeeld'

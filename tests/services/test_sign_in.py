"""The rules of the code: how long, how often, for which browser, and that nobody learns who is known."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import text

from app.config import settings
from app.core.clock import now
from app.core.codes import digits_of
from app.extensions import db
from app.jobs import mails
from app.mail import folder
from app.models import Attempt, Job, Session, SignInCode, User
from app.services.people import suspend_person
from tests.signing import ask_code, come_in, cookies, enter, newest_code, newest_digits

WRONG = "Deze code klopt niet."
OVER = "Deze code werkt niet meer."


def wrong_digits() -> str:
    return f"{(int(newest_digits()) + 1) % 10**6:06}"


@pytest.mark.A12
def test_a_code_works_once(client, app, anna):
    ask_code(client, "anna@example.nl")
    digits, pending = newest_digits(), client.get_cookie("code").value
    assert enter(client, digits).status_code == 303
    other = app.test_client()
    other.set_cookie("code", pending)
    other.set_cookie("haarvaten", client.get_cookie("haarvaten").value)
    assert (
        OVER
        in other.post(
            "/account/inloggen/code", data={"code": digits, "csrf_token": other.csrf("/account/inloggen")}
        ).text
    )
    assert db.session.query(Session).count() == 1


@pytest.mark.A12
@pytest.mark.parametrize(("minutes", "works"), [(9.9, True), (10.1, False)])
def test_a_code_lives_ten_minutes(client, anna, minutes, works):
    ask_code(client, "anna@example.nl")
    with time_machine.travel(now() + timedelta(minutes=minutes), tick=False):
        token = client.csrf("/account/inloggen/code")
        came = client.post("/account/inloggen/code", data={"code": newest_digits(), "csrf_token": token})
        assert (came.status_code == 303) is works
        assert works or OVER in came.text


@pytest.mark.A12
def test_a_code_works_only_in_the_browser_that_asked(client, app, anna):
    ask_code(client, "anna@example.nl")
    stranger = app.test_client()
    token = stranger.csrf("/account/inloggen")
    answer = stranger.post("/account/inloggen/code", data={"code": newest_digits(), "csrf_token": token})
    assert answer.location == "/account/inloggen" and "aanmelding" not in cookies(answer)
    ask_code(stranger, "bram@example.nl")
    stranger_code = newest_code()
    anna_code = db.session.query(SignInCode).filter_by(email="anna@example.nl").one()
    assert WRONG in enter(stranger, digits_of(anna_code.id, secret=settings().secret_key)).text
    assert stranger_code.tries == 1 and anna_code.tries == 0


@pytest.mark.A12
def test_a_new_code_ends_the_old_one(client, app, anna):
    ask_code(client, "anna@example.nl")
    old = newest_digits()
    ask_code(client, "anna@example.nl")
    assert enter(client, old).status_code == 422
    ask_code(app.test_client(), "anna@example.nl")  # in another browser, which nobody knows
    assert enter(client, newest_digits()).status_code == 422
    assert db.session.query(SignInCode).filter_by(ended_at=None).count() == 1


@pytest.mark.A12
def test_opening_pages_a_hundred_times_uses_no_code(client, app, anna):
    ask_code(client, "anna@example.nl")
    before = everything()
    for _ in range(25):
        for scanner in (client, app.test_client()):
            for method in ("GET", "HEAD"):
                scanner.open("/account/inloggen/code", method=method)
                scanner.open(f"/account/inloggen/code?code={newest_digits()}", method=method)
    assert everything() == before
    assert enter(client, newest_digits()).status_code == 303


def everything() -> list:
    tables = ("person", "session", "sign_in_code", "attempt", "job")
    return [sorted(map(str, db.session.execute(text(f"SELECT * FROM {table}")))) for table in tables]


def test_the_digits_stand_nowhere_in_the_database(client, anna):
    ask_code(client, "anna@example.nl")
    digits = newest_digits()
    assert digits not in str(everything()) and client.get_cookie("code").value not in str(everything())


@pytest.mark.A09
def test_five_wrong_tries_end_a_code(client, anna):
    ask_code(client, "anna@example.nl")
    said = [enter(client, wrong_digits()).text for _ in range(4)]
    assert [WRONG in page for page in said] == [True] * 4
    token = client.csrf("/account/inloggen/code")
    fifth = client.post("/account/inloggen/code", data={"code": wrong_digits(), "csrf_token": token})
    assert OVER in fifth.text
    right = client.post("/account/inloggen/code", data={"code": newest_digits(), "csrf_token": token})
    assert right.status_code == 422 and db.session.query(Session).count() == 0


def ask_from(app, email: str, ip: str):
    return ask_code(app.test_client(), email, environ_overrides={"REMOTE_ADDR": ip})


@pytest.mark.A09
def test_one_address_gets_ten_codes_in_five_minutes(app, anna):
    asked = [ask_from(app, "anna@example.nl", f"203.0.113.{number}") for number in range(11)]
    assert [answer.status_code for answer in asked] == [303] * 10 + [429]
    assert "anna@example.nl" in asked[-1].text and int(asked[-1].headers["Retry-After"]) > 0
    with time_machine.travel(now() + timedelta(seconds=301), tick=False):
        assert ask_from(app, "anna@example.nl", "203.0.113.99").status_code == 303


@pytest.mark.A09
def test_one_network_gets_a_hundred_codes_in_five_minutes(app):
    asked = [ask_from(app, f"iemand{number}@example.nl", "203.0.113.5").status_code for number in range(101)]
    assert asked == [303] * 100 + [429]
    assert ask_from(app, "ander@example.nl", "203.0.113.6").status_code == 303


@pytest.mark.A09
def test_all_together_have_a_cap(app, monkeypatch):
    monkeypatch.setattr("app.services.sign_in.PER_APP", 7)
    asked = [ask_from(app, f"iemand{n}@example.nl", f"203.0.113.{n}").status_code for n in range(8)]
    assert asked == [303] * 7 + [429]


@pytest.mark.A09
def test_an_attacker_gets_no_more_than_ten_guesses_in_five_minutes_however_many_browsers(app, anna):
    guessed = []
    for number in range(12):
        attacker = app.test_client()
        ask_code(attacker, "anna@example.nl", environ_overrides={"REMOTE_ADDR": f"203.0.113.{number}"})
        if attacker.get_cookie("code"):
            guessed += [enter(attacker, wrong_digits()).status_code for _ in range(2)]
    assert guessed.count(422) == 10 and set(guessed) == {422, 429}


@pytest.mark.A09
def test_the_victim_still_comes_in_from_a_browser_that_was_used_before(client, app, anna):
    come_in(client, "anna@example.nl")
    client.post("/account/uitloggen", data={"csrf_token": client.csrf("/account")})
    ask_code(client, "anna@example.nl")  # asked before the attack, typed after it
    digits = newest_digits()
    for _ in range(12):
        ask_from(app, "anna@example.nl", "127.0.0.1")
    assert ask_from(app, "anna@example.nl", "127.0.0.1").status_code == 429
    assert enter(client, digits).status_code == 303
    client.post("/account/uitloggen", data={"csrf_token": client.csrf("/account")})
    assert come_in(client, "anna@example.nl").status_code == 303


@pytest.mark.A09
def test_a_browser_is_known_for_the_addresses_that_came_in_there_only(client, app, anna, bram):
    come_in(client, "bram@example.nl")
    client.post("/account/uitloggen", data={"csrf_token": client.csrf("/account")})
    for number in range(10):
        assert ask_from(app, "anna@example.nl", f"203.0.113.{number}").status_code == 303
    assert ask_code(client, "anna@example.nl").status_code == 429
    client.set_cookie("toestel", "zelfgemaakt.handtekening")
    assert ask_code(client, "anna@example.nl").status_code == 429


@pytest.mark.A09
def test_a_known_browser_has_its_own_limit_too(client, anna):
    come_in(client, "anna@example.nl")
    client.post("/account/uitloggen", data={"csrf_token": client.csrf("/account")})
    asked = [ask_code(client, "anna@example.nl").status_code for _ in range(11)]
    assert asked == [303] * 10 + [429]


WHO = ["anna@example.nl", "ieder@example.nl", "bram@example.nl"]  # known, unknown, suspended


@pytest.mark.A08
def test_nobody_learns_from_asking_a_code_who_has_an_account(app, anna, bram, count):
    suspend_person("bram@example.nl")
    seen = []
    for email in WHO:
        client = app.test_client()
        token = client.csrf("/account/inloggen")
        with count() as sent:
            answer = client.post("/account/inloggen", data={"email": email, "csrf_token": token})
        page = client.get("/account/inloggen/code").text.replace(email, "…")
        jobs = db.session.query(Job).count()
        db.session.query(Job).delete()
        db.session.commit()
        seen.append(
            (
                answer.status_code,
                answer.location,
                len(answer.data),
                sorted(cookies(answer)),
                shape(sent),
                jobs,
                len(page),
            )
        )
    assert seen[0] == seen[1] == seen[2] and seen[0][5] == 1


@pytest.mark.A08
def test_nobody_learns_from_a_wrong_code_who_has_an_account(app, anna, bram, count):
    suspend_person("bram@example.nl")
    seen = []
    for email in WHO:
        client = app.test_client()
        ask_code(client, email)
        token = client.csrf("/account/inloggen/code")
        with count() as sent:
            answer = client.post("/account/inloggen/code", data={"code": wrong_digits(), "csrf_token": token})
        seen.append(
            (
                answer.status_code,
                len(answer.text.replace(email, "…").replace(wrong_digits(), "……")),
                shape(sent),
            )
        )
    assert seen[0] == seen[1] == seen[2] and seen[0][0] == 422


def shape(sent: list[str]) -> list[str]:
    return [statement.split("/*")[0] for statement in sent if "SAVEPOINT" not in statement]


@pytest.mark.A08
def test_the_mail_is_the_same_for_everybody(app, anna, bram):
    suspend_person("bram@example.nl")
    texts = []
    for email in WHO:
        ask_code(app.test_client(), email)
        job = db.session.query(Job).order_by(Job.created_at.desc()).first()
        mails.code(**job.payload)
        kept = next(folder.find(settings().data_dir / "mail"))
        digits = newest_digits()
        assert kept.to == email
        texts.append(kept.text.replace(f"{digits[:3]} {digits[3:]}", "…"))
    assert texts[0] == texts[1] == texts[2]


def test_a_limit_counts_a_key_without_keeping_it(client, anna):
    ask_code(client, "anna@example.nl")
    kept = {attempt.key_sha256 for attempt in db.session.query(Attempt)}
    assert len(kept) == 3 and all(len(key) == 64 for key in kept)


def test_two_who_prove_one_new_address_make_one_account(app):
    first, second = app.test_client(), app.test_client()
    for client in (first, second):
        ask_code(client, "nieuw@example.nl")
        code = newest_code()
        assert enter(client, newest_digits()).location == "/account/inloggen/naam"
        code.ended_at = None
        db.session.commit()
    db.session.query(SignInCode).update({"ended_at": None})
    db.session.commit()
    for client, name in ((first, "Een"), (second, "Twee")):
        assert client.send("/account/inloggen/naam", {"name": name, "sixteen": "y"}).status_code == 303
    assert [person.name for person in db.session.query(User)] == ["Een"]

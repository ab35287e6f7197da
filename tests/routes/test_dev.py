"""Demo people and the mailbox exist while developing only."""

import pytest

from tests.apps import another
from tests.factories.people import UserFactory
from tests.signing import ask_code, mailed_digits


@pytest.fixture
def robin(database):
    return UserFactory(name="Robin", email="robin@example.nl", is_demo=True)


def test_a_demo_person_comes_in_with_one_click(app, database, robin):
    client = another(app, database, env="development").test_client()
    assert "Robin, vrijwilliger" in client.get("/account/inloggen").text
    data = {"person": str(robin.id), "next": "/hulp"}
    assert client.send("/account/inloggen", data, to="/dev/aanmelden").location == "/hulp"
    assert "Robin" in client.get("/account").text


@pytest.mark.parametrize("person", ["", "geen-id", "6f0e9f3e-8f7c-4a83-9d51-000000000000"])
def test_only_demo_people_come_in_that_way(app, database, anna, person):
    client = another(app, database, env="development").test_client()
    for who in (person, str(anna.id)):
        assert client.send("/account/inloggen", {"person": who}, to="/dev/aanmelden").status_code == 404


def test_every_mail_can_be_read(app, database, anna, tmp_path):
    other = another(app, database, env="development", data_dir=tmp_path)
    client = other.test_client()
    assert "nog geen mail" in client.get("/dev/mail").text
    ask_code(client, "anna@example.nl")
    with other.app_context():
        digits = mailed_digits()
    page = client.get("/dev/mail").text
    assert f"{digits[:3]} {digits[3:]}" in page and "anna@example.nl" in page
    name = next(tmp_path.glob("mail/*.eml")).stem
    assert f"{digits[:3]} {digits[3:]}" in client.get(f"/dev/mail/{name}").text
    assert f"{digits[:3]} {digits[3:]}" in client.get(f"/dev/mail/{name}/html").text
    assert client.get("/dev/mail/geen").status_code == 404


@pytest.mark.parametrize("env", ["production", "test"])
def test_elsewhere_none_of_it_exists(app, database, robin, env):
    other = another(app, database, env=env)
    client = other.test_client()
    assert not [rule.rule for rule in other.url_map.iter_rules() if rule.endpoint.startswith("dev.")]
    for page in ("/dev/mail", "/dev/mail/x", "/dev/componenten"):
        assert client.get(page).status_code == 404
    asked = client.send("/account/inloggen", {"person": str(robin.id)}, to="/dev/aanmelden")
    assert asked.status_code == 404
    assert "Robin" not in client.get("/account/inloggen").text

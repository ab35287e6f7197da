import pytest

from app import create_app
from app.config import DEVELOPMENT_SECRET, from_environment


def test_production_does_not_start_on_the_secret_of_development(tmp_path):
    given = from_environment(
        {"HAARVATEN_ENV": "production", "SECRET_KEY": DEVELOPMENT_SECRET, "HAARVATEN_DATA_DIR": str(tmp_path)}
    )
    with pytest.raises(ValueError, match="SECRET_KEY"):
        create_app(given)


def test_production_does_not_start_without_a_secret(tmp_path):
    given = from_environment({"HAARVATEN_ENV": "production", "HAARVATEN_DATA_DIR": str(tmp_path)})
    with pytest.raises(ValueError, match="SECRET_KEY"):
        create_app(given)


@pytest.mark.parametrize(("name", "value"), [("HAARVATEN_PROXY_COUNT", "veel"), ("HAARVATEN_ENV", "prod")])
def test_a_setting_that_cannot_be_read_is_named(name, value):
    with pytest.raises(ValueError, match=name):
        from_environment({name: value})


def test_secrets_do_not_show_in_a_printed_setting():
    shown = repr(from_environment({"SECRET_KEY": "zeer-geheim", "HAARVATEN_MAIL_URL": "smtp://u:geheim@x"}))
    assert "geheim" not in shown

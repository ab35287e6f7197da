"""`flask check` refuses what is unsafe, one complaint per mistake (D17), and connections are safe (D16)."""

import dataclasses
import secrets

import pytest

from app import create_app
from app.config import Settings
from app.extensions import db
from app.services.check import find_complaints
from app.spatial import engine, safety

GOOD = Settings(
    env="production",
    secret_key=secrets.token_urlsafe(48),
    base_url="https://haarvaten.test",
    proxy_count=1,
    mail_url="smtp://mail.haarvaten.test",
    mail_from="Haarvaten <post@haarvaten.test>",
    operator_email="hulp@haarvaten.test",
)
MISTAKES = {
    "not production": ({"env": "development"}, "HAARVATEN_ENV is development"),
    "short secret": ({"secret_key": "kort-maar-krachtig"}, "SECRET_KEY is weak"),
    "dull secret": ({"secret_key": "ab" * 40}, "SECRET_KEY is weak"),
    "http": ({"base_url": "http://haarvaten.test"}, "does not begin with https"),
    "path in the address": ({"base_url": "https://haarvaten.test/app"}, "scheme and host only"),
    "proxies unknown": ({"proxy_count": None}, "HAARVATEN_PROXY_COUNT is missing"),
    "no mail": ({"mail_url": ""}, "HAARVATEN_MAIL_URL is missing"),
    "example sender": ({"mail_from": "Haarvaten <haarvaten@example.nl>"}, "MAIL_FROM is still"),
    "pdok without tls": ({"pdok_url": "http://api.pdok.nl"}, "HAARVATEN_PDOK_URL must be https"),
    "pdok with a path": ({"pdok_url": "https://api.pdok.nl/bzk"}, "HAARVATEN_PDOK_URL must be https"),
    "pdok with a name": ({"pdok_url": "https://x@api.pdok.nl"}, "HAARVATEN_PDOK_URL must be https"),
    "tiles without tls": ({"tile_grey_url": "http://x.test/{z}/{x}/{y}.png"}, "HAARVATEN_TILE_URL"),
    "tiles without x": ({"tile_photo_url": "https://x.test/{z}/{y}.png"}, "HAARVATEN_TILE_URL"),
    "tiles of nobody": ({"tile_url": "https://x.test/{z}/{x}/{y}.png"}, "HAARVATEN_TILE_ATTRIBUTION"),
    "example operator": ({"operator_email": "hulp@example.nl"}, "OPERATOR_EMAIL is still"),
}


@pytest.fixture
def run(database_url, tmp_path):
    """Run the command for an installation with these settings; debug and mode of its folder can be given."""

    def running(*, mode=0o700, debug=False, url=database_url, **changed):
        folder = tmp_path / secrets.token_hex(4)
        folder.mkdir(mode=0o700)
        folder.chmod(mode)
        given = dataclasses.replace(GOOD, data_dir=folder, database_url=url, **changed)
        app = create_app(given)
        app.debug = debug
        with app.app_context():
            answer = app.test_cli_runner().invoke(args=["check"])
            db.engine.dispose()
        return answer.exit_code, answer.output

    return running


@pytest.mark.D17
def test_a_good_installation_passes(app, run):
    assert run() == (0, "Fit for production.\n")


@pytest.mark.D17
@pytest.mark.parametrize("mistake", MISTAKES)
def test_each_mistake_in_the_settings_is_named(app, run, mistake):
    changed, words = MISTAKES[mistake]
    code, output = run(**changed)
    assert code == 1
    assert words in output


@pytest.mark.W09
def test_pdok_may_be_asked_over_https(app, run):
    assert run(pdok_url="https://api.pdok.nl") == (0, "Fit for production.\n")


@pytest.mark.D17
def test_backgrounds_over_https_with_a_name_pass(app, run):
    address = "https://tegels.test/{z}/{x}/{y}.png"
    given = {"tile_url": address, "tile_grey_url": address, "tile_photo_url": address}
    assert run(**given, tile_attribution="© Voorbeeld") == (0, "Fit for production.\n")


@pytest.mark.D17
def test_debug_is_refused(app, run):
    code, output = run(debug=True)
    assert (code, "debug is on" in output) == (1, True)


@pytest.mark.D17
@pytest.mark.parametrize("mode", [0o755, 0o704, 0o702, 0o701])
def test_a_data_folder_that_everyone_can_open_is_refused(app, run, mode):
    code, output = run(mode=mode)
    assert (code, "everyone on this machine" in output) == (1, True)


@pytest.mark.D17
@pytest.mark.committed
def test_a_missing_data_folder_is_refused(app, tmp_path):
    given = dataclasses.replace(GOOD, data_dir=tmp_path / "weg")
    wrong = find_complaints(given, debug=False, cookie_name="__Host-haarvaten")
    assert wrong == [f"the data folder {tmp_path / 'weg'} does not exist"]


@pytest.mark.D17
def test_a_plain_cookie_name_is_refused(app, run):
    code, output = run(base_url="http://haarvaten.test")
    assert (code, "lacks __Host-" in output) == (1, True)


@pytest.mark.D17
def test_missing_spatialite_is_refused(app, run, tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "SPATIALITE", "mod_that_is_not_there")
    code, output = run(url=f"sqlite:///{tmp_path / 'plain.db'}")
    assert code == 1
    assert "the database cannot be opened" in output
    assert "mod_that_is_not_there" in output


@pytest.mark.D17
def test_a_database_server_that_is_away_is_refused(app, run, tmp_path):
    code, output = run(url=f"postgresql+psycopg://postgres@/postgres?host={tmp_path}")
    assert (code, "the database cannot be opened" in output) == (1, True)


@pytest.mark.D17
@pytest.mark.parametrize("secret", ["", "alleen-voor-ontwikkeling"])
def test_production_does_not_even_start_with_the_secret_of_development(secret):
    with pytest.raises(ValueError, match="SECRET_KEY"):
        create_app(dataclasses.replace(GOOD, secret_key=secret))


@pytest.mark.D16
@pytest.mark.committed
def test_every_connection_survives_a_power_cut(app):
    """Asked of the connection itself, not of our settings; PostgreSQL keeps its own defaults."""
    with db.engine.connect() as connection:
        assert safety.complaints(connection) == []


@pytest.mark.D16
@pytest.mark.parametrize(
    "pragma", ["journal_mode=DELETE", "synchronous=NORMAL", "foreign_keys=OFF", "busy_timeout=9999"]
)
def test_a_weaker_setting_is_noticed(pragma, tmp_path):
    app = create_app(dataclasses.replace(GOOD, data_dir=tmp_path))
    with app.app_context():
        raw = db.engine.raw_connection()
        raw.driver_connection.execute(f"PRAGMA {pragma}")
        (complaint,) = safety.sqlite_complaints(raw.driver_connection)
        assert pragma.partition("=")[0] in complaint
        raw.close()
        db.engine.dispose()


@pytest.mark.D16
def test_an_app_with_a_weaker_setting_does_not_open_its_database(tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_S", 9)
    app = create_app(dataclasses.replace(GOOD, data_dir=tmp_path))
    with app.app_context(), pytest.raises(RuntimeError, match="busy_timeout is 9000"):
        db.engine.connect()


@pytest.mark.D16
def test_an_old_sqlite_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(safety, "OLDEST_SQLITE", (99, 0, 0))
    app = create_app(dataclasses.replace(GOOD, data_dir=tmp_path))
    with app.app_context(), pytest.raises(RuntimeError, match="too old"):
        db.engine.connect()

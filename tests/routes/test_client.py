"""Limits see the client itself, whatever it says of itself, behind no, one or two proxies."""

import pytest
from werkzeug.middleware.proxy_fix import ProxyFix

from app.extensions import db
from app.models import Attempt
from app.routes._client import check_proxies, network_of
from app.services.limits import Limit
from tests.apps import another
from tests.signing import ask_code

CLIENT = "203.0.113.7"


def passed(count: int, said: list[str]) -> dict:
    """Return what the app gets when ``count`` proxies each add whom they saw to what the client said."""
    seen = [CLIENT, *(f"10.0.0.{n}" for n in range(1, count + 1))]
    headers = {"X-Forwarded-For": ", ".join([*said, *seen[:-1]])} if said or count else {}
    return {"environ_overrides": {"REMOTE_ADDR": seen[-1]}, "headers": headers}


@pytest.mark.A10
@pytest.mark.parametrize("count", [0, 1, 2])
@pytest.mark.parametrize("said", [[], ["1.2.3.4"], ["1.2.3.4", "5.6.7.8"], ["", "10.0.0.1", "127.0.0.1"]])
def test_a_made_up_address_never_changes_whom_a_limit_counts(app, database, count, said):
    ask_code(
        another(app, database, proxy_count=count).test_client(), "anna@example.nl", **passed(count, said)
    )
    kept = db.session.query(Attempt).filter_by(kind="code-network").one()
    assert kept.key_sha256 == Limit("code-network", CLIENT, 1, 1).key_sha256


@pytest.mark.A10
def test_the_app_refuses_to_start_when_a_client_could_pretend(app, database):
    other = another(app, database, proxy_count=1)
    for wrong in (0, 2):
        other.wsgi_app = ProxyFix(lambda *_: [], x_for=wrong)
        with pytest.raises(RuntimeError, match="pretend"):
            check_proxies(other)


@pytest.mark.A10
def test_a_count_that_is_too_high_stands_in_the_log(app, database, caplog):
    ask_code(another(app, database, proxy_count=2).test_client(), "anna@example.nl", **passed(1, []))
    assert "HAARVATEN_PROXY_COUNT is higher" in caplog.text


@pytest.mark.A10
@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("203.0.113.7:51234", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]:443", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
        ("nonsense", "unknown"),
    ],
)
def test_a_household_is_counted_once(address, counted):
    assert network_of(address) == counted

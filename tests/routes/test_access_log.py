"""L12: no log line tells where someone looks: not of tiles, boxes, searches, forms or what goes wrong."""

import logging
import re

import pytest
from sqlalchemy import text

from app.extensions import db
from tests.factories.elements import ElementFactory
from tests.forms.filled import element_form
from tests.personas import sign_in

NEW = "/elementen/nieuw"
SPOT = 6.571234  # not in the line itself: the trace shows that
TILE = "/tegels/elementen/14/8490/5376.mvt"
FINE = re.compile(r"8490|5376|52\.9|6\.5|53\.0|6\.6|kanarie", re.IGNORECASE)


@pytest.fixture
def written(caplog):
    caplog.set_level(logging.DEBUG)
    return caplog


def lines(written) -> str:
    return "\n".join(logging.Formatter("%(name)s %(message)s").format(one) for one in written.records)


@pytest.mark.L12
@pytest.mark.parametrize(
    ("address", "status"),
    [
        (TILE, 200),
        (TILE + "?groep=water", 200),
        ("/tegels/elementen/14/8490/99999999.mvt", 404),
        ("/tegels/elementen/8490/5376", 404),
        ("/kaart?plek=14/52.99/6.57", 200),
        ("/kaart/zoek?q=kanarie+52.99+6.57", 303),
        ("/kaart/52.99,6.57", 404),
        ("/elementen?zoek=kanarie", 200),
    ],
)
def test_no_line_holds_path_or_query(address, status, client, written):
    ElementFactory(published=True)
    written.clear()
    assert client.get(address).status_code == status
    told = lines(written)
    assert f" {status} " in told and " ms" in told
    assert not FINE.search(told), told


@pytest.mark.L12
def test_a_form_with_a_place_leaves_only_the_name_of_its_address(client, anna, written):
    sign_in(client, anna)
    written.clear()
    spot = element_form(shape="", begin="52.99 6.57", title="kanarie")
    assert client.send(NEW, spot, to=f"{NEW}/plek").status_code == 200
    told = lines(written)
    assert "POST place." in told
    assert not FINE.search(told), told


@pytest.mark.L12
def test_a_trace_of_a_broken_query_leaves_its_values_out(client, written, monkeypatch):
    def broken(*_args, **_more):
        db.session.execute(text("SELECT :lon FROM bestaat_niet"), {"lon": SPOT})

    monkeypatch.setitem(client.application.view_functions, "map.elements", broken)
    written.clear()
    assert client.get(TILE).status_code == 500
    told = lines(written)
    assert "bestaat_niet" in told, "the trace is there"
    assert str(SPOT) not in told and "5376" not in told


@pytest.mark.L12
def test_what_an_id_names_is_kept_for_who_must_mend_it(client, written):
    pond = ElementFactory(published=True)
    written.clear()
    client.get(f"/elementen/{pond.id}")
    assert f"GET elements.show {pond.id} 200 " in lines(written)

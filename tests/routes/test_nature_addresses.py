"""L12 for what people see and report: addresses, titles, links and logs tell no more than the square."""

import logging
import re
from html import unescape
from urllib.parse import parse_qsl, urldefrag, urlsplit

import pytest

from app.core.ids import new_id
from app.extensions import db
from app.models import Sighting
from app.spatial.blur import square_named
from tests.checks.crawl import forms
from tests.checks.html import Page
from tests.factories.corrections import ProblemReportFactory
from tests.factories.elements import ElementFactory
from tests.factories.sightings import sighting
from tests.forms.filled import sighting_form
from tests.personas import sign_in

pytestmark = pytest.mark.L12
NEW = "/waarnemingen/nieuw"
SPOT = (6.563217, 52.996743)
FINE = re.compile(r"5[23][.,]\d{2}|(?<!\d)6[.,]\d{3}|23\d{4}|55\d{4}|kanarie")
ASKS = {
    "naam",
    "groep",
    "gemeente",
    "jaar",
    "hok",
    "rode-lijst",
    "invasief",
    "foto",
    "zoek",
    "drents",
    "stand",
}
ASKS |= {"soort", "q", "voor", "wacht"}  # what forms put into addresses: none is finer than a square


@pytest.fixture
def pages(anna, chris):
    """Return who looks at what: pages with a true place on them too."""
    pond = ElementFactory(published=True, lon=SPOT[0], lat=SPOT[1])
    coarse = sighting(anna, published=True, claimed_key="athene-noctua", element_id=pond.id)
    exact = sighting(anna, published=True)
    waiting = sighting(anna)
    report = ProblemReportFactory(author=anna, element=pond, published=True)
    public = [f"/waarnemingen/{one.id}" for one in (coarse, exact)] + [
        "/waarnemingen",
        "/soorten",
        "/meldingen",
    ]
    public += ["/soorten/athene-noctua", f"/meldingen/{report.id}", "/waarnemingen?hok=233-557"]
    own = [NEW, f"{NEW}?element={pond.id}", f"/waarnemingen/{waiting.id}/verbeteren"]
    own += [f"/waarnemingen/{coarse.id}/intrekken", f"/meldingen/nieuw?element={pond.id}"]
    return {None: public, anna: [*public, *own], chris: [*public, f"/controle/{waiting.id}"]}


def walked(client, pages):
    for who, addresses in pages.items():
        if who is not None:
            sign_in(client, who)
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code == 200, address
            yield address, answer


def test_no_title_link_or_form_that_only_looks_holds_a_place(client, pages):
    for address, answer in walked(client, pages):
        page = Page(answer.text)
        titles = re.findall(r"<title>(.*?)</title>|<h1[^>]*>(.*?)</h1>", answer.text, re.DOTALL)
        ours = [
            one.get(name, "")
            for one in page.all
            for name in ("href", "src", "action", "hx-get", "formaction")
        ]
        ours = [
            one for one in ours if one and not urlsplit(one).scheme and not re.search(r"[0-9a-f]{8}-", one)
        ]
        sent = [urldefrag(unescape(one)).url for one in ours]  # what stands behind # goes to no server
        for text in [*map(str, titles), *sent]:
            assert not FINE.search(unescape(text)), f"{address}: {text}"
        for form in re.findall(r"<form\b.*?</form>", answer.text, re.DOTALL):
            if 'method="post"' not in form:
                asked = set(re.findall(r'<(?:input|select)\b[^>]*\bname="([^"]+)"', form))
                assert asked <= ASKS, address


def test_a_place_travels_in_a_body_only(client, pages):
    places = {"begin", "here", "shape", "square", "track_file"}
    found = set()
    for address, answer in walked(client, pages):
        for form in forms(Page(answer.text), address):
            found |= places & {name for name, _kind, _value in form.fields}
    assert {"begin", "here", "square"} <= found, "the form of a sighting asks for a place, and posts it"
    assert client.get(f"{NEW}/plek").status_code == 405


def test_other_sites_hear_of_our_name_at_most(client, pages):
    for _address, answer in walked(client, pages):
        assert answer.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        for link in re.findall(r"<a\b[^>]*href=\"https?://[^>]*>", answer.text):
            assert "noreferrer" in link or "rel=" not in link


@pytest.mark.parametrize("asked", ["hok=233123-557456", "lat=52.996743&lon=6.563217", "bbox=6.563217,52.99"])
def test_a_finer_place_in_an_address_goes_no_further(client, anna, asked):
    for _ in range(31):
        sighting(anna, published=True)
    page = client.get(f"/waarnemingen?{asked}&jaar=2026").text
    links = [unescape(one) for one in re.findall(r'href="([^"]*)"', page)]
    more = [one for one in links if "na=" in one]
    assert more and "jaar=2026" in more[0]
    for one in more:
        query = dict(parse_qsl(urlsplit(one).query))
        assert set(query) <= ASKS | {"na"}
        assert "hok" not in query or square_named(query["hok"])


@pytest.fixture
def written(caplog):
    caplog.set_level(logging.DEBUG)
    return caplog


def lines(written) -> str:
    return "\n".join(logging.Formatter("%(name)s %(message)s").format(one) for one in written.records)


@pytest.mark.parametrize("begin", ["52,996743 6,563217", "52.99 kanarie"])
def test_handing_in_and_a_mistake_in_the_place_leave_no_place_in_the_log(client, anna, written, begin):
    sign_in(client, anna)
    written.clear()
    sent = sighting_form(begin=begin, species="Steenuil", notes="kanarie")
    answer = client.send(NEW, sent)
    assert answer.status_code == (422 if "kanarie" in begin else 303)
    client.send(NEW, sent, to=f"{NEW}/plek")
    told = lines(written)
    assert "POST sightings.create" in told and "POST sightings.place_now" in told
    assert not FINE.search(told), told


def test_an_error_while_a_true_place_is_stored_leaves_no_place_in_the_log(client, anna, written, monkeypatch):
    def broken(*_args, **_more):
        db.session.execute(
            Sighting.__table__.insert().values(id=new_id(), square="kanarie", accuracy_m=52.996743)
        )

    monkeypatch.setattr("app.services.sightings.attach_photos", broken)
    sign_in(client, anna)
    written.clear()
    assert client.send(NEW, sighting_form(species="Steenuil")).status_code == 500
    told = lines(written)
    assert "IntegrityError" in told or "NotNull" in told, "the trace is there"
    assert not FINE.search(told), told

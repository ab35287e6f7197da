"""A place by name: villages and elements always, addresses when PDOK answers; silent when it does not."""

import pytest

from app.spatial.shapes import unwrap
from tests.apps import another
from tests.factories.elements import ElementFactory
from tests.forms.filled import element_form, sent_again
from tests.pdok import doc
from tests.personas import sign_in
from tests.routes.test_place import NEW, by, is_kept, only_element


@pytest.fixture
def asking(app, database, pdok, anna):
    """Sign in where PDOK may be asked."""
    client = another(app, database, pdok_url=pdok.url).test_client()
    sign_in(client, anna)
    return client


def test_an_address_becomes_a_rough_place(asking, pdok):
    pdok.docs = [doc("Brink 1, 9451 AB Rolde", "adres", 6.6467, 52.9845)]
    page = asking.send(NEW, element_form(shape="", lees="zoek", query="brink 1 rolde"))
    assert page.status_code == 200
    assert "Brink 1, 9451 AB Rolde" in page.text and "adres · gemeente Aa en Hunze" in page.text
    assert is_kept(page.text, query="brink 1 rolde")
    sent = sent_again(page.text)
    unchosen = asking.post(NEW, data=sent)
    assert unchosen.status_code == 422 and "Kies welke plek het is" in unchosen.text
    assert asking.post(NEW, data=sent_again(unchosen.text) | {"spot": "0"}).status_code == 303
    made = only_element()
    assert (unwrap(made.shape).x, unwrap(made.shape).y, made.accuracy_m) == (6.6467, 52.9845, 25)


@pytest.mark.parametrize("trouble", ["status", "raw", "gone", "off"])
def test_without_pdok_villages_and_elements_still_answer(app, database, pdok, asking, client, anna, trouble):
    ElementFactory(published=True, title="Rolderwal", lon=6.66, lat=52.99)
    if trouble == "gone":
        pdok.status, pdok.raw = 503, b"weg"
    elif trouble == "off":
        asking = client
        sign_in(client, anna)
    else:
        setattr(pdok, trouble, {"status": 500, "raw": b"<html>"}[trouble])
    page = asking.send(NEW, element_form(shape="", lees="zoek", query="rold"))
    assert page.status_code == 200
    assert ">Rolde<" in page.text and ">Rolderwal<" in page.text
    assert ("Adressen zoeken lukt nu niet" in page.text) is (trouble != "off")


def test_who_finds_nothing_is_told_so(asking):
    page = asking.send(NEW, element_form(shape="", lees="zoek", query="qqq"))
    assert "Niets gevonden" in page.text


@pytest.mark.parametrize(
    "spots",
    [
        "x",
        "[1]",
        '[["a","adres",6.6,52.9]]',
        '[["a","geheim",6.6,52.9,""]]',
        '[["a","adres",2,48,""]]',
        '[["a","adres",1e999,48,""]]',
        "[" * 9999,
    ],
)
@pytest.mark.parametrize("field", ["spots", "tracks"])
def test_hidden_fields_that_someone_wrote_are_as_good_as_empty(client, anna, field, spots):
    sign_in(client, anna)
    page = by(client, **{field: spots, "spot": "0", "track": "0"})
    assert page.status_code == 422
    assert "Geef aan waar het is" in page.text


def test_hidden_elements_are_found_by_nobody_else(client, anna, bram):
    ElementFactory(author=bram, title="Geheimwal")
    sign_in(client, anna)
    page = client.send(NEW, element_form(shape="", lees="zoek", query="geheim"))
    assert "Niets gevonden" in page.text and "Geheimwal" not in page.text

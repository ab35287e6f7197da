"""Elements, as a browser without scripts walks through them."""

import html
import re

import pytest

from app.extensions import db
from app.models import Consent, Element, Owner
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.forms.filled import element_form, sent_again
from tests.personas import sign_in

NEW = "/elementen/nieuw"


def test_from_the_form_to_thanks_to_the_page(client, anna):
    sign_in(client, anna)
    sent = element_form()
    answer = client.send(NEW, sent)
    assert (answer.status_code, answer.location) == (303, f"/account/inzendingen?nieuw={sent['id']}")
    thanks = client.get(answer.location)
    assert "Dank je, Anna Voorbeeld" in thanks.text and "Houtwal De Es" in thanks.text
    page = client.get(f"/elementen/{sent['id']}")
    assert page.status_code == 200
    assert "Houtwal en houtsingel (L01.02)" in page.text
    assert "Anloo, gemeente Aa en Hunze" in page.text
    assert "Wacht op controle" in page.text
    assert "de schaapsdrift." in page.text


def test_sending_the_form_twice_makes_one(client, anna):
    sign_in(client, anna)
    sent = element_form()
    first, second = client.send(NEW, sent), client.send(NEW, sent)
    assert first.location == second.location
    assert db.session.query(Element).count() == 1


def test_the_same_form_with_other_content_is_refused_and_keeps_what_was_typed(client, anna):
    sign_in(client, anna)
    sent = element_form()
    client.send(NEW, sent)
    answer = client.send(NEW, sent | {"name": "Een andere naam"})
    assert answer.status_code == 409
    assert "al ingestuurd" in answer.text and "Een andere naam" in answer.text
    assert db.session.get(Element, db.session.query(Element.id).scalar()).name == "Houtwal De Es"


def test_the_id_of_someone_else_is_not_there(client, anna, bram):
    sign_in(client, anna)
    sent = element_form()
    client.send(NEW, sent)
    other = client.application.test_client()
    sign_in(other, bram)
    assert other.send(NEW, sent).status_code == 404


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"type_key": None, "family": None}, "Kies wat het is"),
        ({"family": "water"}, "Je koos een andere groep"),
        ({"shape": ""}, "Geef aan waar het is"),
        ({"shape": '{"type":"Point","coordinates":[6.65,53.03]}'}, "een lijn of een vlak"),
        ({"shape": '{"type":"LineString","coordinates":[[53.03,6.65],[53.04,6.66]]}'}, "omgewisseld"),
        ({"shape": '{"type":"LineString","coordinates":[[237099,551167],[237199,551267]]}'}, "RD-getallen"),
        ({"begin": "52,94 6,60"}, "op meer manieren"),
        ({"shape": "", "begin": "6,6085 52,9413", "end": "52,95 6,62"}, "omgewisseld"),
        ({"shape": "", "begin": "237099 551167", "end": "52,95 6,62"}, "RD-getallen"),
        ({"shape": "", "system": "rd", "begin": "52,94 6,60"}, "geen RD-getallen"),
        ({"shape": "", "begin": "52,94 6,60"}, "een lijn of een vlak"),
        ({"shape": "", "begin": "hier", "end": "daar"}, "niet lezen"),
        ({"shape": "", "square": "12"}, "twee keer drie cijfers"),
        ({"place_id": ""}, "Kies het dorp"),
        ({"width_m": "breed"}, "Vul een getal in"),
        ({"width_m": "900"}, "van 0,1 tot 500"),
        ({"name": "n" * 121}, "hoogstens 120 tekens"),
        ({"owner_kind": "koning"}, "één van de mogelijkheden"),
        ({"count": "2,5"}, "heel getal"),
        ({"story": "s" * 4001}, "hoogstens 4000 tekens"),
        ({"id": "1"}, "Open het opnieuw"),
    ],
)
@pytest.mark.S10
def test_each_error_is_named_and_everything_typed_is_kept(client, anna, changed, sentence):
    sign_in(client, anna)
    sent = element_form(**changed)
    answer = client.send(NEW, sent)
    assert answer.status_code == 422
    assert sentence in html.unescape(answer.text)
    assert 'id="error-summary"' in answer.text
    kept = sent_again(answer.text)
    for name, value in sent.items():
        assert kept.get(name, "") == value or value == "koning", name  # no radio button says that
    assert db.session.query(Element).count() == 0


def test_errors_come_in_the_order_of_the_form_and_no_kind_is_asked_before_a_family(client, anna):
    sign_in(client, anna)
    page = client.send(NEW, element_form(type_key=None, family=None, shape="", place_id="")).text
    summary = page[page.index('id="error-summary"') :]
    links = re.findall(r'<a href="#(\w+)">', summary[: summary.index("</ul>")])
    assert links == ["family", "plek", "place_id"]


@pytest.mark.parametrize(
    ("button", "sent", "mended"),
    [
        ("begin", {"begin": "6,6085 52,9413"}, {"begin": "52,9413 6,6085"}),
        ("rd", {"begin": "237099 551167"}, {"system": "rd"}),
        ("wgs84", {"system": "rd", "begin": "52,94 6,60"}, {"system": "wgs84"}),
        ("between", {"between": "6,6 52,9\n6,7 52,8"}, {"between": "52,9 6,6\n52,8 6,7"}),
    ],
)
def test_one_button_puts_swapped_numbers_and_the_other_system_right(client, anna, button, sent, mended):
    sign_in(client, anna)
    answer = client.send(NEW, element_form(shape="", **sent))
    assert f'name="wissel" value="{button}"' in answer.text
    answer = client.send(NEW, element_form(shape="", **sent) | {"wissel": button})
    assert answer.status_code == 200
    kept = sent_again(answer.text)
    assert {name: kept[name] for name in mended} == mended
    assert kept["name"] == "Houtwal De Es"


def test_coordinates_in_rd_make_the_line(client, anna):
    sign_in(client, anna)
    told = {"shape": "", "system": "rd", "begin": "240000 560000", "end": "240300 560400"}
    sent = element_form(**told)
    assert client.send(NEW, sent).status_code == 303
    element = db.session.query(Element).one()
    assert element.length_m == pytest.approx(500, abs=0.2)
    assert element.square == "240-560"


@pytest.mark.parametrize(("told", "accuracy"), [({"square": "240-560"}, 707), ({"roughly": "y"}, 17_802)])
def test_roughly_is_a_point_with_its_accuracy(client, anna, told, accuracy):
    """Of Anloo we know the municipality only, so all of that is the accuracy."""
    sign_in(client, anna)
    assert client.send(NEW, element_form(shape="", **told)).status_code == 303
    element = db.session.query(Element).one()
    assert element.accuracy_m == accuracy
    assert element.length_m is None
    assert "Plek bij benadering" in client.get(f"/elementen/{element.id}").text


def test_a_visitor_signs_in_first_and_comes_back(client):
    answer = client.get(NEW)
    assert answer.status_code == 302
    assert "next=/elementen/nieuw" in answer.location


def test_what_one_may_not_see_reads_like_a_random_address(client, anna, bram):
    hidden = ElementFactory(author=anna)
    random = "/elementen/0b7e4d0c-6c0f-4a0e-8f59-0d5c8b8a9d11"
    for browser in (client, client.application.test_client()):
        one, other = browser.get(f"/elementen/{hidden.id}"), browser.get(random)
        assert one.status_code == other.status_code == 404
        assert _same(one.text, other.text)
        sign_in(browser, bram)


def _same(one: str, other: str) -> bool:
    """Compare two pages but for the address they were asked at and the id of the error."""
    import re

    def plain(text):
        return re.sub(r"[0-9a-f-]{36}|\b[A-Z0-9]{6}\b", "", text)

    return plain(one) == plain(other)


def test_a_stranger_reads_neither_the_private_owner_nor_the_name(client, anna):
    element = ElementFactory(author=anna, published=True, owner_kind=Owner.FARMER, consent=Consent.YES)
    page = client.get(f"/elementen/{element.id}").text
    assert "een vrijwilliger" in page
    assert "Anna Voorbeeld" not in page and "Boer<" not in page
    sign_in(client, anna)
    assert "Boer" in client.get(f"/elementen/{element.id}").text


def test_who_chose_so_is_named(client, anna):
    anna.show_name = True
    db.session.commit()
    element = ElementFactory(author=anna, published=True)
    assert "door Anna Voorbeeld" in client.get(f"/elementen/{element.id}").text


def test_history_shows_published_work_and_ones_own_that_waits(client, anna, bram):
    element = ElementFactory(published=True)
    MaintenanceLogFactory(element=element, published=True)
    assert "Poel schonen" in client.get(f"/elementen/{element.id}").text
    waiting = f"/onderhoud/{MaintenanceLogFactory(element=element, author=anna, activity_key='dredging').id}"
    assert waiting not in client.get(f"/elementen/{element.id}").text
    sign_in(client, anna)
    assert waiting in client.get(f"/elementen/{element.id}").text


def test_the_villages_near_what_was_drawn_come_first(client, anna):
    sign_in(client, anna)
    page = client.send(NEW, element_form(place_id="")).text
    first = page[page.index('id="place_id"') :].split("<optgroup")[1]
    assert "Het dichtst bij de plek" in first
    assert "(Tynaarlo)" in first or "(Aa en Hunze)" in first


def test_a_script_may_ask_for_the_villages_near_a_square(client):
    page = client.get("/elementen/dorpen?hok=233-557").text
    first = page.split("<optgroup")[1]
    assert "Het dichtst bij de plek" in first and first.index("Assen (Assen)") < first.index("Loon (Assen)")
    assert page.count("<option") > 200
    for odd in ("", "?hok=", "?hok=1-1", "?hok=233557", "?lon=6.5625&lat=52.9967"):
        answer = client.get(f"/elementen/dorpen{odd}")
        assert answer.status_code == 200 and "Het dichtst bij" not in answer.text

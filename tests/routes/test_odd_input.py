"""Values that no page of ours sends: an honest answer, never an error of ours; green on both databases."""

import re
import uuid

import pytest

from app.core.paging import pack
from app.extensions import db
from app.models import Element
from tests.factories.elements import ElementFactory
from tests.factories.photos import ready_photo
from tests.forms.filled import element_form
from tests.personas import sign_in

IDENT = str(uuid.uuid4())


@pytest.mark.parametrize("text", ["\0", "a\0b"])
@pytest.mark.parametrize(
    ("address", "name"), [("/elementen", "soort"), ("/tegels/elementen/14/8490/5354.mvt", "soort")]
)
def test_an_address_with_a_nul_is_refused(client, address, name, text):
    assert client.get(address, query_string={name: text}).status_code == 400


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-02-14"])
def test_a_key_that_was_made_up_starts_at_the_first_page(client, chris, moment):
    sign_in(client, chris)
    ElementFactory(author=chris)
    waiting = ElementFactory()
    key = pack([moment, IDENT])
    assert str(waiting.id) in client.get("/controle", query_string={"na": key}).text
    mine = client.get("/account/inzendingen", query_string={"groep": "wacht", "na": key})
    assert (mine.status_code, "Poel, Assen" in mine.text) == (200, True)


def test_half_a_character_in_a_key_is_no_key(client):
    assert client.get("/elementen", query_string={"na": "WyJcdWQ4MDAiLCJ4Il0"}).status_code == 200


def test_a_host_that_no_name_can_have_is_refused(client):
    refused = client.get("/", headers={"Host": "9" * 80})
    assert (refused.status_code, refused.mimetype) == (400, "text/plain")


@pytest.mark.parametrize("kind", ["\0", "a\0b", "bestaat niet"])
def test_a_kind_that_does_not_exist_is_asked_again(client, anna, kind):
    sign_in(client, anna)
    refused = client.send("/elementen/nieuw", element_form(type_key=kind))
    assert refused.status_code == 422 and "Kies wat het is" in refused.text


def test_words_with_a_photo_are_one_clean_line(client, anna):
    sign_in(client, anna)
    photo = ready_photo(anna, None)
    ident = photo.id
    told = {"photos": str(ident), f"photos_alt_{ident}": " De wal\0\nvanaf  de weg ", "people_ok": "y"}
    done = client.send("/elementen/nieuw", element_form(**told))
    assert done.status_code == 303
    assert db.session.query(Element).one().photos[0].alt == "De wal vanaf de weg"


def test_words_of_the_desk_are_clean(client, anna, chris):
    sign_in(client, chris)
    poel = ElementFactory(author=anna)
    page = f"/controle/{poel.id}"
    version = re.search(r'name="version" value="(\d+)"', client.get(page).text)[1]
    told = {"version": version, "step": "return", "reason": " Welke\0 poel?\r\n\r\n\r\nDie bij de brug? "}
    assert client.send(page, told, to=f"{page}/besluit").status_code == 303
    assert poel.decisions[-1].reason == "Welke poel?\n\nDie bij de brug?"

"""Several species at one place and time: from the form, and as a device sends them."""

import re
import uuid

import pytest

from app.extensions import db
from app.models import Licence, Sighting
from app.queries.exact_places import find_exact
from tests.factories.elements import ElementFactory
from tests.factories.sightings import HAZEL_SPOT, sighting
from tests.forms.filled import sent_again, sighting_form
from tests.personas import sign_in
from tests.sync.device import Parcel, Phone

NEW = "/waarnemingen/nieuw"


def another(client, first, **told):
    """Fill in the form of another species, and send it as it stands there."""
    page = client.get(f"{NEW}?bij={first.id}").text
    action = re.search(r'<form class="hv-stack"[^>]*action="([^"]+)"', page)[1].replace("&amp;", "&")
    filled = {**sent_again(page), "people_ok": "", **told}
    return page, client.send(action, {name: value for name, value in filled.items() if value})


def newest(*before):
    return db.session.query(Sighting).where(Sighting.id.not_in([one.id for one in before])).one()


@pytest.mark.parametrize("accuracy_m", [None, 35.0, 4000.0])
def test_another_species_has_the_place_the_day_and_the_terms_of_the_first(client, anna, accuracy_m):
    wal = ElementFactory(published=True)
    told = {"licence": Licence.CC0, "element_id": wal.id, "notes": "bij het hek", "number": 3}
    first = sighting(anna, accuracy_m=accuracy_m, **told)
    sign_in(client, anna)
    page, answer = another(client, first, species="Steenuil")
    assert "Op de plek en de dag van Hazelaar" in page and "bij het hek" not in page
    assert answer.status_code == 303
    second = newest(first)
    where, there = (find_exact(one, viewer=anna) for one in (first, second))
    assert (there.shape, there.accuracy_m, there.seen_on) == (where.shape, accuracy_m, where.seen_on)
    assert there.element.id == wal.id
    assert (second.visit_id, second.licence, second.number) == (first.id, Licence.CC0, None)
    _, answer = another(client, second, species="Grutto")
    assert newest(first, second).visit_id == first.id, "the first of a visit gives its id to all"


def test_after_handing_in_the_way_to_another_species_stands_first(client, anna):
    sign_in(client, anna)
    sent = sighting_form(id=str(uuid.uuid4()))
    thanks = client.get(client.send(NEW, sent).location).text
    assert f'href="{NEW}?bij={sent["id"]}"' in thanks and "Nog een soort op deze plek" in thanks


@pytest.mark.parametrize("named", ["other", "nothing", "x"])
def test_of_a_sighting_that_is_not_ones_own_nothing_is_taken_over(client, anna, bram, named):
    ident = {"other": sighting(bram, published=True).id, "nothing": uuid.uuid4(), "x": "x"}[named]
    sign_in(client, anna)
    page = client.get(f"{NEW}?bij={ident}")
    assert page.status_code == 200 and "Op de plek en de dag van" not in page.text
    assert str(HAZEL_SPOT[0]) not in page.text
    sent = sighting_form(id=str(uuid.uuid4()), beside=str(ident), begin=None)
    answer = client.send(NEW, sent)
    assert answer.status_code == 422 and "Geef aan waar het is" in answer.text


def test_another_place_may_be_told_all_the_same(client, anna):
    first = sighting(anna, accuracy_m=35.0)
    sign_in(client, anna)
    another(client, first, species="Steenuil", begin="52,9 6,6")
    there = find_exact(newest(first), viewer=anna)
    assert (round(there.shape.x, 3), round(there.shape.y, 3)) == (6.6, 52.9)


def test_a_device_that_tells_no_place_means_that_of_the_first(app, anna):
    first = sighting(anna, accuracy_m=35.0)
    told = sighting_form(beside=str(first.id), visit=str(first.id), begin=None, id=None)
    parcel = Parcel(anna.id, "sighting", told, None)
    assert Phone(app, anna).put(parcel).status_code == 201
    there = find_exact(db.session.get(Sighting, parcel.id), viewer=anna)
    assert (there.shape.coords[0], there.accuracy_m) == (HAZEL_SPOT, 35.0)

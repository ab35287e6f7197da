"""To others every page is the same, to the letter, wherever in its square a vulnerable sighting was.

And whoever saw it. So no list, filter, count or total can tell; the crawl finds later ones too.
"""

import re
from dataclasses import dataclass

import pytest
import shapely

from app.extensions import db
from app.models import Element, Role, Sighting, State, User
from app.models.exact_places import ExactPlace
from app.queries.sightings import find_on
from app.services.public_place import near_village, public_place
from app.spatial.crs import wgs84_of
from app.spatial.exact import reading_exact_places
from app.spatial.shapes import wgs84
from tests.checks.attack import TOKEN
from tests.checks.crawl import crawl
from tests.factories.elements import ElementFactory
from tests.factories.exports import bytes_of, made_export, texts_in
from tests.factories.people import UserFactory
from tests.factories.sightings import DAY, stored_sighting
from tests.halves import shared_out
from tests.personas import sign_in

HERE, THERE = wgs84_of(237_310, 562_430), wgs84_of(237_870, 562_880)  # in one square of a kilometre
OUT = {"state": State.PUBLISHED, "waits": False}
EXACT = ExactPlace.__table__
MADE_ANEW = re.compile(
    r'(<input[^>]* name="id"[^>]*>)|(nonce-[^\'"; ]+)|"error_id":"[^"]*"|<strong>[0-9A-Z]{6}</strong>'
)


@dataclass
class Scene:
    """An adder and an owl that Anna saw at the first of two elements, and a hazel in the open."""

    coarse: list[Sighting]
    hazel: Sighting
    elements: list[Element]
    another: User


@pytest.fixture
def scene(anna) -> Scene:
    elements = [
        ElementFactory(published=True, lon=lon, lat=lat, title=f"Poel {name}", name=f"Poel {name}")
        for name, (lon, lat) in (("Hier", HERE), ("Ginds", THERE))
    ]
    anna.show_name = True
    told = {"at": HERE, "element_id": elements[0].id, **OUT}
    adder = stored_sighting(anna, blur_km=5, claimed_key="vipera-berus", species_key="vipera-berus", **told)
    owl = stored_sighting(anna, blur_km=1, claimed_key="athene-noctua", species_key="athene-noctua", **told)
    unnamed = stored_sighting(anna, blur_km=1, claim_text="Iets bruins", **told)
    key = "corylus-avellana"
    hazel = stored_sighting(anna, blur_km=0, claimed_key=key, species_key=key, **told)
    another = UserFactory(name="Gerrit Voorbeeld", email="gerrit@example.nl", show_name=True)
    return Scene([adder, owl, unnamed], hazel, elements, another)


def everything(app, client) -> dict[str, str]:
    """Return what each address tells, without what is made anew for each visit."""
    seen = {}
    for one in crawl(app, client):
        told = one.answer.mimetype.startswith(("text", "application"))
        text = one.answer.get_data(as_text=True) if told else str(one.answer.content_length)
        seen[one.address] = MADE_ANEW.sub("", TOKEN.sub("", text))
    return seen


def differences(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return sorted(one for one in {*before, *after} if before.get(one) != after.get(one))


def move(sighting: Sighting, element: Element, spot=THERE) -> None:
    """Let it have been elsewhere in its square, with all that follows from it."""
    point = shapely.Point(spot)
    told = {"accuracy_m": 3.0, "seen_on": DAY, "element_id": element.id}
    for name, value in public_place(point, blur_km=sighting.blur_km, **told).items():
        setattr(sighting, name, value)
    sighting.municipality_code = near_village(point)[1]
    sighting.notes = "Er werd iets veranderd"  # so that no kept page is shown
    with reading_exact_places():
        row = EXACT.update().where(EXACT.c.sighting_id == sighting.id)
        db.session.execute(row.values(shape=wgs84(point), seen_at="21:30", **told))
    db.session.commit()


@pytest.fixture(params=shared_out(["", "bram"]))
def look(request, app, client, bram):
    """Look at everything as a visitor, and as another volunteer."""
    if request.param:
        sign_in(client, bram)
    return lambda: everything(app, client)


@pytest.mark.L04
@pytest.mark.L05
@pytest.mark.L08
def test_nothing_changes_when_it_was_elsewhere_in_its_square_or_someone_else_saw_it(look, scene):
    before = look()
    assert any("Anna Voorbeeld" in text for text in before.values()), "her exact ones do carry her name"
    for one in scene.coarse:
        move(one, scene.elements[1])
    assert differences(before, look()) == []
    for one in scene.coarse:
        one.author = scene.another
    db.session.commit()
    assert differences(before, look()) == []


@pytest.mark.L05
@pytest.mark.L08
@pytest.mark.once("postgis")
def test_of_what_is_in_the_open_both_can_be_seen(app, client, scene):
    before = everything(app, client)
    move(scene.hazel, scene.elements[1])
    moved = everything(app, client)
    assert f"/elementen/{scene.elements[0].id}" in differences(before, moved)
    scene.hazel.author = scene.another
    db.session.commit()
    assert differences(moved, everything(app, client)) == [f"/waarnemingen/{scene.hazel.id}"]


@pytest.mark.L05
@pytest.mark.once
def test_a_count_that_knows_the_true_element_is_noticed(app, client, scene, monkeypatch):
    def with_all(element):
        with reading_exact_places():
            on = db.session.execute(EXACT.select().where(EXACT.c.element_id == element.id)).all()
        return [*find_on(element)] * len(on)

    monkeypatch.setattr("app.routes.elements.find_on", with_all)
    before = everything(app, client)
    move(scene.coarse[0], scene.elements[1])
    assert f"/elementen/{scene.elements[0].id}" in differences(before, everything(app, client))


@pytest.mark.L08
@pytest.mark.once("postgis")
def test_a_name_beside_a_vulnerable_one_is_noticed(app, client, scene, monkeypatch):
    monkeypatch.setattr("app.routes.sightings.shows_author", lambda _sighting: True)
    before = everything(app, client)
    scene.coarse[0].author = scene.another
    db.session.commit()
    assert differences(before, everything(app, client)) == [f"/waarnemingen/{scene.coarse[0].id}"]


@pytest.mark.L08
def test_the_desk_knows_who_saw_it(client, scene, chris):
    sign_in(client, chris)
    assert chris.role == Role.COORDINATOR
    assert "Anna Voorbeeld" in client.get(f"/controle/{scene.coarse[0].id}").text


def in_files(person: User) -> dict[str, str]:
    """Return what each kind of file tells that holds all, or what one filter leaves."""
    found = {}
    for kind in ("csv", "darwin_core"):
        for asked in ({}, {"town": "GM1730"}, {"town": "GM1680"}, {"square": "237-562"}):
            export = made_export(person, kind, **asked)
            data = bytes_of(export)
            text = texts_in(data) if kind == "darwin_core" else data.decode("utf-8-sig")
            found[f"{kind} {asked}"] = text.replace(str(export.id), "")
            db.session.delete(export)  # there is a bound to how many one asks for
            db.session.commit()
    return found


@pytest.mark.L04
@pytest.mark.L05
@pytest.mark.L08
@pytest.mark.usefixtures("data_dir")
def test_files_stay_the_same_too_and_those_in_the_open_do_not(scene, bram, monkeypatch):
    monkeypatch.setattr("app.services.exports.A_DAY", 100)
    before = in_files(bram)
    for one in scene.coarse:
        move(one, scene.elements[1])
        one.author = scene.another
    db.session.commit()
    told = [asked for asked, text in before.items() if "noctua" in text]
    assert len(told) == 6, "the owl is in all of its square, and of its municipality"
    assert differences(before, in_files(bram)) == []
    move(scene.hazel, scene.elements[1])
    scene.hazel.author = scene.another
    db.session.commit()
    assert differences(before, in_files(bram))

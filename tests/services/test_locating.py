"""Elements get municipality, network and area type from the maps; what a person said stays."""

import pytest
import shapely
from sqlalchemy import select

from app import queue
from app.core.clock import now
from app.core.ids import new_id
from app.extensions import db
from app.jobs.worker import Worker
from app.models import (
    AreaImport,
    AreaLayer,
    AreaType,
    CoreNetwork,
    Element,
    Job,
    MapLayer,
    Source,
    State,
    Submission,
)
from app.services import locating
from app.services.areas import apply_areas, undo_areas
from app.services.changes import ChangeFacts, propose_change
from app.services.elements import ElementFacts, edit_element, register_element
from app.services.locating import locate_element, locate_some
from app.services.moderation import Verdict, decide, undo
from app.services.plain import plain_of
from tests.factories.areas import ASSEN, TYNAARLO, area_layer
from tests.factories.elements import ElementFactory, place_named
from tests.factories.maintenance import MaintenanceLogFactory

NETWORK = ("1", "Natuurnetwerk", shapely.box(6.54, 52.99, 6.60, 53.01))
SPOT = shapely.Point(6.5625, 52.9967)  # in Assen and in the network
ZEIJEN = (6.5443, 53.09)  # in Tynaarlo


def facts(**more) -> ElementFacts:
    told = {"type_key": "pond_small_historic_water", "place_id": place_named("Assen").id, "shape": SPOT}
    return ElementFacts(**(told | more))


def where(element) -> tuple:
    db.session.expire_all()
    found = db.session.get(Element, element.id)
    assert found.in_municipality == found.municipality_code
    return (found.municipality_code, found.municipality_by, found.core_network, found.core_network_by)


def tokens() -> dict[str, str]:
    return dict(db.session.execute(select(MapLayer.name, MapLayer.token)).all())


def looks() -> int:
    return len(db.session.scalars(select(Job).where(Job.name == "checks.look")).all())


def test_what_is_new_is_looked_at_once_and_again_only_when_it_is_located_after_that(app, anna):
    ident = new_id()
    register_element(ident, facts(), actor=anna)
    locate_element(ident)
    assert looks() == 1
    Worker(app).run_until_empty()
    assert looks() == 0
    locate_element(ident)
    assert looks() == 1


def test_without_maps_the_village_says_it(anna):
    element = ElementFactory(author=anna)
    locate_element(element.id)
    assert where(element) == ("GM0106", Source.VILLAGE, CoreNetwork.UNKNOWN, None)


def test_the_maps_say_it(anna):
    element = ElementFactory(author=anna, lon=ZEIJEN[0], lat=ZEIJEN[1])  # of the village Assen
    area_layer(AreaLayer.MUNICIPALITIES, ASSEN, TYNAARLO)
    area_layer(AreaLayer.NNN, NETWORK)
    area_layer(AreaLayer.AREA_TYPES, ("1", "x", ASSEN[2]), value="farming")
    version = element.version
    locate_element(element.id)
    assert where(element) == ("GM1730", Source.MAP, CoreNetwork.NONE, Source.MAP)
    inside = ElementFactory(author=anna)
    locate_element(inside.id)
    assert where(inside) == ("GM0106", Source.MAP, CoreNetwork.NNN, Source.MAP)
    assert (inside.area_type, inside.area_type_by) == (AreaType.FARMING, Source.MAP)
    assert element.version == version, "a form that is open stays good"


def test_outside_every_area_the_village_says_it(anna):
    element = ElementFactory(author=anna, lon=6.9, lat=52.75)
    area_layer(AreaLayer.MUNICIPALITIES, ASSEN)
    area_layer(AreaLayer.AREA_TYPES, ("1", "x", ASSEN[2]), value="farming")
    locate_element(element.id)
    assert where(element)[:2] == ("GM0106", Source.VILLAGE)
    assert (element.area_type, element.area_type_by) == (AreaType.UNKNOWN, Source.MAP)


def test_a_municipality_over_the_border_is_not_ours(anna):
    element = ElementFactory(author=anna)
    area_layer(AreaLayer.MUNICIPALITIES, ("GM0014", "Groningen", ASSEN[2]))
    locate_element(element.id)
    assert where(element)[:2] == ("GM0106", Source.VILLAGE)


def test_a_line_over_a_border_belongs_where_its_middle_is(anna):
    line = shapely.LineString([(6.56, 53.02), (6.56, 53.09)])
    element = ElementFactory(author=anna, geometry=line, type_key="wooded_bank", village="Zeijen")
    area_layer(AreaLayer.MUNICIPALITIES, ASSEN, TYNAARLO)
    locate_element(element.id)
    assert where(element)[:2] == ("GM0106", Source.MAP)


def test_what_a_person_said_stays(anna):
    area_layer(AreaLayer.MUNICIPALITIES, ASSEN, TYNAARLO)
    area_layer(AreaLayer.NNN, NETWORK)
    element = ElementFactory(
        author=anna, municipality_code="GM1730", municipality_by=Source.PERSON,
        core_network=CoreNetwork.DNN, core_network_by=Source.PERSON,
        area_type=AreaType.LIVING, area_type_by=Source.PERSON,
    )  # fmt: skip
    locate_element(element.id)
    assert where(element) == ("GM1730", Source.PERSON, CoreNetwork.DNN, Source.PERSON)
    assert element.area_type == AreaType.LIVING


def test_what_waits_about_it_moves_along(anna):
    element = ElementFactory(author=anna, lon=ZEIJEN[0], lat=ZEIJEN[1], published=True)
    waiting = MaintenanceLogFactory(author=anna, element=element, municipality_code="GM0106")
    done = MaintenanceLogFactory(author=anna, element=element, municipality_code="GM0106", published=True)
    area_layer(AreaLayer.MUNICIPALITIES, ASSEN, TYNAARLO)
    locate_element(element.id)
    db.session.expire_all()
    assert waiting.municipality_code == "GM1730"
    assert done.municipality_code == "GM0106", "what was decided stays where it was"


def test_tiles_and_pages_follow_only_when_the_public_sees_a_change(anna):
    hidden = ElementFactory(author=anna, lon=ZEIJEN[0], lat=ZEIJEN[1])
    public = ElementFactory(author=anna, lon=ZEIJEN[0], lat=ZEIJEN[1], published=True)
    area_layer(AreaLayer.MUNICIPALITIES, ASSEN, TYNAARLO)
    before = tokens()
    locate_element(hidden.id)
    assert tokens() == before
    locate_element(public.id)
    assert {name for name, token in tokens().items() if token != before.get(name)} == {"elements", "pages"}
    before = tokens()
    locate_element(public.id)
    assert tokens() == before


@pytest.mark.committed
def test_applying_and_undoing_locate_all_in_batches(app, anna, chris, monkeypatch):
    monkeypatch.setattr(locating, "BATCH", 3)
    idents = [ElementFactory(author=anna, lon=ZEIJEN[0], lat=ZEIJEN[1]).id for _n in range(7)]
    found = area_layer(AreaLayer.MUNICIPALITIES, ASSEN, TYNAARLO, state="checked")
    apply_areas(found.id, actor=chris)
    assert Worker(app).run_until_empty() == 4, "three batches, and all that waits is looked at again"
    codes = select(Submission.municipality_code).where(Submission.id.in_(idents))
    db.session.expire_all()
    assert set(db.session.scalars(codes)) == {"GM1730"}
    done = db.session.get(AreaImport, found.id)
    assert (done.done, done.total) == (7, 7)
    undo_areas(found.id, actor=chris)
    Worker(app).run_until_empty()
    db.session.expire_all()
    assert set(db.session.scalars(codes)) == {"GM0106"}
    assert set(db.session.scalars(select(Element.municipality_by))) == {Source.VILLAGE}


@pytest.mark.committed
def test_a_worker_that_dies_half_way_is_followed_by_one_that_goes_on(app, anna, chris, monkeypatch):
    monkeypatch.setattr(locating, "BATCH", 2)
    for _n in range(5):
        ElementFactory(author=anna, lon=ZEIJEN[0], lat=ZEIJEN[1])
    found = area_layer(AreaLayer.MUNICIPALITIES, ASSEN, TYNAARLO, state="checked")
    apply_areas(found.id, actor=chris)
    Worker(app).work_once()

    def die(*_args):
        raise OSError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(locating, "_move", die)
        Worker(app).work_once()
    db.session.expire_all()
    assert db.session.get(AreaImport, found.id).done == 2, "nothing of the broken batch was stored"
    db.session.scalars(select(Job)).one().due_at = now()
    db.session.commit()
    Worker(app).run_until_empty()
    db.session.expire_all()
    assert set(db.session.scalars(select(Element.municipality_code))) == {"GM1730"}


def test_a_new_element_is_located_by_job(anna):
    area_layer(AreaLayer.MUNICIPALITIES, ASSEN, TYNAARLO)
    element = register_element(new_id(), facts(), actor=anna)
    assert (element.municipality_by, element.core_network) == (Source.VILLAGE, CoreNetwork.UNKNOWN)
    job = db.session.scalars(select(Job).where(Job.name == locating.LOCATE)).one()
    locate_element(element.id)
    assert job.payload == {"element_id": str(element.id)}
    db.session.expire_all()
    assert element.municipality_by == Source.MAP


def test_the_same_form_again_changes_nothing_of_what_the_map_said(anna):
    area_layer(AreaLayer.MUNICIPALITIES, ASSEN, TYNAARLO)
    element = register_element(new_id(), facts(), actor=anna)
    locate_element(element.id)
    db.session.expire_all()
    version = element.version
    edit_element(element.id, facts(), version=version, actor=anna)
    assert (element.version, element.municipality_by) == (version, Source.MAP)


def test_a_person_says_it_and_takes_it_back(anna):
    area_layer(AreaLayer.MUNICIPALITIES, ASSEN, TYNAARLO)
    told = facts(municipality_code="GM1730", core_network=CoreNetwork.DNN, area_type=AreaType.LIVING)
    element = register_element(new_id(), told, actor=anna)
    locate_element(element.id)
    assert where(element) == ("GM1730", Source.PERSON, CoreNetwork.DNN, Source.PERSON)
    edit_element(element.id, facts(), version=element.version, actor=anna)
    locate_element(element.id)
    assert where(element)[1:] == (Source.MAP, CoreNetwork.UNKNOWN, None)


def test_an_element_that_moved_is_located_anew(anna):
    area_layer(AreaLayer.MUNICIPALITIES, ASSEN, TYNAARLO)
    element = register_element(new_id(), facts(), actor=anna)
    locate_element(element.id)
    db.session.expire_all()
    edit_element(element.id, facts(shape=shapely.Point(*ZEIJEN)), version=element.version, actor=anna)
    locate_element(element.id)
    assert where(element)[:2] == ("GM1730", Source.MAP)


def test_gone_elements_and_imports_are_fine():
    locate_element(new_id())
    locate_some(new_id(), "")


@pytest.mark.committed
def test_a_batch_and_the_end_of_its_job_are_one_step(anna, chris, monkeypatch):
    monkeypatch.setattr(locating, "BATCH", 1)
    for _n in range(2):
        ElementFactory(author=anna)
    found = area_layer(AreaLayer.MUNICIPALITIES, ASSEN, state="checked")
    apply_areas(found.id, actor=chris)
    mine = queue.claim("w", host="h")
    with queue.running(mine):
        locate_some(found.id, "")
    jobs = db.session.scalars(select(Job)).all()
    assert [job.payload["after"] != "" for job in jobs] == [True], "only the one for the next batch is left"


def test_a_correction_says_it_and_undo_takes_it_back(anna, chris):
    area_layer(AreaLayer.MUNICIPALITIES, ASSEN, TYNAARLO)
    element = ElementFactory(author=anna, published=True)
    locate_element(element.id)
    db.session.expire_all()
    base = plain_of(element)
    assert base["municipality_code"] is None, "the map said it, nobody else"
    wanted = {"municipality_code": "GM1730", "core_network": "dnn"}
    about = ChangeFacts(element_id=element.id, base_version=element.version, base=base, wanted=wanted)
    item = propose_change(new_id(), about, actor=anna)
    seen = element.version
    decide(Verdict(id=item.id, version=item.version, step="publish", element_version=seen), actor=chris)
    assert where(element) == ("GM1730", Source.PERSON, CoreNetwork.DNN, Source.PERSON)
    jobs = select(Job).where(Job.name == locating.LOCATE)
    assert db.session.scalars(jobs).first() is not None
    undo(item.id, actor=chris)
    locate_element(element.id)
    assert where(element)[:2] == ("GM0106", Source.MAP)


def test_all_states_are_located(anna):
    area_layer(AreaLayer.MUNICIPALITIES, ASSEN, TYNAARLO)
    for state in State:
        element = ElementFactory(author=anna, state=state, waits=False)
        locate_element(element.id)
        assert where(element)[1] == Source.MAP
    assert place_named("Zeijen").municipality_code == "GM1730"

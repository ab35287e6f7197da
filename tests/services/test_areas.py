"""A map comes in: dry run, one transaction, the same again adds nothing, undo brings the one before back."""

import io
import os

import pytest
import shapely
from sqlalchemy import func, select

from app.core.errors import ConflictError, NotAllowedError, NotFoundError
from app.core.ids import new_id
from app.extensions import db
from app.jobs.worker import Worker
from app.models import Area, AreaImport, AreaLayer, ImportState
from app.queries.areas import get_import, layer_of
from app.services import area_reading
from app.services.area_reading import read_areas, receive_areas, sweep_area_files
from app.services.area_rows import judge
from app.services.areas import apply_areas, drop_areas, undo_areas
from app.storage import area_files
from tests import maps
from tests.factories.areas import ASSEN, TYNAARLO, area_layer

pytestmark = pytest.mark.usefixtures("data_dir")
MUNICIPALITIES, NATURA2000 = AreaLayer.MUNICIPALITIES, AreaLayer.NATURA2000
WITTERVELD = {"nr": "24", "naam_n2k": "Witterveld"}
TYPES = ["Agrarisch gebruik leidend", "living_working", "patterns", "Natuurlijk proces leidend"]


def sent(data: bytes, actor, layer=MUNICIPALITIES, name="grenzen.geojson") -> AreaImport:
    """Hand in a file and let the job read it."""
    found = receive_areas(io.BytesIO(data), layer=layer, source=name, credit="© Kadaster", actor=actor)
    read_areas(found.id)
    return get_import(found.id)


def said(found: AreaImport) -> list[tuple[int, str, str]]:
    return [(line["row"], line["level"], line["sentence"] % line["values"]) for line in found.report]


def areas_of(found: AreaImport) -> list[str]:
    names = select(Area.name).where(Area.import_id == found.id).order_by(Area.name)
    return list(db.session.scalars(names))


@pytest.mark.G08
def test_a_dry_run_changes_nothing_that_counts(chris):
    found = sent(maps.towns(), chris)
    assert (found.state, found.total, areas_of(found)) == (ImportState.CHECKED, 2, ["Assen", "Emmen"])
    assert layer_of(MUNICIPALITIES) is None
    assert list(area_files.folder().iterdir()) == [], "the file as sent is gone"
    assert "Deze gemeenten van Drenthe ontbreken: Aa en Hunze, Borger-Odoorn" in said(found)[0][2]


@pytest.mark.G08
def test_applying_is_one_step_and_twice_is_once(chris):
    found = sent(maps.towns(), chris)
    first = apply_areas(found.id, actor=chris).applied_at
    assert apply_areas(found.id, actor=chris).applied_at == first
    assert layer_of(MUNICIPALITIES).id == found.id


@pytest.mark.G08
def test_the_same_content_again_adds_nothing_whatever_its_order(chris):
    apply_areas(sent(maps.towns(), chris).id, actor=chris)
    before = db.session.scalar(select(func.count()).select_from(Area))
    turned = maps.collection((maps.EMMEN, maps.EMMEN_BOX), (maps.ASSEN, shapely.normalize(maps.ASSEN_BOX)))
    again = sent(turned, chris)
    assert (again.state, again.error) == (ImportState.FAILED, area_reading.SAME)
    assert db.session.scalar(select(func.count()).select_from(Area)) == before


@pytest.mark.G08
def test_two_dry_runs_of_the_same_file_are_applied_once(chris):
    first, second = sent(maps.towns(), chris), sent(maps.towns(), chris)
    apply_areas(first.id, actor=chris)
    with pytest.raises(ConflictError, match="niets veranderd"):
        apply_areas(second.id, actor=chris)
    assert layer_of(MUNICIPALITIES).id == first.id


@pytest.mark.G08
def test_undo_brings_back_the_import_before(chris):
    first = sent(maps.towns(), chris)
    apply_areas(first.id, actor=chris)
    second = sent(maps.collection((maps.ASSEN, maps.ASSEN_BOX)), chris)
    apply_areas(second.id, actor=chris)
    with pytest.raises(ConflictError):
        undo_areas(first.id, actor=chris)
    undo_areas(second.id, actor=chris)
    undo_areas(second.id, actor=chris)
    assert layer_of(MUNICIPALITIES).id == first.id
    apply_areas(second.id, actor=chris)
    assert layer_of(MUNICIPALITIES).id == second.id, "and it can be used again"


def test_only_what_was_never_used_can_be_thrown_away(chris):
    found = sent(maps.towns(), chris)
    drop_areas(found.id, actor=chris)
    drop_areas(found.id, actor=chris)
    assert db.session.scalar(select(func.count()).select_from(Area)) == 0
    used = sent(maps.towns(), chris)
    apply_areas(used.id, actor=chris)
    with pytest.raises(ConflictError):
        drop_areas(used.id, actor=chris)
    with pytest.raises(NotFoundError):
        apply_areas(new_id(), actor=chris)


def test_volunteers_cannot(anna, chris):
    found = sent(maps.towns(), chris)
    for step in (apply_areas, undo_areas, drop_areas):
        with pytest.raises(NotAllowedError):
            step(found.id, actor=anna)
    with pytest.raises(NotAllowedError):
        sent(maps.towns(), anna)
    assert list(area_files.folder().iterdir()) == []


@pytest.mark.G08
@pytest.mark.parametrize(
    ("fields", "shape", "sentence"),
    [
        ({"statcode": "GM0106", "statnaam": "Emmen"}, maps.ASSEN_BOX, "Code GM0106 is van Assen."),
        (maps.ASSEN, maps.EMMEN_BOX, "Assen ligt niet waar het hoort."),
        (
            {"statcode": "GM9999", "statnaam": "Nieuw"},
            maps.ASSEN_BOX,
            "Deze code kennen wij niet, maar hier ligt Assen.",
        ),
        (
            {"statcode": "X", "statnaam": "Assen"},
            maps.ASSEN_BOX,
            "De code van deze gemeente kennen wij niet: X",
        ),
        ({"statcode": "GM0106", "statnaam": " "}, maps.ASSEN_BOX, "Dit gebied heeft geen naam."),
        (
            {"statcode": "GM0106", "statnaam": "AssenÃ«"},
            maps.ASSEN_BOX,
            "De letters van de naam kloppen niet: AssenÃ«",
        ),
        (maps.EMMEN, maps.EMMEN_BOX, "Dit gebied staat er twee keer in, ook op regel 1."),
        (maps.ASSEN, maps.BOW, "De rand kruist zichzelf. Wij weten niet welk gebied bedoeld is."),
        (maps.ASSEN, None, "Er is geen vorm bij deze regel."),
    ],
)
def test_each_wrong_row_has_its_own_sentence_and_the_others_stay(chris, fields, shape, sentence):
    found = sent(maps.collection((maps.EMMEN, maps.EMMEN_BOX), (fields, shape)), chris)
    assert (2, "error", sentence) in said(found)
    assert areas_of(found) == ["Emmen"]


def test_codes_without_letters_and_municipalities_over_the_border(chris):
    haren = ({"code": "0014", "naam": "Groningen"}, shapely.box(6.5, 53.2, 6.7, 53.25))
    found = sent(maps.collection(({"code": "106", "naam": "Assen"}, maps.ASSEN_BOX), haren), chris)
    codes = db.session.scalars(select(Area.code).where(Area.import_id == found.id).order_by(Area.code)).all()
    assert codes == ["GM0014", "GM0106"]


def test_what_lies_far_away_is_left_out_in_one_sentence(chris):
    far = [({"nr": str(n), "naam_n2k": "Waal"}, shapely.box(5, 51.8, 5.1, 51.9)) for n in range(40)]
    found = sent(maps.collection((WITTERVELD, maps.ASSEN_BOX), *far), chris, NATURA2000)
    assert said(found) == [(0, "info", "40 gebieden liggen niet bij Drenthe. Die laten we weg.")]
    assert areas_of(found) == ["Witterveld"]


def test_parts_of_one_area_are_kept_and_repeats_are_not(chris):
    other = shapely.box(6.7, 52.8, 6.8, 52.9)
    rows = [(WITTERVELD, maps.ASSEN_BOX), (WITTERVELD, other), (WITTERVELD, maps.ASSEN_BOX)]
    found = sent(maps.collection(*rows), chris, NATURA2000)
    assert areas_of(found) == ["Witterveld"] * 2
    assert said(found) == [(3, "error", "Dit gebied staat er twee keer in, ook op regel 1.")]


@pytest.mark.parametrize("value", TYPES)
def test_the_four_area_types(chris, value):
    found = sent(maps.collection(({"gebiedstype": value}, maps.ASSEN_BOX)), chris, AreaLayer.AREA_TYPES)
    assert found.state == ImportState.CHECKED
    kept = db.session.scalars(select(Area.value).where(Area.import_id == found.id)).one()
    assert kept in {"farming", "living", "patterns", "nature"}
    other = sent(maps.collection(({"gebiedstype": "Bos"}, maps.ASSEN_BOX)), chris, AreaLayer.AREA_TYPES)
    assert said(other)[0] == (1, "error", "Dit is geen van de vier gebiedstypen: Bos")
    assert other.state == ImportState.FAILED


def test_a_refused_file_says_why(chris):
    found = sent(maps.zipped({"a.txt": b"x"}), chris)
    assert found.state == ImportState.FAILED and "geen kaart" in found.error
    empty = sent(maps.collection(), chris)
    assert (empty.state, areas_of(empty)) == (ImportState.FAILED, [])
    assert empty.error == "Er is geen enkel gebied bij Drenthe in dit bestand."


def test_a_long_report_ends_in_a_count(chris):
    rows = [({"nr": str(n), "naam_n2k": "X"}, None) for n in range(400)]
    found = sent(maps.collection((WITTERVELD, maps.ASSEN_BOX), *rows), chris, NATURA2000)
    assert len(found.report) == 301 and said(found)[-1][2] == "En nog 100 regels."


@pytest.mark.committed
def test_through_the_queue_a_file_is_read_on_its_own_server(app, chris):
    found = receive_areas(
        io.BytesIO(maps.towns()), layer=MUNICIPALITIES, source="a/../../b.geojson", credit="", actor=chris
    )
    Worker(app).run_until_empty()
    assert db.session.get(AreaImport, found.id, populate_existing=True).state == ImportState.CHECKED


@pytest.mark.committed
def test_a_worker_that_dies_while_reading_leaves_the_file_for_the_next(app, chris, monkeypatch):
    found = receive_areas(io.BytesIO(maps.towns()), layer=MUNICIPALITIES, source="a", credit="", actor=chris)

    def die(*_args, **_kwargs):
        raise OSError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(area_reading, "judge", die)
        with pytest.raises(OSError, match="power cut"):
            read_areas(found.id)
    assert area_files.path_of(found.id).exists()
    read_areas(found.id)
    read_areas(found.id)
    assert areas_of(found) == ["Assen", "Emmen"]


def test_a_file_that_nobody_reads_is_swept_up(chris):
    ident = new_id()
    area_files.receive(io.BytesIO(b"x"), ident)
    sweep_area_files()
    assert area_files.path_of(ident).exists()
    unpacked = area_files.folder() / "map-x"
    unpacked.mkdir()
    (unpacked / "map.shp").write_bytes(b"x")
    for path in (area_files.path_of(ident), unpacked):
        os.utime(path, (0, 0))
    sweep_area_files()
    assert not unpacked.exists()
    assert not area_files.path_of(ident).exists()


def test_the_newest_applied_import_is_the_layer():
    area_layer(MUNICIPALITIES, ASSEN, days=-2)
    newest = area_layer(MUNICIPALITIES, TYNAARLO, days=-1)
    area_layer(MUNICIPALITIES, ASSEN, state=ImportState.UNDONE)
    area_layer(NATURA2000, ASSEN)
    assert layer_of(MUNICIPALITIES).id == newest.id


def test_rows_are_judged_without_a_database():
    assert judge(NATURA2000, [], []).report[0]["level"] == "error"

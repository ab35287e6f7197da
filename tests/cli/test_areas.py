"""flask areas: import, list, undo."""

import pytest

from app.extensions import db
from app.models import AreaImport, AreaLayer
from app.queries.areas import layer_of
from tests import maps


@pytest.fixture
def run(app):
    runner = app.test_cli_runner()

    def run(*words):
        done = runner.invoke(args=["areas", *words])
        db.session.expire_all()
        return done.exit_code, done.output

    return run


@pytest.mark.G08
def test_a_dry_run_then_applied_then_undone(run, tmp_path):
    path = tmp_path / "gemeenten.geojson"
    path.write_bytes(maps.towns())
    code, said = run("import", "--layer", "municipalities", str(path))
    assert code == 0 and "2 areas, checked." in said and "ontbreken" in said
    assert layer_of(AreaLayer.MUNICIPALITIES) is None
    code, said = run("import", "--layer", "municipalities", "--apply", str(path))
    assert code == 0 and "It counts now" in said
    found = layer_of(AreaLayer.MUNICIPALITIES)
    assert found.source == "gemeenten.geojson"
    code, said = run("import", "--layer", "municipalities", "--apply", str(path))
    assert code == 1 and "niets veranderd" in said
    _code, listed = run("list")
    assert listed.count("gemeenten.geojson") == 3 and str(found.id) in listed
    assert run("undo", str(found.id))[0] == 0
    assert layer_of(AreaLayer.MUNICIPALITIES) is None
    assert run("undo", str(found.id))[0] == 0


def test_a_refused_file_ends_with_an_error(run, tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(maps.zipped({"a.txt": b"x"}))
    code, said = run("import", "--layer", "nnn", str(path))
    assert code == 1 and "geen kaart" in said
    assert db.session.query(AreaImport).one().state == "failed"

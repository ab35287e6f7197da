"""flask species import: a dry run first, then for good; what is refused is said."""

import pytest

from app.extensions import db
from app.models import Species
from tests.checklists import checklist, taxon


@pytest.fixture
def run(app, tmp_path):
    path = tmp_path / "lijst.zip"

    def running(data: bytes, *words):
        path.write_bytes(data)
        done = app.test_cli_runner().invoke(args=["species", "import", str(path), *words])
        db.session.expire_all()
        return done.exit_code, done.output

    return running


def test_a_dry_run_and_then_for_good(run):
    data = checklist([taxon(1, "Turdus merula"), taxon(2, "")], [(1, "Merel", "nl")])
    code, said = run(data, "--dry-run")
    assert (
        code == 0
        and said.startswith("Would be: 1 new, 0 changed, 0 the same, 1 refused")
        and "row 2:" in said
    )
    assert db.session.get(Species, "turdus-merula") is None
    code, said = run(data)
    assert code == 0 and said.startswith("Species: 1 new")
    assert db.session.get(Species, "turdus-merula").dutch_name == "Merel"


def test_what_is_no_checklist_is_refused(run):
    code, said = run(b"hallo")
    assert code == 1 and "beschadigd" in said


def test_no_more_than_a_hundred_wrong_rows_are_told(run):
    _, said = run(checklist([taxon(n, "") for n in range(130)]))
    assert said.count("row ") == 100 and "and 30 more." in said

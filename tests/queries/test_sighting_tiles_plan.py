"""A tile of sightings is read by the index of places, on both databases, among thousands (G11)."""

import datetime as dt
import uuid

import pytest
import shapely
from sqlalchemy import insert, text

from app.core.clock import now
from app.extensions import db
from app.models import Licence, Sighting, State, Submission
from app.queries.sighting_tiles import spots_select, squares_select
from app.queries.sightings import SightingFilter
from app.spatial.shapes import mercator, wgs84
from app.spatial.tiles import Tile

MANY = 3000
HERE = Tile(14, 8490, 5337)
ASKED = [
    SightingFilter(),
    SightingFilter(species_key="athene-noctua"),
    SightingFilter(group="bird", year=2026),
    SightingFilter(red_list=True, town="GM0106"),
]


@pytest.fixture
def thousands(anna):
    """Sightings all over Drenthe, one in four coarse, all published."""
    parents, children = [], []
    for at in range(MANY):
        ident, spot = uuid.uuid4(), shapely.Point(6.2 + at % 60 / 80, 52.65 + at // 60 / 110)
        common = {"id": ident, "kind": "sighting", "version": 1, "schema_version": 1, "checks": []}
        facts = {"state": State.PUBLISHED, "waits": False, "received_at": now(), "envelope_sha256": "0" * 64}
        parents.append(common | facts | {"author_id": anna.id})
        place = {"shape": wgs84(spot), "shape_3857": mercator(spot), "square": "233-557"}
        kind = ["athene-noctua", "corylus-avellana"][at % 2]
        told = {"species_key": kind, "claimed_key": kind, "claim_text": "", "claim_group": "", "notes": ""}
        words = {"stage": "unknown", "behaviour": "unknown", "origin": "unknown", "licence": Licence.CC_BY}
        rest = {"absent": False, "place_edits": 0, "seen_from": dt.date(2026, 5, 17), "village": ""}
        seen = {"id": ident, "blur_km": int(at % 4 == 0), "town_code": ["GM0106", "GM0114"][at % 2]}
        children.append(seen | place | told | words | rest)
    db.session.execute(insert(Submission.__table__), parents)
    db.session.execute(insert(Sighting.__table__), children)
    db.session.commit()
    db.session.execute(text("ANALYZE"))


@pytest.mark.G11
@pytest.mark.parametrize("asked", ASKED, ids=str)
@pytest.mark.parametrize("question", [spots_select, squares_select])
def test_a_tile_reads_what_lies_in_it_by_the_index_of_places(question, asked, thousands):
    found = question(HERE, asked).compile(db.engine, compile_kwargs={"literal_binds": True})
    explain = "EXPLAIN " if db.engine.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN "
    steps = [" ".join(map(str, row)) for row in db.session.connection().exec_driver_sql(explain + str(found))]
    plan = "\n".join(steps)
    assert "idx_sighting_shape_3857" in plan, plan
    assert "Seq Scan on sighting" not in plan and "SCAN sighting\n" not in plan, plan
    assert "Seq Scan on submission" not in plan and "SCAN submission" not in plan, plan


@pytest.mark.G11
def test_what_a_tile_reads_is_bounded(database):
    for question in (spots_select, squares_select):
        assert "LIMIT" in str(question(HERE, SightingFilter()).compile(db.engine))

"""Who knows of a file: whoever asked for it, in Python and in SQL."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import Export
from app.policies import exports as policy
from tests.factories.exports import asked_export


@pytest.mark.parametrize("who", [None, "anna", "bram", "chris", "dirk"])
def test_policy_in_python_and_in_sql_agree(request, anna, bram, chris, who):
    rows = [asked_export(person) for person in (anna, bram, chris)]
    viewer = request.getfixturevalue(who) if who else None
    found = set(db.session.scalars(select(Export.id).where(policy.visible_to(viewer))))
    assert found == {row.id for row in rows if policy.can_see(viewer, row)}
    assert len(found) == (who in {"anna", "bram", "chris"})

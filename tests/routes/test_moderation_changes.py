"""The desk says in Dutch what the author changed."""

import re
from dataclasses import fields

import pytest

from app.extensions import db
from app.services.elements import ElementFacts
from app.services.maintenance import LogFacts
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.personas import sign_in


@pytest.mark.parametrize(
    ("factory", "facts", "stays"),
    [(ElementFactory, ElementFacts, set()), (MaintenanceLogFactory, LogFacts, {"element_id"})],
)
def test_everything_that_can_be_changed_has_a_name_in_dutch(client, anna, chris, factory, facts, stays):
    item = factory(author=anna)
    told = {one.name for one in fields(facts)} - stays
    item.note("edit", actor=anna, changes={name: [None, None] for name in told})
    db.session.commit()
    sign_in(client, chris)
    page = client.get(f"/controle/{item.id}").text
    changed = page[page.index('id="gewijzigd"') :]
    names = re.findall(r"<li>(\S.*?) is veranderd</li>", changed[: changed.index("</section>")])
    assert len(names) == len(told)
    assert not told & set(names)


def test_a_changed_share_shows_both(client, anna, chris):
    log = MaintenanceLogFactory(author=anna)
    log.note("edit", actor=anna, changes={"share": ["1/3", "1/2"]})
    db.session.commit()
    sign_in(client, chris)
    page = client.get(f"/controle/{log.id}").text
    assert "<li>Deel: <s>1/3</s> is nu <strong>1/2</strong></li>" in page

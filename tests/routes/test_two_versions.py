"""When someone was first: both versions side by side, for who corrects and for the desk."""

import re
import uuid
from html import unescape

from app.extensions import db
from app.models import Condition, ElementChange, State
from tests.forms.filled import sent_again
from tests.personas import sign_in
from tests.routes.test_changes import accept, change_version, desk, opened, propose, wal
from tests.routes.test_moderation import decide

__all__ = ["desk", "wal"]  # fixtures


def test_two_people_correct_one_element_and_both_see_both(app, desk, anna, bram, wal):
    """Bram is first; Anna, who opened the form before, gets both versions side by side."""
    first, second = app.test_client(), app.test_client()
    sign_in(first, bram)
    sign_in(second, anna)
    forms = [opened(client, wal) for client in (first, second)]
    _answer, his = propose(first, wal, forms[0], condition="poor", name="Wal van Bram")
    accept(desk, his)

    both, hers = propose(second, wal, forms[1], condition="good", width_m="5")
    assert both.status_code == 409 and hers is None
    text = unescape(both.text)
    assert "Iemand anders was je voor" in text and "Bram" not in text.replace("Wal van Bram", "")
    assert re.search(r"Nu, van iemand anders</small><span>Slecht", text)
    assert re.search(r"Jouw versie</small><span>Goed", text)
    assert "Breedte veranderde alleen jij: 5 m" in text
    assert "Naam veranderde iemand anders: Wal van Bram. Dat blijft zo." in text

    again = sent_again(both.text) | {"place_id": str(wal.place_id), "age": str(wal.age)}
    done, hers = propose(second, wal, again, kies_condition="mijn")
    assert done.status_code == 303
    assert hers.wanted == {"condition": "good", "width_m": 5.0}
    accept(desk, hers)
    assert (wal.condition, wal.width_m, wal.name) == (Condition.GOOD, 5.0, "Wal van Bram")


def test_who_chose_the_other_version_has_nothing_left_to_hand_in(app, desk, anna, bram, wal):
    first, second = app.test_client(), app.test_client()
    sign_in(first, bram)
    sign_in(second, anna)
    forms = [opened(client, wal) for client in (first, second)]
    _answer, his = propose(first, wal, forms[0], condition="poor")
    accept(desk, his)
    both, _none = propose(second, wal, forms[1], condition="good")
    again = sent_again(both.text) | {"place_id": str(wal.place_id), "age": str(wal.age)}
    done, hers = propose(second, wal, again, kies_condition="nu")
    assert done.status_code == 422 and hers is None


def test_three_people_in_turn_and_nobody_undoes_another_by_accident(app, desk, anna, bram, wal):
    """Anna leaves Bram's condition alone; while she chooses, the name changes too: hers is asked again."""
    first, second = app.test_client(), app.test_client()
    sign_in(first, bram)
    sign_in(second, anna)
    hers = opened(second, wal)
    _answer, his = propose(first, wal, opened(first, wal), condition="poor")
    accept(desk, his)
    both, _none = propose(second, wal, hers, condition="good", name="Wal van Anna", width_m="5")
    _answer, later = propose(first, wal, opened(first, wal), name="Wal van Bram")
    accept(desk, later)
    rest = {"place_id": str(wal.place_id), "age": str(wal.age)}
    again, _none = propose(second, wal, sent_again(both.text) | rest, kies_condition="nu", id=hers["id"])
    assert again.status_code == 409 and db.session.get(ElementChange, uuid.UUID(hers["id"])) is None
    assert "Wal van Bram" in again.text and 'name="kies_condition"' not in again.text
    done = second.send(f"/elementen/{wal.id}/voorstel", sent_again(again.text) | rest | {"kies_name": "mijn"})
    assert done.status_code == 303
    made = db.session.get(ElementChange, uuid.UUID(hers["id"]))
    assert made.wanted == {"name": "Wal van Anna", "width_m": 5.0}


def test_the_desk_must_say_which_version_it_saw(client, desk, bram, wal):
    sign_in(client, bram)
    _answer, item = propose(client, wal, opened(client, wal), name="Anders")
    assert decide(desk, item, "publish").status_code == 409
    assert item.state == State.PENDING


def test_the_municipality_may_be_corrected_too(client, desk, bram, wal):
    sign_in(client, bram)
    _answer, item = propose(client, wal, opened(client, wal), municipality_code="GM0106")
    assert item.wanted == {"municipality_code": "GM0106"}
    accept(desk, item)
    assert (wal.municipality_code, wal.in_municipality, str(wal.municipality_by)) == (
        "GM0106",
        "GM0106",
        "person",
    )


def test_the_choice_may_be_left_to_the_desk(app, desk, anna, bram, wal):
    first, second = app.test_client(), app.test_client()
    sign_in(first, bram)
    sign_in(second, anna)
    forms = [opened(client, wal) for client in (first, second)]
    _answer, his = propose(first, wal, forms[0], condition="poor")
    accept(desk, his)
    both, _none = propose(second, wal, forms[1], condition="good")
    again = sent_again(both.text) | {"place_id": str(wal.place_id), "age": str(wal.age), "desk": "1"}
    done, hers = propose(second, wal, again)
    assert done.status_code == 303 and hers.desk_chooses
    page = desk.get(f"/controle/{hers.id}").text
    assert "Twee versies" in page and "Dit niet overnemen" in page


def test_the_desk_does_not_overwrite_what_changed_while_it_looked(client, desk, bram, wal):
    sign_in(client, bram)
    _answer, item = propose(client, wal, opened(client, wal), condition="good")
    seen = change_version(desk, item)
    wal.condition = Condition.POOR
    db.session.commit()
    late = decide(desk, item, "publish", element_version=seen)
    assert late.status_code == 409 and "Het element is intussen veranderd" in late.text
    assert "Nu: Slecht" in unescape(late.text)
    accept(desk, item)
    assert wal.condition == Condition.GOOD

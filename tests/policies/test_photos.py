"""A photo follows its thing; the rule in Python and in SQL is one rule."""

import pytest
import sqlalchemy as sa

from app.core.clock import now
from app.extensions import db
from app.models import Consent, Photo, State, Submission, Visibility
from app.policies.photos import can_change, can_see, visible_to
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.factories.photos import sent_photo


@pytest.fixture
def all_photos(data_dir, anna, bram):
    items = [
        ElementFactory(
            author=anna, state=state, waits=state == State.PENDING, is_public=state == State.PUBLISHED
        )
        for state in State
    ]
    hidden = ElementFactory(
        author=bram,
        state=State.PUBLISHED,
        waits=False,
        visibility=Visibility.COORDINATORS,
        consent=Consent.NO,
    )
    items += [hidden, MaintenanceLogFactory(author=anna, element=hidden, state=State.PUBLISHED, waits=False)]
    items += [MaintenanceLogFactory(author=anna, state=state, waits=False) for state in State]
    photos = [sent_photo(anna) for _ in items] + [sent_photo(bram)]
    for photo, item in zip(photos, items, strict=False):
        photo.submission_id = item.id
    db.session.commit()
    taken_away = [sent_photo(bram) for _ in range(2)]  # at the wish of an owner
    shown = ElementFactory(author=anna, published=True)
    for photo, item in zip(taken_away, (shown, hidden), strict=True):
        photo.submission_id, photo.hidden_at = item.id, now()
    db.session.commit()
    return photos + taken_away


@pytest.mark.parametrize("who", ["nobody", "anna", "bram", "chris", "dirk"])
def test_policy_in_python_and_in_sql_agree(who, all_photos, request):
    person = None if who == "nobody" else request.getfixturevalue(who)
    in_sql = set(db.session.scalars(sa.select(Photo.id).where(visible_to(person))))
    in_python = {photo.id for photo in all_photos if can_see(person, photo, item_of(photo))}
    assert in_sql == in_python
    assert in_sql, "a test over nothing proves nothing"
    assert len(in_sql) < len(all_photos)


def item_of(photo):
    return db.session.get(Submission, photo.submission_id) if photo.submission_id else None


def test_only_the_owner_changes_a_photo_and_only_until_the_decision(all_photos, anna, bram, chris):
    for photo in all_photos:
        item = item_of(photo)
        open_still = item is None or item.state in {State.PENDING, State.RETURNED}
        for person in (anna, bram, chris):
            assert can_change(person, photo, item) == (open_still and photo.owner_id == person.id)

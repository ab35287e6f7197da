"""A photo of what one may not see is not there, whatever the address (P10).

Sensitive sightings and erased people do not exist yet; they join this table with their issues.
"""

import pytest

from app.core.clock import now
from app.extensions import db
from app.models import Consent, Photo, State, Visibility
from tests.factories.corrections import ElementChangeFactory, GroundClaimFactory, PresenceCheckFactory
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.factories.photos import ready_photo
from tests.personas import sign_in

pytestmark = [pytest.mark.P10, pytest.mark.usefixtures("data_dir")]
SHUT = (State.PENDING, State.RETURNED, State.REJECTED, State.WITHDRAWN)
HIDDEN = {"state": State.PUBLISHED, "waits": False}


def things(anna):
    """Each thing of Anna's with who else sees its photo: everyone, or the desk alone."""
    public = ElementFactory(published=True)
    private = ElementFactory(**HIDDEN, visibility=Visibility.COORDINATORS)
    refused = ElementFactory(**HIDDEN, consent=Consent.NO)
    found = [(ElementFactory(author=anna, published=True), True)]
    found += [(ElementFactory(author=anna, state=State.GONE, waits=False), True)]
    found += [(ElementFactory(author=anna, state=state), False) for state in SHUT]
    found += [(ElementFactory(author=anna, **HIDDEN, visibility=Visibility.COORDINATORS), False)]
    found += [(ElementFactory(author=anna, **HIDDEN, consent=Consent.NO), False)]
    for factory in (MaintenanceLogFactory, PresenceCheckFactory):
        found += [(factory(author=anna, element=public, published=True), True)]
        found += [(factory(author=anna, element=public, state=state), False) for state in SHUT]
        found += [(factory(author=anna, element=one, **HIDDEN), False) for one in (private, refused)]
    for factory in (ElementChangeFactory, GroundClaimFactory):
        found += [(factory(author=anna, element=public, published=True), False)]
    return found


@pytest.fixture
def browsers(app, anna, bram, chris, dirk):
    """One for each kind of person; the visitor has no account."""
    found = {"visitor": app.test_client()}
    for name, person in {"author": anna, "other": bram, "desk": chris, "admin": dirk}.items():
        found[name] = app.test_client()
        sign_in(found[name], person)
    return found


def addresses(photo) -> list[str]:
    sizes = [f"/fotos/{photo.id}/{one.size}.webp" for one in photo.renditions]
    old = [f"{sizes[0]}?v=00000000", f"{sizes[-1]}?v={photo.renditions[0].sha256[:8]}"]
    return [f"/fotos/{photo.id}/foto.jpg", *sizes, *old]


def test_every_address_of_every_photo_follows_its_thing(anna, browsers):
    photo = ready_photo(anna)
    paths = addresses(photo)
    assert len(paths) >= 4
    for thing, is_public in things(anna):
        photo.submission_id = thing.id
        db.session.commit()
        for who, browser in browsers.items():
            sees = is_public or who in {"author", "desk", "admin"}
            for path in paths:
                answer = browser.get(path)
                about = (thing.kind, thing.state, who, path)
                assert answer.status_code == (200 if sees else 404), about
                kept = answer.headers["Cache-Control"]
                assert ("public" in kept) is (sees and is_public), (*about, kept)


def test_a_photo_that_was_taken_from_view_has_no_address_left(anna, browsers):
    photo = ready_photo(anna, ElementFactory(author=anna, published=True))
    photo.hidden_at = now()
    db.session.commit()
    for who, browser in browsers.items():
        for path in addresses(photo):
            answer = browser.get(path)
            assert answer.status_code == (404 if who in {"visitor", "other"} else 200), (who, path)
            assert "public" not in answer.headers["Cache-Control"]


def test_a_browser_that_has_it_already_is_not_told_that_it_is_still_right(anna, browsers):
    photo = ready_photo(anna, ElementFactory(author=anna, published=True))
    marks = {path: browsers["visitor"].get(path).headers["ETag"] for path in addresses(photo)}
    photo.hidden_at = now()
    db.session.commit()
    for path, mark in marks.items():
        assert browsers["visitor"].get(path, headers={"If-None-Match": mark}).status_code == 404


@pytest.mark.parametrize("who", ["other", "desk", "admin"])
def test_others_cannot_turn_or_remove_it(who, anna, browsers):
    """With a good token, so that it is the right that is missing."""
    photo = ready_photo(anna, ElementFactory(author=anna))
    browser, ident = browsers[who], photo.id
    for act in ("draai", "verwijdering"):
        assert browser.send("/elementen/nieuw", {}, to=f"/fotos/{ident}/{act}").status_code in {403, 404}
    # who sees the picture hears that it is not theirs; to others it is not there
    assert browser.get(f"/fotos/{ident}").status_code == (404 if who == "other" else 403)
    db.session.expire_all()
    assert db.session.get(Photo, ident).turn == 0
    assert browsers["author"].send("/elementen/nieuw", {}, to=f"/fotos/{ident}/draai").status_code == 200

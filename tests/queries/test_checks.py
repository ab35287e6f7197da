"""Every pre-check: what makes it say that someone should look, and what makes it good."""

import datetime as dt

import pytest
import shapely

from app.extensions import db
from app.models import Consent, NestCheck, Owner, PhotoState, Seen, State, Visibility
from app.queries.check import needs_look, remark_of
from app.queries.checks import checks_on
from app.spatial.crs import wgs84_of
from tests.factories.corrections import (
    ElementChangeFactory,
    GroundClaimFactory,
    PhotoFactory,
    PhotoReportFactory,
    PresenceCheckFactory,
)
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.factories.people import UserFactory

X, Y = 233900.0, 557200.0  # RD New, near Assen


def at(east: float, north: float = 0) -> shapely.Point:
    """Return the WGS84 point so many metres from a spot in Assen."""
    return shapely.Point(wgs84_of(X + east, Y + north))


def strip(metres: float, *, north: float = 0) -> shapely.LineString:
    return shapely.LineString([at(0, north), at(metres, north)])


def square(side: float) -> shapely.Polygon:
    return shapely.Polygon([at(0, 0), at(side, 0), at(side, side), at(0, side)])


@pytest.fixture
def known(database):
    """Return someone of whom something was approved before."""
    person = UserFactory()
    ElementFactory(author=person, published=True, village="Emmen", lon=6.9069, lat=52.7792)
    return person


def codes(item, level=None) -> set[str]:
    return {check.code for check in checks_on(item) if level in (None, check.level)}


def looks(item) -> set[str]:
    """Return what someone should look at."""
    return codes(item, "look")


def poel(known, **facts):
    """Return an element of which nothing stands out."""
    item = ElementFactory(**({"author": known, "consent": Consent.YES} | facts))
    PhotoFactory(item=item)
    return item


def work(known, **facts):
    """Return work on a poel of which nothing stands out."""
    element = facts.pop("element", None) or ElementFactory(published=True, consent=Consent.YES)
    item = MaintenanceLogFactory(author=known, element=element, **facts)
    PhotoFactory(item=item)
    return item


def test_of_a_good_element_and_good_work_nothing_stands_out(known):
    assert looks(poel(known)) == set()
    assert codes(poel(known, lon=6.57, count=1)) == {
        "place.municipality", "size.fits", "double.none", "consent.yes", "photos.ready",
    }  # fmt: skip
    done = work(known, element=ElementFactory(published=True, lon=6.58, consent=Consent.YES))
    assert codes(done) == {
        "place.municipality", "work.usual", "season.good", "nest.none_seen", "consent.yes", "photos.ready",
    }  # fmt: skip
    assert looks(done) == set()


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"consent": Consent.UNKNOWN}, "consent.unknown"),
        ({"consent": Consent.ASKED}, "consent.asked"),
        ({"consent": Consent.NO}, "consent.no"),
        ({"consent": Consent.ASKED, "owner_kind": Owner.FARMER}, "owner.everyone"),
        ({"accuracy_m": 500}, "place.rough"),
        ({"municipality_code": None}, "place.no_municipality"),
        ({"geometry": shapely.Point(6.846, 52.606)}, "place.maybe_abroad"),
        ({"geometry": shapely.Point(6.6125, 53.1725)}, "place.maybe_outside"),
        ({"geometry": square(3)}, "size.area_m2"),
        ({"geometry": square(80)}, "size.area_m2"),  # over 50 are
        ({"geometry": strip(4), "type_key": "ditch"}, "size.length_m"),
        ({"geometry": strip(3100), "type_key": "ditch"}, "size.length_m"),
        ({"geometry": strip(90), "type_key": "ditch", "width_m": 7}, "size.width_m"),
        ({"count": 501}, "size.count"),
        ({"geometry": square(60), "type_key": "standard_orchard", "count": 9}, "size.count"),
    ],
)
def test_what_stands_out_in_an_element(known, facts, code):
    assert code in looks(poel(known, **facts))


@pytest.mark.parametrize(
    "facts",
    [
        {"geometry": square(8)},
        {"geometry": square(70)},
        {"geometry": strip(90), "type_key": "ditch", "width_m": 6},
        {"geometry": square(60), "type_key": "standard_orchard", "count": 10},
        {"owner_kind": Owner.FARMER},
        {"consent": Consent.YES, "owner_kind": Owner.PRIVATE, "visibility": Visibility.COORDINATORS},
    ],
)
def test_what_does_not_stand_out_in_an_element(known, facts):
    assert looks(poel(known, **facts)) == set()


@pytest.mark.parametrize("state", [State.PUBLISHED, State.PENDING, State.RETURNED])
def test_the_same_type_within_25_metres_may_be_a_double(known, state):
    ElementFactory(geometry=at(24), state=state, waits=state == State.PENDING)
    assert "double.near" in looks(poel(known, geometry=at(0)))
    assert "double.near" not in codes(poel(known, geometry=at(60)))


def test_over_the_same_type_is_a_double_and_another_type_or_what_is_gone_is_none(known):
    ElementFactory(geometry=square(30), published=True)
    assert "double.over" in looks(poel(known, geometry=at(10, 10)))
    ElementFactory(geometry=at(200), published=True, type_key="village_green")
    ElementFactory(geometry=at(200), state=State.REJECTED, waits=False)
    ElementFactory(geometry=at(200), state=State.WITHDRAWN, waits=False)
    assert "double.none" in codes(poel(known, geometry=at(200)))


def test_around_a_rough_place_a_double_is_looked_for_further_away(known):
    ElementFactory(geometry=at(100), published=True)
    assert "double.none" in codes(poel(known, geometry=at(0)))
    assert "double.near" in looks(poel(known, geometry=at(0, -60), accuracy_m=100))


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"nest_check": NestCheck.NOT_CHECKED}, "nest.not_checked"),
        ({"nest_check": NestCheck.NEST_SEEN}, "nest.nest_seen"),
        ({"activity_key": "pollarding"}, "work.unusual"),
        ({"done_on": dt.date(2026, 12, 1)}, "season.strict"),
        ({"done_on": dt.date(2026, 12, 1), "activity_key": "bank_mowing"}, "season.window"),
        ({"done_on": dt.date(2026, 5, 1)}, "season.amphibians.no"),
        ({"done_on": dt.date(2026, 5, 1), "activity_key": "scrub_removal"}, "season.birds.no"),
        ({"done_on": dt.date(2026, 3, 1), "activity_key": "bank_mowing"}, "season.amphibians.ask"),
        ({"minutes_each": 12 * 60 + 1}, "work.long_day"),
    ],
)
def test_what_stands_out_in_work(known, facts, code):
    assert code in looks(work(known, **facts))


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (State.PENDING, "element.waits"),
        (State.RETURNED, "element.waits"),
        (State.GONE, "element.not_public"),
        (State.REJECTED, "element.not_public"),
        (State.WITHDRAWN, "element.not_public"),
    ],
)
def test_work_on_what_is_not_on_the_map_stands_out(known, state, code):
    element = ElementFactory(state=state, waits=state == State.PENDING, consent=Consent.YES)
    assert looks(work(known, element=element)) == {code}


@pytest.mark.parametrize(
    ("unit", "amount", "stands_out"),
    [("m", 99, False), ("m", 109, False), ("m", 120, True), ("m2", 999, False)],
)
def test_more_work_than_there_is_element_stands_out(known, unit, amount, stands_out):
    ditch = ElementFactory(geometry=strip(100), type_key="ditch", published=True, consent=Consent.YES)
    done = work(known, element=ditch, activity_key="ditch_clearing", unit=unit, amount=amount)
    assert ("work.more_than_all" in looks(done)) is stands_out


@pytest.mark.parametrize(
    ("days", "same_person", "code"),
    [
        (14, False, "work.same"),
        (-14, False, "work.same"),
        (0, False, "work.same_day"),
        (15, False, None),
        (0, True, "work.same_day"),
        (1, True, None),
    ],
)
def test_the_same_work_soon_after_may_be_a_double(known, bram, days, same_person, code):
    first, person = work(known), known if same_person else bram
    other = work(person, element=first.element, done_on=first.done_on + dt.timedelta(days=days))
    found = {one for one in looks(first) if one.startswith("work.")}
    assert found == ({code} if code else set())
    assert {one for one in looks(other) if one.startswith("work.")} == found, "both say so"


def test_other_work_and_work_that_was_withdrawn_is_no_double(known, bram):
    first = work(known)
    MaintenanceLogFactory(author=bram, element=first.element, activity_key="scrub_removal")
    MaintenanceLogFactory(author=bram, element=first.element, state=State.WITHDRAWN, waits=False)
    assert looks(first) == set()


@pytest.mark.parametrize(
    ("states", "code"),
    [
        ([], "photos.none"),
        ([PhotoState.READY, PhotoState.RECEIVED], "photos.waiting"),
        ([PhotoState.RECEIVED, PhotoState.UNREADABLE], "photos.unreadable"),
    ],
)
def test_photos_that_are_missing_or_not_there_yet_stand_out(known, states, code):
    item = ElementFactory(author=known, consent=Consent.YES)
    for position, state in enumerate(states):
        PhotoFactory(item=item, state=state, position=position)
    assert looks(item) == {code}


def test_a_first_time_author_stands_out_until_something_was_approved(anna):
    first, second = poel(anna), poel(anna, lon=6.57)
    assert looks(first) == looks(second) == {"author.first"}
    second.take("publish", rule="test")
    db.session.commit()
    assert looks(first) == set()
    assert looks(second) == {"author.first"}, "nobody is known by the item itself"


@pytest.mark.parametrize(
    ("facts", "state", "expected"),
    [
        ({"seen": Seen.SAME}, State.PUBLISHED, set()),
        ({"seen": Seen.NOT_VISIBLE}, State.PUBLISHED, set()),
        ({"seen": Seen.CHANGED}, State.PUBLISHED, {"photos.none"}),
        ({"seen": Seen.GONE}, State.PUBLISHED, {"photos.none", "person.gone"}),
        ({"seen": Seen.SAME}, State.GONE, {"person.back"}),
    ],
)
def test_what_someone_saw_stands_out_when_it_changes_the_element(known, facts, state, expected):
    check = PresenceCheckFactory(author=known, element=ElementFactory(state=state, waits=False), **facts)
    assert looks(check) == expected


def test_what_a_person_always_decides_stands_out(known):
    assert looks(ElementChangeFactory(author=known)) == {"person.change"}
    assert looks(ElementChangeFactory(author=known, desk_chooses=True)) == {"person.chooses"}
    assert looks(GroundClaimFactory(author=known)) == {"person.ground"}
    assert looks(PhotoReportFactory(author=known)) == {"person.photo"}


def test_a_correction_is_looked_at_as_the_element_would_be(known):
    ditch = ElementFactory(geometry=strip(100), type_key="ditch", width_m=2, published=True)
    assert looks(ElementChangeFactory(author=known, element=ditch, wanted={"width_m": 9})) == {
        "person.change",
        "size.width_m",
    }
    far = {"shape": shapely.to_geojson(shapely.LineString([(6.6125, 53.1725), (6.6130, 53.1725)]))}
    assert "place.maybe_outside" in looks(ElementChangeFactory(author=known, element=ditch, wanted=far))


def test_figures_are_written_as_people_write_them(known):
    large = poel(known, geometry=square(80))
    (remark,) = [remark_of(one) for one in checks_on(large) if one.code == "size.area_m2"]
    assert not remark.good and remark.code == "size.area_m2"
    assert remark.sentence % dict(remark.values) == "De oppervlakte is 6.400 m². Gewoon is 50 tot 5.000 m²."
    late = work(known, done_on=dt.date(2026, 12, 1), activity_key="bank_mowing")
    (remark,) = [remark_of(one) for one in checks_on(late) if one.code == "season.window"]
    assert remark.sentence % dict(remark.values) == (
        "Buiten de gewone tijd: die is 1 september tot en met 15 oktober"
    )


def test_every_check_can_be_said_and_tells_no_place_and_no_words(known, bram):
    secret = "Achter de schuur van de buren"
    items = [
        poel(known, name=secret, title=secret, story=secret, geometry=square(3)),
        work(known, notes=secret, element=ElementFactory(name=secret, title=secret)),
        PresenceCheckFactory(author=bram, notes=secret, seen=Seen.GONE),
        GroundClaimFactory(author=bram, notes=secret, contact=secret),
        ElementChangeFactory(author=bram, why=secret, wanted={"name": secret, "count": 900}),
    ]
    for item in items:
        checks = checks_on(item)
        assert needs_look(checks) is any(one.level == "look" for one in checks)
        for check in checks:
            remark = remark_of(check)
            assert remark.sentence % dict(remark.values)
            kept = str(check.stored())
            assert secret not in kept and not any(figure in kept for figure in ("6.56", "52.99", "233900"))

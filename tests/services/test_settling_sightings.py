"""Which sightings appear without an expert, what is said of their name, and what goes to the desk."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import Certainty, Job, State
from app.queries.news import get_news
from app.queries.sightings import SightingFilter, find_sightings
from app.services.moderation import decide
from app.services.photos import ChosenPhoto
from app.services.settling import recall
from app.services.sightings import edit_sighting, submit_sighting
from app.services.verdicts import Verdict
from tests.factories.photos import ready_photo
from tests.factories.sightings import facts
from tests.handing_in import ident, look_codes, work_off

HAZEL, OAK = "corylus-avellana", "quercus-robur"


def hand_in(person, *, sample=False, photo=True, **told):
    photos = (ChosenPhoto(id=ready_photo(person).id),) if photo else ()
    one = submit_sighting(ident(sample=sample), facts(photos=photos, **told), actor=person)
    work_off()
    db.session.refresh(one)
    return one


@pytest.mark.M06
@pytest.mark.parametrize("who", ["known", "trusted"])
def test_a_common_one_appears_at_once_as_it_was_claimed_and_without_a_verdict_on_its_name(who, request):
    person = request.getfixturevalue(who)
    one = hand_in(person)
    last = one.decisions[-1]
    assert (one.state, one.waits, last.rule, last.actor_id) == (
        State.PUBLISHED, False, f"trust.{who}", None,
    )  # fmt: skip
    assert (one.claimed_key, one.species_key, one.certainty) == (HAZEL, HAZEL, None)
    assert last.changes == {"species_key": [None, HAZEL]}
    assert [found.id for found in find_sightings(SightingFilter(species_key=HAZEL)).rows] == [one.id]
    (mail,) = db.session.scalars(select(Job).where(Job.name == "mails.decision")).all()
    news = get_news(last.id)
    assert mail.payload == {"decision_id": str(last.id)} and news.by_rule and news.is_public


def test_of_someone_new_it_waits(anna, dirk):
    assert hand_in(anna).state == State.PENDING


def test_one_in_ten_goes_to_the_desk_though_nothing_is_the_matter(trusted):
    one = hand_in(trusted, sample=True)
    assert (one.state, one.needs_look) == (State.PENDING, False)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"photo": False}, "photos.none"),
        ({"number": 5000}, "species.many"),
        ({"claimed_key": "athene-noctua"}, "species.vulnerable"),
        ({"claimed_key": "reynoutria-japonica"}, "species.invasive"),
        ({"claimed_key": None, "claim_text": "Hazelaartje"}, "species.unknown_name"),
        ({"claimed_key": None}, "species.unnamed"),
    ],
)
def test_what_the_pre_checks_warn_of_waits_whoever_saw_it(trusted, told, code):
    one = hand_in(trusted, **told)
    assert one.state == State.PENDING and code in look_codes(one)


@pytest.mark.parametrize("told", [{"absent": True}, {"claimed_key": "lutra-lutra"}, {"behaviour": "nest"}])
def test_what_asks_for_an_expert_waits_whoever_saw_it(trusted, told):
    assert hand_in(trusted, **told).state == State.PENDING


def test_a_double_waits_and_appears_when_the_first_is_refused(trusted, bram, dirk):
    first = submit_sighting(ident(), facts(), actor=bram)
    one = hand_in(trusted)
    assert one.state == State.PENDING and look_codes(one) == {"species.same"}
    decide(Verdict(id=first.id, version=first.version, step="reject", reason="Dubbel."), actor=dirk)
    work_off()
    db.session.refresh(one)
    assert one.state == State.PUBLISHED


def test_changed_before_anyone_looked_it_is_judged_as_it_is_now(trusted):
    one = hand_in(trusted, claimed_key=None, claim_text="Eik?")
    photos = tuple(ChosenPhoto(id=photo.id) for photo in one.photos)
    edit_sighting(one.id, facts(claimed_key=OAK, photos=photos), version=one.version, actor=trusted)
    work_off()
    db.session.refresh(one)
    assert (one.state, one.species_key, one.certainty) == (State.PUBLISHED, OAK, None)


def test_called_back_by_the_desk_it_waits_and_only_people_decide(trusted, chris):
    one = hand_in(trusted)
    recall(one.id, version=one.version, actor=chris)
    work_off()
    db.session.refresh(one)
    assert (one.state, one.species_key) == (State.PENDING, None)
    decide(Verdict(id=one.id, version=one.version, step="publish"), actor=chris)
    assert (one.species_key, one.certainty) == (HAZEL, Certainty.SURE)

"""How far someone is trusted with sightings: asked, kept, told to the author."""

import pytest

from app.config import settings
from app.extensions import db
from app.jobs.moderation import tell_author
from app.mail import folder
from app.models import State, Tier
from app.services.trust import tier_of
from tests.factories.sightings import sighting
from tests.personas import sign_in


@pytest.fixture
def desk(client, chris):
    sign_in(client, chris)
    return client


def test_the_page_of_a_person_asks_it_and_says_what_it_means(desk, anna):
    sighting(anna)
    page = f"/beheer/mensen/{anna.id}"
    assert "Waarneming insturen" in desk.get(page).text
    asks = desk.get(f"{page}/vertrouwen/sighting").text
    assert asks.count("Gewone soorten verschijnen meteen.") == 2  # known and trusted
    done = desk.send(f"{page}/vertrouwen/sighting", {"tier": "known"})
    assert done.status_code == 303 and tier_of(anna.id, "sighting") == Tier.KNOWN


@pytest.mark.parametrize(
    ("rule", "told"), [("trust.known", "Je deed dit al vaker goed."), (None, "Iedereen kan die nu zien.")]
)
def test_its_author_reads_that_it_was_approved_and_by_whom(desk, anna, chris, rule, told):
    one = sighting(anna)
    decision = one.take("publish", rule=rule, actor=None if rule else chris)
    db.session.commit()
    tell_author(str(decision.id))
    mail = next(iter(folder.find(settings().data_dir / "mail")))
    assert mail.subject == "Goedgekeurd: Hazelaar"
    for words in (mail.text, mail.html):
        assert "Je waarneming is goedgekeurd: Hazelaar." in words and told in words


def test_the_page_says_that_nobody_judged_the_name(client, anna):
    one = sighting(anna, published=True)
    assert one.state == State.PUBLISHED
    assert "Door niemand nagekeken" in client.get(f"/waarnemingen/{one.id}").text

"""What people wrote is shown as words and never does anything, wherever it is shown (W01, W02)."""

import itertools
from collections import Counter

import pytest
from sqlalchemy.orm.attributes import flag_modified

from app.config import settings
from app.core.clock import today
from app.extensions import db
from app.jobs import JOBS
from app.mail import folder
from app.models import CannedAnswer, Element, Job, NameKind, SiteNotice, SpeciesName, Submission
from app.routes._access import guards_of
from app.services.moderation import Verdict, decide
from tests.checks import columns
from tests.checks.crawl import all_forms, asked_with, crawl
from tests.checks.hostile import judge, judge_answer, shown
from tests.checks.payloads import ENCODED, MARK, everywhere, payload
from tests.factories.species import add_species
from tests.personas import sign_in
from tests.world import settle

PEOPLE = ("", "bram", "anna", "chris", "dirk")


@pytest.fixture
def people(anna, bram, chris, dirk):
    return {"anna": anna, "bram": bram, "chris": chris, "dirk": dirk}


@pytest.fixture
def hostile(app, database, request):
    """A village in which every word that a person could choose is hostile."""
    with everywhere():
        people = request.getfixturevalue("people")
        world = settle(app, people["anna"], people["chris"])
        asked = db.session.get(Element, world.returned)
        asked.note("edit", actor=people["anna"], changes={"story": ["", "x"]})
        asked.take("resubmit", actor=people["anna"])
        for answer in db.session.query(CannedAnswer):
            flag_modified(answer, "label_nl")
        db.session.add(SiteNotice(title_nl="x", first_on=today(), last_on=today()))
        strange = add_species("vreemde-gast", position=-1)  # first in the list, so that it is opened
        db.session.add(SpeciesName(id=1, species_key=strange.key, kind=NameKind.SYNONYM, name="x"))
        db.session.commit()
    return people


def browsers(app, people):
    """Yield a browser of a visitor and of each person."""
    for who in PEOPLE:
        client = app.test_client()
        if who:
            sign_in(client, people[who])
        yield client


@pytest.mark.W01
def test_every_column_with_words_is_known_to_these_tests():
    lists = [columns.WORDS, columns.INSIDE, set(columns.CHECKED), columns.OURS]
    assert columns.text_columns() == set().union(*lists), "say in tests/checks/columns.py who fills it"
    assert sum(map(len, lists)) == len(columns.text_columns()) and columns.PROSE <= columns.WORDS


@pytest.mark.W01
@pytest.mark.W02
@pytest.mark.committed
@pytest.mark.once
@pytest.mark.timeout(900)  # five people open all there is
def test_everyone_sees_words_as_words_on_every_page(app, hostile):
    found, reached, wrong = set(), set(), []
    for client in browsers(app, hostile):
        for seen in crawl(app, client):
            reached |= {seen.endpoint} if seen.answer.status_code < 400 else set()
            try:
                found |= judge_answer(seen.answer, seen.address)
            except AssertionError as error:
                wrong.append(str(error))
    assert wrong == [], wrong[0]
    ends = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods} - {"static"}
    elsewhere = {end for end in ends if "development_only" in guards_of(app.view_functions[end])}
    assert ends - elsewhere - reached == set(), "pages that nobody reached"
    assert (columns.WORDS | columns.INSIDE) - found == set(), "words that no page showed"


@pytest.mark.W01
@pytest.mark.W02
@pytest.mark.committed
@pytest.mark.once
@pytest.mark.parametrize("words", [payload("typed.words"), ENCODED])
def test_words_in_an_address_are_only_words(app, hostile, words):
    shown_again = 0
    for who in ("", "chris"):
        client = app.test_client()
        if who:
            sign_in(client, hostile[who])
        for address in asked_with(app, words, each=not who):
            answer = client.get(address)
            judge_answer(answer, address)
            shown_again += MARK in answer.get_data(as_text=True) if answer.mimetype == "text/html" else 0
    assert shown_again or words == ENCODED


@pytest.mark.W01
@pytest.mark.W02
@pytest.mark.committed
@pytest.mark.once
def test_what_was_typed_comes_back_as_words(app, hostile):
    words, statuses, found = payload("typed.words"), Counter(), set()
    for who in ("", "anna", "chris"):
        client = app.test_client()
        if who:
            sign_in(client, hostile[who])
        for (_, form), only_typed in itertools.product(all_forms(app, client).values(), (False, True)):
            if who:
                sign_in(client, hostile[who])  # the form before may have ended it
            sent = form.filled(words, only_typed=only_typed)
            sent["csrf_token"] = client.csrf("/account" if who else "/account/inloggen")
            kind = "multipart/form-data" if form.many_parts else "application/x-www-form-urlencoded"
            answer = client.post(form.action, data=sent, content_type=kind)
            statuses[answer.status_code] += 1
            found |= judge_answer(answer, f"POST {form.action}")
    assert "typed.words" in found and statuses[422] > 3, statuses


@pytest.mark.W01
@pytest.mark.committed
@pytest.mark.once
def test_a_mail_says_what_people_wrote_as_words(app, hostile):
    found = set()
    with everywhere():
        for item in db.session.query(Submission).filter_by(waits=True):
            step = {"maintenance": "reject", "presence_check": "publish"}.get(item.kind, "return")
            verdict = Verdict(id=item.id, version=item.version, step=step, reason="x")
            decide(verdict, actor=hostile["chris"])
    for job in db.session.query(Job).filter(Job.name.startswith("mails.")):
        JOBS[job.name](**job.payload)
    for mail in folder.find(settings().data_dir / "mail"):
        found |= judge(mail.html, mail.subject, htmx=False) | shown(mail.text)
        assert "\n" not in mail.subject
    assert {"person.name", "decision.reason", "element.title"} <= found


@pytest.mark.W01
@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("<p><kanarie-a></kanarie-a></p>", "<kanarie-a>"),
        ("<p onclick='kanarie'></p>", "onclick"),
        ("<p id='kanarie'></p>", "id on <p>"),
        ("<p hx-get='/kanarie?x'></p><p hx-vals='kanarie'>", "hx-vals"),
        ("<a href='javascript:kanarie'>a</a>", "href on <a>"),
        ("<a href='//kanarie'>a</a>", "href on <a>"),
        ("<script>kanarie</script>", "inline <script>"),
        ("<p>kanarietje</p>", "a template ran"),
        ("<p>kanarie.element.story</p>", "no hx-ignore"),
        ("<p hx-ignore>kanarie.element.story &amp;amp;</p>", "element.story reads"),
    ],
)
def test_the_judge_would_see_it(text, wrong):
    with pytest.raises(AssertionError) as seen:
        judge(text, "hier")
    assert wrong in str(seen.value)

"""Whatever is sent to whatever address, the answer is honest: never an error of ours (W07).

Each address gets the next few of what is broken, so that all of it gets its turn, in bearable time.
"""

import random
import uuid
from itertools import cycle, islice
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.extensions import db
from app.models import Element, EventTask
from tests.architecture.walk import addresses, things
from tests.checks import malformed
from tests.checks.crawl import all_forms, questions
from tests.factories.adoptions import AdoptionFactory
from tests.factories.areas import example_import
from tests.factories.corrections import (
    ElementChangeFactory,
    GroundClaimFactory,
    PresenceCheckFactory,
    ProblemReportFactory,
)
from tests.factories.events import EventFactory
from tests.factories.groups import GroupFactory, HelpCallFactory
from tests.factories.ideas import IdeaOnFactory
from tests.factories.sightings import stored_sighting
from tests.factories.species import example_checklist
from tests.factories.walks import WalkFactory
from tests.personas import sign_in

pytestmark = [pytest.mark.W07, pytest.mark.once("postgis")]  # the stricter one about text
QUICK = settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture
def sent(app, client, anna, chris, monkeypatch):
    """Send as a coordinator, who may most, and note what went wrong; no token of a form is asked."""
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    sign_in(client, chris)
    wrong, statuses = [], set()

    def send(method: str, address: str, **more) -> int:
        answer = client.open(address, method=method, **more)
        statuses.add(answer.status_code)
        if answer.status_code >= 500:
            wrong.append(f"{method} {address[:120]} {str(more)[:300]}")
        return answer.status_code

    send.wrong, send.statuses, send.person = wrong, statuses, anna
    return send


@pytest.fixture
def everything(app, sent):
    """One of each thing, and every address of it as (method, address)."""
    made = things(sent.person)
    element = db.session.get(Element, made["element_id"])
    about = {"author": sent.person, "element": element}
    task = EventTask(element=element, activity_key="pollarding")
    event = EventFactory(author=sent.person, published=True, tasks=[task])
    made |= {
        "change_id": ElementChangeFactory(**about).id,
        "claim_id": GroundClaimFactory(**about).id,
        "check_id": PresenceCheckFactory(**about).id,
        "sighting_id": stored_sighting(sent.person).id,
        "problem_id": ProblemReportFactory(**about).id,
        "idea_id": IdeaOnFactory(**about).id,
        "walk_id": WalkFactory(drawn=True, author=sent.person).id,
        "event_id": event.id,
        "host_id": GroupFactory(published=True).id,
        "task_id": event.tasks[0].id,
        "group_id": GroupFactory(author=sent.person, led_by=sent.person, published=True).id,
        "call_id": HelpCallFactory().id,
        "adoption_id": AdoptionFactory(element=element, person_id=sent.person.id).id,
        "import_id": example_import().id,
        "checklist_id": example_checklist().id,
    }
    return [*addresses(app, made, unsafe=False), *addresses(app, made, unsafe=True)]


def test_no_address_fails_on_what_stands_behind_its_question_mark(sent, everything):
    queries, values = cycle(malformed.QUERIES), cycle(malformed.VALUES)
    for method, address in everything:
        for query in islice(queries, 3):
            sent(method, address, environ_overrides={"QUERY_STRING": query.decode("latin-1")})
    for address in [address for method, address in everything if method == "GET"]:
        for value in islice(values, 6):
            query = urlencode([(name, value) for name in questions()], errors="surrogatepass")
            sent("GET", f"{address}?{query[:8000]}")
    assert sent.wrong == [] and {200, 400} <= sent.statuses


def test_no_address_fails_on_a_header(sent, everything):
    some = cycle(malformed.HEADERS)
    for method, address in everything:
        for headers in islice(some, 5):
            sent(method, address, headers=headers)
    assert sent.wrong == [] and 200 in sent.statuses


def test_no_address_fails_on_a_body(sent, everything):
    some = cycle(malformed.BODIES)
    for method, address in everything:
        for kind, body in islice(some, 5):
            sent(method, address, data=body, content_type=kind)
    assert sent.wrong == [] and 422 in sent.statuses


def test_no_address_fails_on_words_in_its_path(app, sent):
    words = ["\0", "\xff", "9" * 30, "-1", "0", "a" * 3000, str(uuid.UUID(int=0)), "..", "%", "\u0661"]
    for rule in app.url_map.iter_rules():
        for word in words:
            address = rule.rule
            for name in rule.arguments:
                address = address.replace(f"{rule_part(address, name)}", word)
            for method in rule.methods - {"OPTIONS", "HEAD"}:
                sent(method, address)
    assert sent.wrong == [] and 404 in sent.statuses


def rule_part(address: str, name: str) -> str:
    """Return the <uuid:name> of a rule."""
    end = address.index(f"{name}>") + len(name) + 1
    return address[address.rindex("<", 0, end) : end]


@pytest.fixture
def every_form(app, client, sent, everything):
    """The forms that a coordinator and a volunteer can reach, with what a browser would send."""
    found = list(all_forms(app, client, once=True).values())
    sign_in(client, sent.person)
    found += all_forms(app, client, once=True).values()
    assert len(found) > 15
    return [form for _, form in found if "uitloggen" not in form.action]


def test_no_form_fails_when_all_its_fields_hold_the_same(sent, every_form):
    values = cycle(malformed.VALUES)
    for form in every_form:
        for value in islice(values, 7):
            sent("POST", form.action, data=form.filled(value, only_typed=False))
    assert sent.wrong == [] and {422, 303} & sent.statuses


def test_no_form_fails_when_one_field_holds_what_it_should_not(sent, every_form):
    chosen = random.Random(5)
    for form in every_form:
        for name, *_ in chosen.sample(form.fields, min(5, len(form.fields))):
            told = form.filled("", only_typed=False) | form.values()
            for value in chosen.sample(malformed.VALUES, 1):
                sent("POST", form.action, data=told | {name: value})
    assert sent.wrong == []


@given(data=st.data())
@QUICK
def test_no_form_fails_on_fields_twice_missing_or_mixed(sent, every_form, data):
    form = data.draw(st.sampled_from(every_form))
    names = st.sampled_from([name for name, *_ in form.fields] or ["id"])
    pairs = data.draw(st.dictionaries(names, st.lists(malformed.text, max_size=3), max_size=6))
    dropped = data.draw(st.sets(names, max_size=3))
    told = {name: value for name, value in form.values().items() if name not in dropped} | pairs
    headers = data.draw(st.sampled_from([{}, *malformed.HEADERS]))
    sent("POST", form.action, data=told, headers=headers)
    assert sent.wrong == []

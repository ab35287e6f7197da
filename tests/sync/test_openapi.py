"""The document of the API says what it does: thousands of made-up requests are answered as it tells."""

import json
import uuid

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from app.config import Settings
from app.extensions import db
from app.models import Element
from app.routes._kinds import KINDS
from app.routes._openapi import document
from tests.factories.elements import place_named
from tests.sync.device import Phone, element_parcel, give_key

load_all_checks()
WELL_FORMED = "positive_data_acceptance"  # a well-formed envelope may still hold a form with faults
OPERATIONS = {"putItem", "putPhoto", "getReceipt"}


@pytest.fixture
def operations(app):
    """What the document offers, by name."""
    found = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    each = [one.ok() for one in found.get_all_operations()]
    return {one.definition.raw["operationId"]: one for one in each}


@pytest.mark.W07
@pytest.mark.once
@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("name", OPERATIONS)
def test_every_request_is_answered_as_the_document_says(operations, anna, name, mode):
    assert set(operations) == OPERATIONS
    key, statuses = give_key(anna), set()

    @given(case=operations[name].as_strategy(generation_mode=mode))
    @settings(max_examples=100, suppress_health_check=list(HealthCheck), database=None)
    def hold(case):
        case.cookies = {**(case.cookies or {}), "insturen": key}
        answer = case.call()
        statuses.add(answer.status_code)
        case.validate_response(answer, excluded_checks=[CHECKS.get_one(WELL_FORMED)])

    hold()
    assert statuses & ({404} if name == "getReceipt" else {422, 415, 403})


def test_the_document_is_public_and_names_every_kind(client):
    answer = client.get("/api/v1/openapi.json")
    assert answer.status_code == 200 and answer.get_json() == json.loads(json.dumps(document()))
    assert answer.get_json()["components"]["schemas"]["Envelope"]["properties"]["kind"]["enum"] == list(KINDS)


@pytest.mark.parametrize(("https", "name"), [(False, "insturen"), (True, "__Host-insturen")])
def test_the_document_names_the_cookie_as_it_is_here(app, monkeypatch, https, name):
    monkeypatch.setattr(Settings, "https", https)
    key = document()["components"]["securitySchemes"]["device"]
    assert key == {"type": "apiKey", "in": "cookie", "name": name}


def test_a_photo_that_breaks_off_is_described_too(app):
    each = document()["paths"]["/api/v1/submissions/{item_id}/photos/{photo_id}"]["put"]["responses"]
    assert "400" in each


def test_what_a_phone_sends_is_what_the_document_describes(app, anna):
    from jsonschema_rs import validator_for

    found = document()
    at = {"$defs": found["components"]["schemas"], "$ref": "#/$defs/Envelope"}
    parcel = element_parcel(anna, 2, place_id=str(place_named("Anloo").id))
    assert validator_for(at).is_valid(json.loads(parcel.body))
    parcel.changed = {"photos": [{"id": str(uuid.uuid4())}]}
    assert not validator_for(at).is_valid(json.loads(parcel.body))
    assert Phone(app, anna).put(parcel).status_code == 422
    assert db.session.query(Element).count() == 0

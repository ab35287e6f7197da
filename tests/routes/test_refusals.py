"""What a use case refuses comes back in the form: beside its field, or above it."""

import pytest
from flask import Response

from app.core.errors import BusyError, ConflictError, InvalidError
from app.forms.fields import choices_of
from app.forms.maintenance import SHARES, MaintenanceForm
from app.routes._refusals import show_refusal
from tests.factories.elements import ElementFactory


@pytest.fixture
def form(app):
    element = ElementFactory(published=True)
    with app.test_request_context("/onderhoud/nieuw"):
        yield MaintenanceForm(element=element)


def page(status: int) -> Response:
    return Response(status=status)


def test_an_error_with_a_field_stands_beside_it(form):
    error = InvalidError("Er staan er maar %(count)s.", field="amount", count=5)
    assert show_refusal(error, form, page).status_code == 422
    assert list(form.amount.errors) == ["Er staan er maar 5."]


def test_an_error_without_a_field_of_this_form_stands_above_it(form):
    assert show_refusal(ConflictError("Iemand was je voor."), form, page).status_code == 409
    assert show_refusal(InvalidError("Dit kan niet.", field="elsewhere"), form, page).status_code == 422
    assert form.form_errors == ["Iemand was je voor.", "Dit kan niet."]


def test_being_busy_says_when_to_come_back(form):
    answer = show_refusal(BusyError("Het is nu druk.", retry_after_s=10), form, page)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert form.form_errors == ["Het is nu druk."]


def test_every_share_can_be_chosen(form):
    assert [choice.value for choice in form.share.choices] == [choice.value for choice in choices_of(SHARES)]

"""What a use case refused, shown in the form with everything that was typed."""

from collections.abc import Callable
from typing import Any

from flask import Response

from app.core.errors import DomainError, TooManyError
from app.forms.fields import refuse


def show_refusal(error: DomainError, form: Any, page: Callable[[int], Response]) -> Response:
    """Return the page of the form with the error beside its field; says when to come back if that helps."""
    response = page(refuse(form, error))
    if isinstance(error, TooManyError):
        response.headers["Retry-After"] = str(error.retry_after_s)
    return response

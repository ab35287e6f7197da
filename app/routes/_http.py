"""One view, two sizes of answer."""

from typing import Any

from flask import Response, make_response, render_template, request


def wants_fragment() -> bool:
    """Tell whether htmx asked for a part of the page."""
    return request.headers.get("HX-Request-Type") == "partial"


def answer(template: str, *, fragment: str | None = None, status: int = 200, **context: Any) -> Response:
    """Render the whole page, or only its fragment when htmx asked for one."""
    name = fragment if fragment is not None and wants_fragment() else template
    response = make_response(render_template(name, **context), status)
    response.vary.update(("Cookie", "HX-Request-Type"))
    return response

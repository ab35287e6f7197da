"""What all pages below /beheer share: the tabs, and how much is stuck."""

from typing import Any

from flask import Response

from app.policies.admin import can_manage
from app.queries.parked import count_parked
from app.routes._access import member
from app.routes._http import answer


def admin_page(template: str, *, status: int = 200, **context: Any) -> Response:
    """Render a page of /beheer with the tabs that this person may open."""
    manages = can_manage(member())
    parked = count_parked() if manages else 0
    return answer(template, status=status, manages=manages, parked=parked, **context)

"""The page of one event, which shows its form of coming along too."""

import uuid

from flask import Response

from app.forms.sign_ups import SignUpForm
from app.policies import elements
from app.policies.elements import CHANGEABLE
from app.policies.events import can_edit, can_manage
from app.queries.event_tasks import needs_certificate, seasons_of
from app.queries.events import get_event
from app.queries.idea_desk import find_ideas_behind
from app.queries.sign_ups import done_on, get_own_sign_up, places_of
from app.queries.submissions import last_word
from app.routes._access import viewer
from app.routes._http import answer
from app.services.attendance import is_under_way
from app.services.event_steps import STEPS, may_take


def event_page(event_id: uuid.UUID, form: SignUpForm | None = None, *, status: int = 200) -> Response:
    """Show one day, with the form as it was filled in; raises NotFoundError."""
    who = viewer()
    event = get_event(event_id, viewer=who)
    own = who is not None and event.author_id == who.id
    seen = [task for task in event.tasks if elements.can_see(who, task.element)]
    pictures = [photo for task in seen for photo in task.element.shown_photos if photo.state == "ready"]
    return answer(
        "events/show.html",
        status=status,
        event=event,
        seen=seen,
        photo=next(iter(pictures), None),
        seasons=seasons_of(event),
        certificates=needs_certificate(event),
        manages=can_manage(who, event),
        may_edit=can_edit(who, event),
        done=done_on(event),
        under_way=can_manage(who, event) and is_under_way(event),
        steps=[step for step in STEPS if may_take(event, step)] if can_manage(who, event) else [],
        may_withdraw=own and event.state in CHANGEABLE,
        word=last_word(event) if own else None,
        form=form or SignUpForm(known=who is not None),
        places=places_of(event),
        mine=get_own_sign_up(event, who),
        ideas=find_ideas_behind(event, viewer=who),
    )

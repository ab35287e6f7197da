"""What a coordinator says of one item, and the words that go with it."""

import uuid
from dataclasses import dataclass, replace
from typing import Final

from app.core.errors import N_, InvalidError
from app.models import Submission
from app.queries.answers import get_answer, text_of
from app.services.fixing import NO_FIXES, Fixes
from app.services.naming import Naming

STEPS: Final = ("publish", "return", "reject")
MAX_REASON: Final = 2000
OTHER_STEP: Final = {  # a ready answer is never sent with a step that it was not written for
    "publish": N_("Dit antwoord hoort bij goedkeuren. Druk op Goedkeuren, of kies Eigen tekst."),
    "return": N_("Dit antwoord is een vraag. Druk op Terug met vraag, of kies Eigen tekst."),
    "reject": N_("Dit antwoord hoort bij afwijzen. Druk op Afwijzen, of kies Eigen tekst."),
}


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """One step on the version that the coordinator saw.

    ``answer_id`` is a ready answer; ``reason`` are other words, which then count. ``fixes`` set a new
    element right, or say what a sighting is. ``element_version`` is given when work is approved together
    with the element it was done on, and is what the coordinator saw of an element that is corrected.
    ``without`` names the fields of a correction that are not taken over.
    """

    id: uuid.UUID
    version: int
    step: str
    reason: str = ""
    answer_id: uuid.UUID | None = None
    fixes: Fixes | Naming = NO_FIXES
    element_version: int | None = None
    without: tuple[str, ...] = ()


def worded(verdict: Verdict, item: Submission) -> Verdict:
    """Return the verdict with the words that its author will read, in the author's language.

    The ready answer stays in it only when those are its words. Raises InvalidError for an answer that
    belongs to another step, for words that are missing or too long, and for an unknown step.
    """
    if verdict.step not in STEPS:
        raise InvalidError(N_("Kies: goedkeuren, terug met vraag of afwijzen."), field="step")
    answer = get_answer(verdict.answer_id)
    if answer is not None and answer.step != verdict.step:
        raise InvalidError(OTHER_STEP[answer.step], field="answer")
    text = text_of(answer, name=item.author.name, language=item.author.language) if answer is not None else ""
    verdict = replace(verdict, reason=verdict.reason or text)
    if verdict.step != "publish" and not verdict.reason:
        sentence = N_("Schrijf wat je vraagt of waarom je afwijst. De vrijwilliger leest dit.")
        raise InvalidError(sentence, field="reason")
    if len(verdict.reason) > MAX_REASON:
        raise InvalidError(
            N_("Maak de tekst korter: hoogstens %(most)s tekens."), field="reason", most=MAX_REASON
        )
    return replace(verdict, answer_id=verdict.answer_id if text and verdict.reason == text else None)

"""Ready answers of the desk, and what their authors may reply in one tap."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select

from app.extensions import db
from app.i18n import shown_language
from app.models import CannedAnswer


def find_answers(*, kind: str = "", step: str = "") -> Sequence[CannedAnswer]:
    """Return the answers in use, in their order; of a kind of submission those that suit it."""
    query = select(CannedAnswer).where(CannedAnswer.retired_at.is_(None)).order_by(CannedAnswer.position)
    if step:
        query = query.where(CannedAnswer.step == step)
    found = db.session.scalars(query).all()
    return [one for one in found if not kind or not one.kinds or kind in one.kinds]


def find_retired() -> Sequence[CannedAnswer]:
    """Return the answers that are no longer used, last retired first."""
    old = select(CannedAnswer).where(CannedAnswer.retired_at.is_not(None))
    return db.session.scalars(old.order_by(CannedAnswer.retired_at.desc(), CannedAnswer.id)).all()


def get_answer(ident: uuid.UUID | None) -> CannedAnswer | None:
    """Return one answer, also when it is no longer used."""
    return db.session.get(CannedAnswer, ident) if ident is not None else None


def label_of(answer: CannedAnswer, language: str = "") -> str:
    """Return what stands on the chip, in the reader's language."""
    return answer.label_en if _english(answer.label_en, language) else answer.label_nl


def text_of(answer: CannedAnswer, *, name: str, language: str = "") -> str:
    """Return the words for an author, by name, in the language given or else the reader's."""
    text = answer.text_en if _english(answer.text_en, language) else answer.text_nl
    return text.replace("{naam}", name)


def replies_of(answer: CannedAnswer, language: str = "") -> list[str]:
    """Return the replies that a tap gives."""
    return answer.replies_en if _english(answer.replies_en, language) else answer.replies_nl


def _english(there: object, language: str) -> bool:
    return bool(there) and (language or shown_language()) == "en"

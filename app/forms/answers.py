"""The form of a ready answer of the desk."""

from typing import Any, Final

from flask_wtf import FlaskForm
from wtforms import SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, Optional

from app import wording
from app.core.errors import N_
from app.forms.fields import FormId, OneOf, at_most, choices_of, line, lines
from app.i18n import _, _l
from app.models import CannedAnswer
from app.services.answers import AnswerText

MAX_LABEL, MAX_TEXT, MAX_REPLY = 40, 500, 60
STEPS: Final = {"publish": N_("Goedkeuren"), "return": N_("Terug met vraag"), "reject": N_("Afwijzen")}
NEEDED: Final = _l("Vul dit in.")


def _replies(text: str | None) -> list[str]:
    return [one for one in map(line, (text or "").splitlines()) if one]


def _line(label: Any, most: int, *, needed: bool = False) -> Any:
    return StringField(
        label, filters=[line], validators=[DataRequired(NEEDED) if needed else Optional(), at_most(most)]
    )


def _text(label: Any, *, needed: bool = False) -> Any:
    return TextAreaField(
        label, filters=[lines], validators=[DataRequired(NEEDED) if needed else Optional(), at_most(MAX_TEXT)]
    )


class AnswerForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """When it is used, what stands on the button, what the volunteer reads and may reply."""

    id = FormId()
    step = OneOf(_l("Waarbij?"), choices=choices_of(STEPS), needed=_l("Kies waar het antwoord bij hoort."))
    kinds = SelectMultipleField(_l("Voor welke inzendingen?"), validators=[Optional()], validate_choice=False)
    label_nl = _line(_l("Naam op de knop"), MAX_LABEL, needed=True)
    text_nl = _text(_l("Tekst voor de vrijwilliger"), needed=True)
    replies_nl = TextAreaField(_l("Antwoorden om op te tikken"), filters=[lines])
    label_en = _line(_l("Naam op de knop, in het Engels"), MAX_LABEL)
    text_en = _text(_l("Tekst in het Engels"))
    replies_en = TextAreaField(_l("Antwoorden om op te tikken, in het Engels"), filters=[lines])

    def __init__(self, *args: Any, answer: CannedAnswer | None = None, **kwargs: Any) -> None:
        """Start empty, or with the words of an answer."""
        if answer is not None:
            facts = {name: getattr(answer, name) for name in ("step", "kinds", "label_nl", "label_en")}
            facts |= {"id": str(answer.id), "text_nl": answer.text_nl, "text_en": answer.text_en}
            facts |= {name: "\n".join(getattr(answer, name)) for name in ("replies_nl", "replies_en")}
            kwargs.setdefault("data", facts)
        super().__init__(*args, **kwargs)
        self.kinds.choices = choices_of({kind: words[0] for kind, words in wording.KINDS.items()})

    def validate_replies_nl(self, field: Any) -> None:
        """Keep each reply short enough for a button."""
        if any(len(one) > MAX_REPLY for one in _replies(field.data)):
            field.errors = [
                *field.errors,
                _("Maak elk antwoord korter: hoogstens %(most)s tekens.", most=MAX_REPLY),
            ]

    validate_replies_en = validate_replies_nl

    def validate(self, extra_validators: Any = None) -> bool:
        """Say no as well when only a reply is too long."""
        right = bool(super().validate(extra_validators))
        return right and not self.replies_nl.errors and not self.replies_en.errors

    def command(self) -> AnswerText:
        """Return what was written."""
        known = {choice.value for choice in self.kinds.choices}
        return AnswerText(
            step=self.step.data,
            kinds=tuple(one for one in self.kinds.data or () if one in known),
            label_nl=self.label_nl.data,
            label_en=self.label_en.data,
            text_nl=self.text_nl.data,
            text_en=self.text_en.data,
            replies_nl=tuple(_replies(self.replies_nl.data)),
            replies_en=tuple(_replies(self.replies_en.data)),
        )

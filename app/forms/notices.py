"""The form of a notice above every page."""

from typing import Any, Final

from flask_wtf import FlaskForm
from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import DataRequired, Optional, ValidationError

from app.core.clock import today
from app.core.errors import N_
from app.forms.fields import FormId, OneOf, at_most, choices_of, line, lines
from app.i18n import _, _l
from app.models import NoticeLevel
from app.services.notices import NoticeText

MAX_TITLE, MAX_TEXT = 80, 300
LEVELS: Final = {"info": N_("Bericht"), "warning": N_("Let op")}


class _Day(DateField):  # type: ignore[misc]  # WTForms has no types
    """A day of the calendar."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Kies een dag.")) from error

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 (WTForms calls it so)
        if self.data is None and not self.process_errors:
            raise ValidationError(_("Kies een dag."))


class NoticeForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What it says in both languages, and when it stands there."""

    id = FormId()
    title_nl = StringField(
        _l("Titel"), filters=[line], validators=[DataRequired(_l("Vul een titel in.")), at_most(MAX_TITLE)]
    )
    text_nl = TextAreaField(_l("Tekst"), filters=[lines], validators=[Optional(), at_most(MAX_TEXT)])
    title_en = StringField(
        _l("Titel in het Engels"), filters=[line], validators=[Optional(), at_most(MAX_TITLE)]
    )
    text_en = TextAreaField(
        _l("Tekst in het Engels"), filters=[lines], validators=[Optional(), at_most(MAX_TEXT)]
    )
    first_on = _Day(_l("Vanaf"), default=today)
    last_on = _Day(_l("Tot en met"), default=today)
    level = OneOf(_l("Soort"), choices=choices_of(LEVELS), default="info", needed=_l("Kies een soort."))

    def command(self) -> NoticeText:
        """Return the notice."""
        return NoticeText(
            level=NoticeLevel(self.level.data),
            title_nl=self.title_nl.data,
            title_en=self.title_en.data,
            text_nl=self.text_nl.data,
            text_en=self.text_en.data,
            first_on=self.first_on.data,
            last_on=self.last_on.data,
        )

"""What an organiser says of a day: it goes on, or not."""

from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import Optional

from app.forms.fields import VersionField, at_most, lines
from app.i18n import _l
from app.services.event_steps import MAX_WORDS


class EventStepForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """One step, on the version that the organiser saw."""

    version = VersionField()
    reason = TextAreaField(
        _l("Bericht aan wie komt"), filters=[lines], validators=[Optional(), at_most(MAX_WORDS)]
    )

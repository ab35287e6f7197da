"""What someone says who wants to join a group."""

from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import Optional

from app.forms.fields import at_most, lines
from app.i18n import _l
from app.services.members import MAX_NOTE


class JoinForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A few words for the organisers."""

    note = TextAreaField(
        _l("Wil je iets over jezelf zeggen?"), filters=[lines], validators=[Optional(), at_most(MAX_NOTE)]
    )

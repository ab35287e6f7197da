"""The answer of an author to the desk."""

import uuid

from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, TextAreaField

from app.forms.fields import line, lines
from app.i18n import _l


class ReplyForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """One tap, or words of one's own; ``word`` is the decision that was read."""

    word = HiddenField()
    tap = StringField(filters=[line])
    answer = TextAreaField(_l("Jouw antwoord"), filters=[lines])

    def command(self) -> tuple[str, uuid.UUID | None]:
        """Return the words, and which decision they answer."""
        try:
            word = uuid.UUID(self.word.data or "")
        except ValueError:
            word = None
        return self.tap.data or self.answer.data, word

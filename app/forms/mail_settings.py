"""When someone wants mail."""

from flask_wtf import FlaskForm
from wtforms.fields import SelectChoice

from app.forms.fields import OneOf
from app.i18n import _l
from app.models import MailWhen


class MailForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """One of three."""

    when = OneOf(
        _l("Wanneer krijg je mail?"),
        choices=[
            SelectChoice("each", _l("Bij elk besluit")),
            SelectChoice("daily", _l("Eén keer per dag")),
            SelectChoice("none", _l("Geen mail")),
        ],
        needed=_l("Kies wanneer je mail krijgt."),
    )

    def command(self) -> MailWhen:
        """Return the choice."""
        return MailWhen(self.when.data)

"""The form with which a copy of an outbox comes in."""

from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField

from app.i18n import _, _l


class CopyForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Only the file; what is in it says the rest."""

    file = FileField(_l("Welk bestand?"))

    def validate(self, extra_validators: Any = None) -> bool:
        """Check that there is one."""
        right = bool(super().validate(extra_validators))
        if not self.file.data:
            self.file.errors = [_("Kies het bestand met je kopie.")]
            return False
        return right

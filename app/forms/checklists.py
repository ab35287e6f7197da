"""The form with which a list of species comes in."""

from pathlib import PurePath
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField

from app.forms.fields import line
from app.i18n import _, _l


class ChecklistForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The file, and nothing else."""

    file = FileField(_l("Bestand"))

    @property
    def source(self) -> str:
        """Return the name of the file, for people."""
        name = PurePath(str(self.file.data.filename).replace("\\", "/")).name
        return line(name) or _("bestand")

    def validate(self, extra_validators: Any = None) -> bool:
        """Check that there is a file."""
        right = bool(super().validate(extra_validators))
        if not self.file.data:
            self.file.errors = [_("Kies een bestand.")]
        return right and not self.file.errors


class ChecklistStepForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Nothing but the token: take over and throw away are buttons."""

"""What a coordinator fills in to decide."""

import uuid
from typing import Any, Final

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.validators import AnyOf, InputRequired, Optional
from wtforms.widgets import HiddenInput

from app import wording
from app.core.errors import N_, InvalidError
from app.forms.fields import lines
from app.i18n import _, _l
from app.models import Visibility
from app.services.moderation import Verdict

BOTH: Final = "both"  # the button that approves work together with its element
ANSWERS: Final = {  # what coordinators often say
    "thanks": (N_("Bedankt"), N_("Mooi gedaan. Dank je wel!")),
    "photo": (N_("Foto onscherp"), N_("De foto is niet scherp. Kun je een nieuwe foto maken?")),
    "owner": (
        N_("Van wie is het?"),
        N_("Weet je van wie deze grond is, en vindt de eigenaar het goed?"),
    ),
    "place": (N_("Klopt de plek?"), N_("Klopt de plek op de kaart? Kijk het nog eens na.")),
    "double": (N_("Staat er al"), N_("Dit staat al op de kaart. Daarom nemen wij het niet nog eens op.")),
}
SHOWN: Final = (Visibility.EVERYONE, Visibility.COORDINATORS)  # groups are not there yet
NOT_LOST: Final = _l("Deze pagina was niet meer goed. Kijk opnieuw.")


class DecisionForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The words for the author, and for an element who may see it; the button says the step."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired(NOT_LOST)])
    element_version = IntegerField(widget=HiddenInput(), validators=[Optional()])
    step = HiddenField()
    answer = RadioField(_l("Antwoord"), validate_choice=False, validators=[Optional(), AnyOf(ANSWERS)])
    reason = TextAreaField(_l("Tekst voor de vrijwilliger"), filters=[lines])
    visibility = SelectField(
        _l("Wie mag dit zien?"), validate_choice=False, validators=[Optional(), AnyOf(list(Visibility))]
    )

    without = SelectMultipleField(validate_choice=False)  # fields of a correction that are not taken over

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Translate the choices for who looks now."""
        super().__init__(*args, **kwargs)
        self.answer.choices = [(key, _(label)) for key, (label, _text) in ANSWERS.items()]
        self.visibility.choices = [(str(one), wording.say(wording.VISIBILITIES, one)) for one in SHOWN]

    def command(self, item_id: uuid.UUID) -> Verdict:
        """Return the step; an answer that was chosen counts when no other words were typed."""
        both = self.step.data == BOTH
        chosen = ANSWERS.get(self.answer.data or "")
        return Verdict(
            id=item_id,
            version=self.version.data,
            step="publish" if both else self.step.data or "",
            reason=self.reason.data or (_(chosen[1]) if chosen else ""),
            visibility=Visibility(self.visibility.data) if self.visibility.data else None,
            element_version=self.element_version.data,
            without=tuple(self.without.data or ()),
        )

    def refuse(self, error: InvalidError) -> None:
        """Put a rule's sentence at its field."""
        field = getattr(self, error.field, None) or self.reason
        field.errors = [*field.errors, _(error.sentence, **error.values)]


class UndoForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Whether the element that was approved with the work comes back too."""

    both = BooleanField()

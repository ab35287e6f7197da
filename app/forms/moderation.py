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
    StringField,
    TextAreaField,
)
from wtforms.validators import AnyOf, InputRequired, Optional
from wtforms.widgets import HiddenInput

from app import wording
from app.core.errors import InvalidError
from app.forms.fields import choices_of, line, lines, named_choices
from app.forms.villages import village_choices
from app.i18n import _, _l
from app.models import Certainty, Consent, Element, Owner, Sighting, Submission, Visibility
from app.nature_words import CERTAINTIES
from app.queries.answers import find_answers, label_of, text_of
from app.queries.reference import find_types
from app.queries.species_names import find_shipped, species_called
from app.services.fixing import FIXABLE, NO_FIXES, Fixes
from app.services.naming import Naming
from app.services.verdicts import Verdict
from app.spatial.shapes import unwrap

BOTH: Final = "both"  # the button that approves work together with its element
NOTHING: Final = uuid.UUID(int=0)  # nothing has this id
OWN_WORDS: Final = ""  # instead of a ready answer
SHOWN: Final = (Visibility.EVERYONE, Visibility.COORDINATORS)  # groups are not there yet
NOT_LOST: Final = _l("Deze pagina was niet meer goed. Kijk opnieuw.")


def _one_of(label: str, known: Any = None) -> SelectField:
    there = [AnyOf(list(known))] if known is not None else []  # of the others the service knows
    return SelectField(label, validate_choice=False, validators=[Optional(), *there])


def _uuid(word: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(word) if word else None
    except ValueError:
        return NOTHING


class DecisionForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The words for the author, and what is set right of a new element; the button says the step."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired(NOT_LOST)])
    element_version = IntegerField(widget=HiddenInput(), validators=[Optional()])
    step = HiddenField()
    type_key = _one_of(_l("Soort"))
    place_id = _one_of(_l("Dorp"))
    owner_kind = _one_of(_l("Grond van"), Owner)
    consent = _one_of(_l("Toestemming"), Consent)
    visibility = _one_of(_l("Zichtbaar"), Visibility)
    species = StringField(_l("Welke soort is het?"), filters=[line], validators=[Optional()])
    certainty = RadioField(
        _l("Hoe zeker is de naam?"),
        choices=choices_of(CERTAINTIES),
        default=str(Certainty.SURE),
        validate_choice=False,
        validators=[Optional()],
    )
    lower = StringField(_l("Waarom minder vervagen?"), filters=[line], validators=[Optional()])
    without = SelectMultipleField(validate_choice=False)  # fields of a correction that are not taken over
    answer = RadioField(_l("Antwoord"), validate_choice=False, validators=[Optional()])
    reason = TextAreaField(_l("Tekst voor de vrijwilliger"), filters=[lines])

    def __init__(self, *args: Any, item: Submission, **kwargs: Any) -> None:
        """Offer the answers that suit the item; of a new element, show how it is now."""
        element = item if isinstance(item, Element) else None
        super().__init__(*args, obj=element, **kwargs)
        self.is_sighting = isinstance(item, Sighting)
        self.names = find_shipped() if self.is_sighting else ()
        if isinstance(item, Sighting) and not self.is_submitted():
            self.species.data = item.named.called if item.named is not None else ""
        self.answers = [(one, text_of(one, name=item.author.name, language=item.author.language))
                        for one in find_answers(kind=item.kind)]  # fmt: skip
        self.answer.choices = [(str(one.id), label_of(one)) for one, _text in self.answers]
        self.answer.choices.append((OWN_WORDS, _("Eigen tekst")))
        self.is_element = element is not None
        self.type_key.choices = self.place_id.choices = []
        if element is not None:
            self._offer(element)

    def _offer(self, element: Element) -> None:
        middle = unwrap(element.shape).centroid
        self.type_key.choices = named_choices(find_types())
        self.place_id.choices = [one for one in village_choices(near=(middle.x, middle.y)) if one.value]
        self.owner_kind.choices = [(str(one), wording.say(wording.OWNERS, one)) for one in Owner]
        self.consent.choices = [(str(one), wording.say(wording.CONSENTS, one)) for one in Consent]
        seen = [one for one in Visibility if one in SHOWN or one == element.visibility]
        self.visibility.choices = [(str(one), wording.say(wording.VISIBILITIES, one)) for one in seen]

    def look_again(self, item: Submission) -> None:
        """Show the element as it is now: what was chosen was about how it looked before."""
        for name in FIXABLE if self.is_element else ():
            self[name].process_data(getattr(item, name))

    @property
    def fixed(self) -> bool:
        """Tell whether something about the fixes is refused, so that they unfold."""
        return any(getattr(self, name).errors for name in (*FIXABLE, "species", "lower"))

    def command(self, item_id: uuid.UUID) -> Verdict:
        """Return the step; an answer that was chosen counts when no other words were typed."""
        both = self.step.data == BOTH
        return Verdict(
            id=item_id,
            version=self.version.data,
            step="publish" if both else self.step.data or "",
            reason=self.reason.data or "",
            answer_id=_uuid(self.answer.data),
            fixes=self._fixes() if self.is_element else self._naming() if self.is_sighting else NO_FIXES,
            element_version=self.element_version.data,
            without=tuple(self.without.data or ()),
        )

    def _naming(self) -> Naming:
        """Return the name as the desk has it; words that name no species are refused by the rule."""
        typed = self.species.data or ""
        found = species_called(typed) if typed else None
        return Naming(
            species_key=found.key if found is not None else typed or None,
            certainty=Certainty(self.certainty.data or Certainty.SURE),
            lower=self.lower.data or "",
        )

    def _fixes(self) -> Fixes:
        return Fixes(
            type_key=self.type_key.data or None,
            place_id=_uuid(self.place_id.data),
            owner_kind=Owner(self.owner_kind.data) if self.owner_kind.data else None,
            consent=Consent(self.consent.data) if self.consent.data else None,
            visibility=Visibility(self.visibility.data) if self.visibility.data else None,
        )

    def refuse(self, error: InvalidError) -> None:
        """Put a rule's sentence at its field."""
        field = getattr(self, error.field, None) or self.reason
        field.errors = [*field.errors, _(error.sentence, **error.values)]


class UndoForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Whether the element that was approved with the work comes back too."""

    both = BooleanField()

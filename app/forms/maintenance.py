"""The form of work that was done."""

import re
from fractions import Fraction
from typing import Any, Final

from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, Form, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from app.core.clock import today
from app.core.cycles import share_of
from app.core.errors import N_
from app.forms.elements import CONDITIONS
from app.forms.fields import (
    FormId,
    HoursField,
    NumberField,
    OneOf,
    SentAt,
    VersionField,
    at_most,
    choices_of,
    latest_day,
    line,
    lines,
    named_choices,
    number_text,
)
from app.forms.photos import PhotosField
from app.i18n import _, _l
from app.models import Condition, Element, MaintenanceLog, NestCheck
from app.queries.presets import Preset
from app.queries.reference import find_activities, find_usual_activities
from app.queries.seasons import Season, season_of
from app.services.maintenance import EARLIEST, MAX_NOTES, MAX_PEOPLE, MAX_WHY, LogFacts

SHARES: Final = {
    "1/1": N_("Alles wat nodig was"),
    "1/2": N_("De helft"),
    "1/3": N_("Een derde"),
    "1/4": N_("Een kwart"),
    "1/10": N_("Een tiende"),
}
WHOLE: Final = "1/1"
PART: Final = re.compile(r"([0-9]{1,4})\s*/\s*([0-9]{1,4})", re.ASCII)
NEST_CHECKS: Final = {
    NestCheck.NONE_SEEN.value: N_("Gekeken, geen nest gezien"),
    NestCheck.NEST_SEEN.value: N_("Nest gezien, dat deel laten staan"),
    NestCheck.NOT_CHECKED.value: N_("Niet gekeken"),
}


class PartField(StringField):  # type: ignore[misc]  # WTForms has no types
    """A part of the whole as people write it: 2/5; ``part`` is None when the field is empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Start empty."""
        super().__init__(*args, validators=[Optional()], filters=[line], **kwargs)
        self.part: Fraction | None = None

    def pre_validate(self, form: Form) -> None:  # noqa: ARG002 (WTForms calls it so)
        """Read the part."""
        self.part = None
        if not self.data:
            return
        found = PART.fullmatch(self.data)
        over, below = (int(found[1]), int(found[2])) if found else (0, 0)
        if not 0 < over <= below:
            raise ValidationError(_("Typ een deel als 2/5: twee van de vijf. Hoogstens het geheel."))
        self.part = Fraction(over, below)


class MaintenanceForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Everything about work on one element, on one page."""

    by_device = False  # an envelope fills it in, made days ago by another clock

    id = FormId()
    sent_at = SentAt()
    version = VersionField()
    activity_key = OneOf(_l("Wat heb je gedaan?"), needed=_l("Kies wat je hebt gedaan."))
    share = OneOf(_l("Welk deel is klaar?"), choices=choices_of(SHARES))
    share_typed = PartField(_l("Een ander deel?"))
    amount = NumberField(_l("Liever een aantal?"), low=0.01, high=1_000_000)
    done_on = DateField(
        _l("Wanneer was het?"), format=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"], default=today, validators=[]
    )
    season_why = TextAreaField(
        _l("Waarom toch toen?"), filters=[lines], validators=[Optional(), at_most(MAX_WHY)]
    )
    people = NumberField(
        _l("Met hoeveel mensen?"), low=1, high=MAX_PEOPLE, whole=True, default="1", validators=[]
    )
    hours = HoursField(_l("Hoeveel uur per persoon?"))
    photos = PhotosField(_l("Foto’s"))
    people_ok = BooleanField(_l("Er staan geen mensen herkenbaar op de foto’s, of zij vinden het goed."))
    nest_check = OneOf(
        _l("Heb je op nesten gelet?"),
        choices=choices_of(NEST_CHECKS),
        needed=_l("Zeg of je op nesten hebt gelet. Dat vragen we altijd."),
    )
    condition_after = OneOf(_l("Hoe staat het er nu bij?"), choices=choices_of(CONDITIONS), default="")
    overdue_after = BooleanField(_l("Er blijft werk liggen dat al te laat is."))
    notes = TextAreaField(
        _l("Wil je nog iets kwijt?"), filters=[lines], validators=[Optional(), at_most(MAX_NOTES)]
    )
    answer = TextAreaField(_l("Jouw antwoord"), filters=[lines], validators=[Optional(), at_most(2000)])

    def __init__(
        self, *args: Any, element: Element, before: MaintenanceLog | None = None, **kwargs: Any
    ) -> None:
        """Offer what is usual on this kind of element first; ``before`` is the work that is changed."""
        super().__init__(*args, data=_data_of(before) if before is not None else None, **kwargs)
        self.preset: Preset | None = None
        self.element = element
        self.usual = [usual.activity for usual in find_usual_activities(element.type_key)]
        usual = {activity.key for activity in self.usual}
        self.others = [activity for activity in find_activities() if activity.key not in usual]
        both = [*self.usual, *self.others]
        self.known = {activity.key for activity in both}
        self.activity_key.choices = named_choices(both)
        if before is not None and not self.is_submitted():
            self.photos.show(before.photos)

    def fill_in(self, preset: Preset) -> None:
        """Fill in beforehand what is likely, of a form that nobody touched; the nests stay a question."""
        self.preset = preset
        self.activity_key.data, self.share.data = preset.activity_key, WHOLE
        self.people.data = str(preset.people)

    def validate_done_on(self, field: Any) -> None:
        """Refuse a day that must still come, or lies too far back."""
        if field.data is None:
            field.errors = []  # WTForms' own words are English
            raise ValidationError(_("Vul de dag in, bijvoorbeeld 12-09-2026."))
        if field.data > latest_day() and not self.by_device:
            raise ValidationError(_("Deze dag moet nog komen. Kies vandaag of een eerdere dag."))
        if field.data < EARLIEST:
            raise ValidationError(_("Deze dag is te lang geleden. Kijk het jaar na."))

    def validate_people(self, field: Any) -> None:
        """Ask for a number of people."""
        if not field.data:
            raise ValidationError(_("Vul in met hoeveel mensen jullie waren."))

    def validate_people_ok(self, field: Any) -> None:
        """Ask for the tick when there are photos."""
        if self.photos.any and not field.data:
            raise ValidationError(
                _("Zet hier een vinkje. Staat er iemand herkenbaar op? Haal die foto dan weg.")
            )

    def validate(self, extra_validators: Any = None) -> bool:
        """Check every field, and that a share or an amount is given."""
        right = super().validate(extra_validators)
        if not self.share.data and not self.share_typed.data and not self.amount.data:
            self.share.errors = [_("Kies welk deel klaar is, of vul een aantal in.")]
        return right and not self.share.errors

    def season(self) -> Season | None:
        """Return what is said of the chosen work on the chosen day, once both are known."""
        if self.activity_key.data not in self.known or self.done_on.data is None:
            return None
        return season_of(self.element.type_key, self.activity_key.data, self.done_on.data)

    def command(self) -> LogFacts:
        """Return what was told; only after validate() said yes."""
        return LogFacts(
            element_id=self.element.id,
            activity_key=self.activity_key.data,
            done_on=self.done_on.data,
            share=self.share_typed.part or (Fraction(self.share.data) if self.share.data else None),
            amount=self.amount.number,
            people=int(self.people.number or 0),
            minutes_each=self.hours.minutes,
            nest_check=NestCheck(self.nest_check.data),
            condition_after=Condition(self.condition_after.data) if self.condition_after.data else None,
            overdue_after=self.overdue_after.data,
            notes=self.notes.data,
            season_why=self.season_why.data,
            photos=self.photos.chosen(),
        )


def _share_text(log: MaintenanceLog) -> str:
    """Write the share, but for one that follows from the number beside it."""
    told = f"{log.share_num}/{log.share_den}" if log.share_num else ""
    follows = share_of(log.activity_key, share=None, amount=log.amount, count=log.element.count)
    return "" if follows is not None and follows == log.share else told


def _data_of(log: MaintenanceLog) -> dict[str, Any]:
    """Return the work as the fields of the form show it."""
    same = ("activity_key", "done_on", "nest_check", "overdue_after", "notes", "season_why")
    minutes, share = log.minutes_each, _share_text(log)
    return {name: getattr(log, name) for name in same} | {
        "id": str(log.id),
        "version": str(log.version),
        "share": share if share in SHARES else "",
        "share_typed": share if share not in SHARES else "",
        "amount": number_text(log.amount),
        "people": str(log.people),
        "hours": "" if minutes is None else f"{minutes // 60}:{minutes % 60:02}",
        "condition_after": log.condition_after or "",
        "people_ok": bool(log.photos),
    }

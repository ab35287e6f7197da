"""Who was there and how long, and what was done: one row per sign-up, one per task."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Final

from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import Optional

from app import wording
from app.forms.fields import (
    FormId,
    HoursField,
    NumberField,
    OneOf,
    VersionField,
    at_most,
    choices_of,
    line,
    lines,
)
from app.i18n import _l
from app.models import Event, EventTask, NestCheck, SignUp
from app.services.attendance import MAX_NAME, MAX_WALK_INS, MAX_WORDS, Attendance, Ending

SHARES: Final = {
    "0": _l("Niet gedaan"),
    "1": _l("Helemaal"),
    "3/4": _l("Driekwart"),
    "2/3": _l("Twee derde"),
    "1/2": _l("De helft"),
    "1/3": _l("Een derde"),
    "1/4": _l("Een kwart"),
}


class AttendanceForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """For each sign-up a tick and hours; and how many came along without signing up."""

    id = FormId()
    walk_ins = NumberField(
        _l("Hoeveel mensen kwamen zonder aanmelding?"), low=0, high=MAX_WALK_INS, whole=True
    )
    walk_in_name = StringField(
        _l("Wie zijn dat?"), filters=[line], validators=[Optional(), at_most(MAX_NAME)]
    )
    rows: Sequence[SignUp] = ()

    def command(self) -> Attendance:
        """Return what was told; only after validate() said yes."""
        return Attendance(
            present={one.id: bool(self[f"present_{one.id.hex}"].data) for one in self.rows},
            minutes={one.id: self[f"hours_{one.id.hex}"].minutes for one in self.rows},
            walk_in_id=self.id.uuid,
            walk_ins=int(self.walk_ins.number or 0),
            walk_in_name=self.walk_in_name.data or "",
        )


class EndingForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """For each task how much was done; whether someone looked for nests; and what went wrong."""

    version = VersionField()
    nest_check = OneOf(
        _l("Is er naar nesten gekeken?"),
        choices=choices_of(wording.NEST_CHECKS),
        needed=_l("Kies of er naar nesten is gekeken."),
    )
    accident = TextAreaField(
        _l("Ongeluk of bijna-ongeluk"), filters=[lines], validators=[Optional(), at_most(MAX_WORDS)]
    )
    tasks: Sequence[EventTask] = ()

    def command(self) -> Ending:
        """Return what was told; only after validate() said yes."""
        done = {one.id: Fraction(self[f"done_{one.id.hex}"].data) or None for one in self.tasks}
        return Ending(
            version=self.version.number,
            done=done,
            nest_check=NestCheck(self.nest_check.data),
            accident=self.accident.data or "",
        )


def attendance_form(rows: Sequence[SignUp]) -> AttendanceForm:
    """Make the form for these sign-ups, as they are now."""
    fields: dict[str, Any] = {"rows": rows}
    for one in rows:
        fields[f"present_{one.id.hex}"] = BooleanField(one.name_shown, default=bool(one.present))
        hours = f"{one.minutes // 60}:{one.minutes % 60:02}" if one.minutes is not None else ""
        fields[f"hours_{one.id.hex}"] = HoursField(_l("Uren"), default=hours)
    made: AttendanceForm = type("AttendanceForm", (AttendanceForm,), fields)()
    return made


def ending_form(event: Event) -> EndingForm:
    """Make the form for the tasks of an event."""
    fields: dict[str, Any] = {"tasks": list(event.tasks)}
    for one in event.tasks:
        label = f"{wording.named(one.activity)}: {one.element.title_shown}"
        fields[f"done_{one.id.hex}"] = OneOf(
            label,
            choices=[SelectChoice(value, words) for value, words in SHARES.items()],
            needed=_l("Kies hoeveel er klaar is."),
        )
    made: EndingForm = type("EndingForm", (EndingForm,), fields)(data={"version": str(event.version)})
    return made

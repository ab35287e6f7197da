"""Fields that read what people type, and keep it as it was typed."""

import uuid
from collections.abc import Callable, Container, Iterable
from datetime import date, timedelta
from typing import Any

from wtforms import Form, HiddenField, RadioField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import Length, Optional, ValidationError

from app.core.clock import today
from app.core.device_clock import DeviceClock
from app.core.errors import DomainError
from app.core.ids import is_random, new_id
from app.core.text import one_line, paragraphs
from app.forms.long_list import LongList
from app.i18n import _, _l, lazy_gettext, shown_language


def line(text: str | None) -> str:
    """Clean one line of text."""
    return one_line(text or "")


def lines(text: str | None) -> str:
    """Clean text of several lines."""
    return paragraphs(text or "")


def at_most(most: int) -> Length:
    """Allow no more than so many characters."""
    return Length(max=most, message=_l("Maak de tekst korter: hoogstens %(most)s tekens.", most=most))


class FormId(HiddenField):  # type: ignore[misc]  # WTForms has no types
    """The id of what will be made: random, so that sending the form twice makes one thing."""

    def __init__(self, **kwargs: Any) -> None:
        """Make a new one for an empty form."""
        super().__init__(default=lambda: str(new_id()), **kwargs)

    def pre_validate(self, form: Form) -> None:  # noqa: ARG002 (WTForms calls it so)
        """Refuse anything but a random UUID."""
        try:
            known = is_random(uuid.UUID(self.data or ""))
        except ValueError:
            known = False
        if not known:
            raise ValidationError(_("Dit formulier klopt niet. Open het opnieuw."))

    @property
    def uuid(self) -> uuid.UUID:
        """Return the id."""
        return uuid.UUID(self.data)


class SentAt(HiddenField):  # type: ignore[misc]  # WTForms has no types
    """When the form goes out by the clock of the device: a script fills it in at that very moment."""

    @property
    def clock(self) -> DeviceClock | None:
        """Return what the device said; None without a script, or when it cannot be read."""
        return DeviceClock.read(self.data)

    def _value(self) -> str:
        """Show nothing: a form that comes back goes out at another moment."""
        return ""


class VersionField(HiddenField):  # type: ignore[misc]  # WTForms has no types
    """The version of the thing as the form was opened with it."""

    @property
    def number(self) -> int:
        """Return the version; 0, which nothing has, when the form says none."""
        text = self.data or ""
        return int(text) if text.isdecimal() and len(text) < 10 else 0  # noqa: PLR2004 (an integer column)


class NumberField(StringField):  # type: ignore[misc]  # WTForms has no types
    """A number with a point or a comma; ``number`` is None when the field is empty."""

    def __init__(self, *args: Any, low: float, high: float, whole: bool = False, **kwargs: Any) -> None:
        """Say between which numbers it must lie, and whether it is a whole one."""
        kwargs.setdefault("validators", [Optional()])
        super().__init__(*args, filters=[line], **kwargs)
        self.low, self.high, self.whole = low, high, whole
        self.number: float | None = None

    def pre_validate(self, form: Form) -> None:  # noqa: ARG002 (WTForms calls it so)
        """Read the number."""
        self.number = None
        if not self.data:
            return
        try:
            found = int(self.data) if self.whole else float(self.data.replace(",", "."))
        except ValueError:
            found = float("nan")
        if not self.low <= found <= self.high:
            kind = _("Vul een heel getal in") if self.whole else _("Vul een getal in, bijvoorbeeld 2 of 2,5")
            span = _("van %(low)s tot %(high)s", low=number_text(self.low), high=number_text(self.high))
            raise ValidationError(f"{kind}, {span}.")
        self.number = found


class HoursField(StringField):  # type: ignore[misc]  # WTForms has no types
    """A time span: 2, 2,5 or 2:30 hours; ``minutes`` is None when the field is empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Start empty."""
        super().__init__(*args, validators=[Optional()], filters=[line], **kwargs)
        self.minutes: int | None = None

    def pre_validate(self, form: Form) -> None:  # noqa: ARG002 (WTForms calls it so)
        """Read the hours."""
        self.minutes = None
        if not self.data:
            return
        hours, colon, minutes = self.data.removesuffix("uur").strip().partition(":")
        try:
            found = int(hours) * 60 + int(minutes) if colon else round(float(hours.replace(",", ".")) * 60)
        except (ValueError, OverflowError):
            found = -1
        if not 0 <= found <= 24 * 60 or (colon and not 0 <= int(minutes) < 60):  # noqa: PLR2004 (minutes)
            raise ValidationError(_("Vul uren in, bijvoorbeeld 2 of 2,5 of 2:30. Hoogstens 24."))
        self.minutes = found


class OneOf(RadioField):  # type: ignore[misc]  # WTForms has no types
    """Radio buttons; ``needed`` is said when none of them was chosen."""

    def __init__(self, *args: Any, needed: Any = "", **kwargs: Any) -> None:
        """Without ``needed`` the choice may stay open."""
        super().__init__(*args, validate_choice=False, **kwargs)
        self.needed = needed

    def pre_validate(self, form: Form) -> None:  # noqa: ARG002 (WTForms calls it so)
        """Refuse what is not among the choices."""
        known = {choice.value for choice in self.choices}
        if self.data not in known and (self.data or self.needed):
            raise ValidationError(self.needed or _("Kies één van de mogelijkheden."))


class ChooseOne(SelectField):  # type: ignore[misc]  # WTForms has no types
    """A list of choices in groups; ``needed`` is said when nothing was chosen."""

    widget = LongList()
    _made: list[SelectChoice] | None = None
    _make: Callable[[], list[SelectChoice]] | None = None
    _known: Container[str] | None = None

    def __init__(self, *args: Any, needed: Any, **kwargs: Any) -> None:
        """Take the sentence for an empty choice."""
        super().__init__(*args, validate_choice=False, **kwargs)
        self.needed = needed

    def offer(self, make: Callable[[], list[SelectChoice]], *, known: Container[str]) -> None:
        """Take the values that may be chosen; a long list of them is made once somebody sees it."""
        self._made, self._make, self._known = None, make, known

    @property
    def choices(self) -> list[SelectChoice] | None:
        """Return what is offered."""
        if self._made is None and self._make is not None:
            self._made = self._make()
        return self._made

    @choices.setter
    def choices(self, made: list[SelectChoice] | None) -> None:
        self._made, self._make, self._known = made, None, None

    def pre_validate(self, form: Form) -> None:  # noqa: ARG002 (WTForms calls it so)
        """Refuse what is not among the choices."""
        known = {choice.value for choice in self.choices or ()} if self._known is None else self._known
        if not self.data or self.data not in known:
            raise ValidationError(self.needed)

    @property
    def uuid(self) -> uuid.UUID:
        """Return the choice as an id; the one that nothing has when it is none."""
        try:
            return uuid.UUID(self.data or "")
        except ValueError:
            return uuid.UUID(int=0)


def choices_of(words: dict[str, str]) -> list[SelectChoice]:
    """Return the choices of a table of values and words; the words are translated when shown."""
    return [SelectChoice(value, lazy_gettext(text)) for value, text in words.items()]


def named_choices(rows: Iterable[Any]) -> list[SelectChoice]:
    """Return rows of the reference data, with a key and a name in both languages, as choices."""
    english = shown_language() == "en"  # asked once: there are thirty
    return [SelectChoice(row.key, row.name_en if english else row.name_nl) for row in rows]


def latest_day() -> date:
    """Return the last day that a page takes: tomorrow, which it is already somewhere on earth.

    Of what a device hands in later, a day to come is flagged, not refused: its clock may be off (D13).
    """
    return today() + timedelta(days=1)


def number_text(value: float | None) -> str:
    """Write a number as people type it: 2,5, or in English 2.5."""
    plain = "" if value is None else f"{value:.12g}"
    return plain if shown_language() == "en" else plain.replace(".", ",")


def refuse(form: Any, error: DomainError) -> int:
    """Put what a use case refused beside its field, or above the form; returns the status to answer with."""
    sentence = _(error.sentence, **error.values) if error.sentence else _("Dat kan nu niet.")
    field = form._fields.get(getattr(error, "field", ""))
    if field is None:
        form.form_errors.append(sentence)
    else:
        field.errors = [*field.errors, sentence]
    return error.status

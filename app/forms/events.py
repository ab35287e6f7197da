"""The form of an event: what, when, where, who, what to bring, and what is settled."""

import uuid
from datetime import date, datetime, time
from typing import Any, Final

from wtforms import BooleanField, DateField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import Optional, ValidationError

from app import wording
from app.core.clock import HOME
from app.forms.fields import (
    FormId,
    NumberField,
    OneOf,
    SentAt,
    VersionField,
    at_most,
    choices_of,
    line,
    lines,
)
from app.forms.place import PlaceForm
from app.forms.place_now import PlaceNow, place_now
from app.forms.placed import Placed
from app.forms.sightings import CLOCK, POINT, Village
from app.i18n import _, _l, lazy_gettext
from app.models import Consent, Event, EventKind, Group, User
from app.queries.event_hosts import find_host_choices
from app.services.events import (
    LINES,
    MAX_AGE,
    MAX_LINE,
    MAX_PEOPLE,
    MAX_TEXT,
    MAX_TITLE,
    TEXTS,
    EventFacts,
)
from app.spatial.areas import middle_of
from app.spatial.shapes import unwrap

DAYS: Final = ["%Y-%m-%d", "%d-%m-%Y"]
TICKS: Final = ("toilet", "wheelchair", "no_reception", "light_work", "own_pace")
NUMBERS: Final = ("maximum", "min_age", "child_age")


def _line(label: Any) -> StringField:
    return StringField(label, filters=[line], validators=[Optional(), at_most(MAX_LINE)])


def _text(label: Any) -> TextAreaField:
    return TextAreaField(label, filters=[lines], validators=[Optional(), at_most(MAX_TEXT)])


class EventForm(PlaceForm):
    """Everything about one day, on one page; ``before`` is one to change."""

    id = FormId()
    sent_at = SentAt()
    version = VersionField()
    hosts = SelectMultipleField(_l("Welke groep organiseert het?"), choices=[], validate_choice=False)
    event_kind = OneOf(
        _l("Wat voor dag is het?"), choices=choices_of(wording.EVENT_KINDS), needed=_l("Kies wat voor dag.")
    )
    title = StringField(_l("Titel"), filters=[line], validators=[at_most(MAX_TITLE)])
    about = _text(_l("Wat gaan we doen?"))
    aim = _text(_l("Wat is er aan het eind klaar?"))
    day = DateField(_l("Datum"), format=DAYS, validators=[])
    starts = StringField(_l("Begintijd"), filters=[line])
    ends = StringField(_l("Eindtijd"), filters=[line])
    pause = _line(_l("Pauze"))
    rain_on = DateField(_l("Andere dag bij slecht weer"), format=DAYS, validators=[Optional()])
    place_id = Village(_l("Dorp"), needed=_l("Kies het dorp."))
    meeting = _line(_l("Waar verzamelen we?"))
    parking = _line(_l("Parkeren"))
    toilet = BooleanField(_l("Er is een wc."))
    wheelchair = BooleanField(_l("Je kunt er met een rolstoel komen."))
    no_reception = BooleanField(_l("Je telefoon heeft er geen bereik."))
    leader = _line(_l("Leiding"))
    first_aider = _line(_l("EHBO"))
    phone = _line(_l("Telefoonnummer op de dag zelf"))
    maximum = NumberField(_l("Hoeveel mensen kunnen mee?"), low=1, high=MAX_PEOPLE, whole=True)
    min_age = NumberField(_l("Vanaf welke leeftijd?"), low=0, high=MAX_AGE, whole=True)
    child_age = NumberField(_l("En met een ouder erbij?"), low=0, high=MAX_AGE, whole=True)
    light_work = BooleanField(_l("Er is ook licht of zittend werk."))
    own_pace = BooleanField(_l("Iedereen werkt in een eigen tempo."))
    bring = _text(_l("Wat nemen mensen zelf mee?"))
    tools = _text(_l("Welk gereedschap is er?"))
    catering = _line(_l("Koffie, soep of iets anders"))
    risks = SelectMultipleField(
        _l("Welke gevaren zijn er?"),
        choices=[SelectChoice(key, lazy_gettext(name)) for key, (name, _words) in wording.RISKS.items()],
        validate_choice=False,
    )
    safety = _text(_l("Wat moeten mensen nog meer weten?"))
    insurance = _line(_l("Verzekering"))
    consent = OneOf(
        _l("Vindt de eigenaar het goed?"),
        choices=choices_of(wording.CONSENTS),
        default=Consent.UNKNOWN.value,
    )
    permit = _line(_l("Vergunning of melding"))
    nest_look = _line(_l("Wie kijkt naar nesten, en wanneer?"))
    answer = TextAreaField(_l("Jouw antwoord"), filters=[lines], validators=[Optional(), at_most(MAX_TEXT)])

    kind: Any = POINT

    def __init__(self, *args: Any, viewer: User, before: Event | None = None, **kwargs: Any) -> None:
        """``viewer`` is who fills it in: it offers their groups."""
        super().__init__(*args, data=_data_of(before) if before is not None else None, **kwargs)
        self.mends = {}
        self.groups: list[Group] = list(find_host_choices(viewer, before))
        self.hosts.choices = [SelectChoice(str(one.id), one.name) for one in self.groups]
        if before is not None:
            placed = Placed(unwrap(before.shape), before.accuracy_m)
            self.before = placed
            if not self.is_submitted():
                self.show_place(placed)
        self.offer_places()

    def place_now(self) -> PlaceNow | None:
        """Return what is known of the place by now."""
        return place_now(self, POINT)

    def validate_day(self, field: Any) -> None:
        """Ask for a day that can be read."""
        if field.data is None:
            field.errors = []  # WTForms' own words are English
            raise ValidationError(_("Vul de dag in, bijvoorbeeld 12-09-2026."))

    def validate_rain_on(self, field: Any) -> None:
        """Say in Dutch that a day cannot be read, or comes too early."""
        if field.errors:
            field.errors = []
            raise ValidationError(_("Vul de dag in, bijvoorbeeld 12-09-2026."))
        if field.data and self.day.data and field.data <= self.day.data:
            raise ValidationError(_("Kies een dag na de dag zelf."))

    def validate_starts(self, field: Any) -> None:
        """Ask for a time of day."""
        if _clock(field.data) is None:
            raise ValidationError(_("Vul een tijd in, bijvoorbeeld 9.30."))

    validate_ends = validate_starts

    def validate_title(self, field: Any) -> None:
        """Ask for a title."""
        if not field.data:
            raise ValidationError(_("Geef de dag een titel."))

    def validate(self, extra_validators: Any = None) -> bool:
        """Check every field, and the place."""
        right = bool(super().validate(extra_validators))
        if self.roughly.data and not self.place_id.data:
            self.place_id.errors = [*self.place_id.errors, _("Kies het dorp.")]
        return self.read_place(POINT) and right and not self.place_id.errors

    def command(self) -> EventFacts:
        """Return what was told; only after validate() said yes."""
        if self.placed is None:
            raise RuntimeError("validate() comes first")
        spot = middle_of(self.placed.shape)
        rest: dict[str, Any] = {name: self[name].data or "" for name in (*LINES, *TEXTS)}
        rest |= {name: bool(self[name].data) for name in TICKS}
        rest |= {name: int(self[name].number) if self[name].number is not None else None for name in NUMBERS}
        return EventFacts(
            title=self.title.data,
            event_kind=EventKind(self.event_kind.data),
            starts_at=_moment(self.day.data, self.starts.data),
            ends_at=_moment(self.day.data, self.ends.data),
            rain_on=self.rain_on.data,
            lon=spot.x,
            lat=spot.y,
            accuracy_m=self.placed.accuracy_m,
            hosts=tuple(_ids(self.hosts.data)),
            risks=tuple(self.risks.data or ()),
            consent=Consent(self.consent.data or Consent.UNKNOWN),
            **rest,
        )

    def _kept(self) -> bool:
        """Keep where it was told before."""
        return self.before is not None


def _clock(text: str | None) -> time | None:
    found = CLOCK.fullmatch((text or "").removesuffix("uur").strip())
    return time(int(found[1]), int(found[2])) if found else None


def _moment(day: date, text: str) -> datetime:
    """Return the moment of a time on the clock of Drenthe."""
    return datetime.combine(day, _clock(text) or time(), tzinfo=HOME)


def _ids(texts: list[str] | None) -> list[uuid.UUID]:
    """Return the chosen ids in one order; what is none becomes one that nothing has."""
    found = []
    for text in texts or ():
        try:
            found.append(uuid.UUID(text))
        except ValueError:
            found.append(uuid.UUID(int=0))
    return sorted(set(found))


def _data_of(event: Event) -> dict[str, Any]:
    start, end = event.starts_at.astimezone(HOME), event.ends_at.astimezone(HOME)
    same = ("title", "rain_on", "risks", *LINES, *TEXTS, *TICKS)
    numbers = {name: str(value) for name in NUMBERS if (value := getattr(event, name)) is not None}
    return {name: getattr(event, name) for name in same} | numbers | {
        "id": str(event.id),
        "version": str(event.version),
        "hosts": [str(one.id) for one in event.hosts],
        "event_kind": str(event.event_kind),
        "consent": str(event.consent),
        "day": start.date(),
        "starts": f"{start:%H.%M}",
        "ends": f"{end:%H.%M}",
    }  # fmt: skip

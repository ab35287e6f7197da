"""The form of a landscape element."""

import uuid
from collections.abc import Iterable
from typing import Any, Final

from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import Optional

from app import wording
from app.core.errors import N_, InvalidError
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
    named_choices,
    number_text,
)
from app.forms.photos import PhotosField
from app.forms.place import PlaceForm
from app.forms.place_now import PlaceNow, place_now
from app.forms.placed import Placed
from app.i18n import _, _l
from app.models import (
    AgeClass,
    AreaType,
    Condition,
    Consent,
    CoreNetwork,
    Element,
    ElementType,
    Group,
    Owner,
    Visibility,
)
from app.policies.elements import default_visibility
from app.queries.reference import find_municipalities, find_types
from app.services.elements import MAX_NAME, MAX_STORY, ElementFacts, check_fits
from app.services.locating import BY as LOCATION
from app.services.locating import said_by_person
from app.spatial.shapes import unwrap

CONDITIONS: Final = {
    "good": N_("Goed"),
    "fair": N_("Matig"),
    "poor": N_("Slecht"),
    "": N_("Weet ik niet"),
}
CONSENTS: Final = {
    "yes": N_("Ja"),
    "asked": N_("Gevraagd, nog geen antwoord"),
    "no": N_("Nee"),
    "unknown": N_("Weet ik niet"),
}
VISIBILITIES: Final = {
    "": N_("De gewone regel"),
    "everyone": N_("Iedereen"),
    "coordinators": N_("Alleen coördinatoren"),
}
GROUP: Final = "group:"  # before the id of one
BY_MAP: Final = N_("Volgens de kaart")
NETWORKS: Final = {"": BY_MAP, **wording.CORE_NETWORKS}
AREA_TYPES: Final = {"": BY_MAP, **wording.AREA_TYPES}
del NETWORKS["unknown"], AREA_TYPES["unknown"]  # nobody need say so
FAMILY_NOTES: Final = {
    "lijn": N_("lijn van bomen of struiken"),
    "boom": N_("laan, knotboom, boomgaard"),
    "water": N_("poel, sloot, oever, beek"),
    "bos": N_("bosje, hakhout, griend"),
    "heide": N_("heide, berm, akkerrand"),
    "erf": N_("brink, erf, grafheuvel"),
    "pad": N_("pad over boerenland"),
    "fauna": N_("nestkast, faunapassage"),
}
FAMILY_PICTURES: Final = {key: f"images/soort-{key}.svg" for key in FAMILY_NOTES} | {
    "fauna": "images/soort-dier.svg"
}


class ElementForm(PlaceForm):
    """Everything about one element, on one page."""

    id = FormId()
    sent_at = SentAt()
    version = VersionField()
    family = OneOf(_l("Wat voor iets is het?"))
    type_key = OneOf(_l("Welke soort?"), needed=_l("Kies wat het is, of wat er het meest op lijkt."))
    width_m = NumberField(_l("Hoe breed ongeveer?"), low=0.1, high=500)
    name = StringField(
        _l("Hoe noemen mensen het?"), filters=[line], validators=[Optional(), at_most(MAX_NAME)]
    )
    photos = PhotosField(_l("Foto’s"))
    people_ok = BooleanField(_l("Er staan geen mensen herkenbaar op de foto’s, of zij vinden het goed."))
    owner_kind = OneOf(_l("Van wie is de grond?"), choices=choices_of(wording.OWNERS), default=Owner.UNKNOWN)
    consent = OneOf(
        _l("Vindt de eigenaar het goed dat dit op de kaart staat?"),
        choices=choices_of(CONSENTS),
        default=Consent.UNKNOWN,
    )
    visibility = OneOf(_l("Wie mag dit zien?"), choices=choices_of(VISIBILITIES), default="")
    condition = OneOf(_l("Hoe staat het erbij?"), choices=choices_of(CONDITIONS), default="")
    overdue = BooleanField(_l("Er is al lang geen onderhoud gedaan (achterstallig)."))
    count = NumberField(_l("Hoeveel bomen of stuks zijn het?"), low=1, high=100_000, whole=True)
    age = SelectField(
        _l("Hoe oud is het ongeveer?"), choices=choices_of(wording.AGES), default=AgeClass.UNKNOWN
    )
    story = TextAreaField(
        _l("Ken je er een verhaal bij?"), filters=[lines], validators=[Optional(), at_most(MAX_STORY)]
    )
    municipality_code = SelectField(_l("Gemeente"), default="", validate_choice=False)
    core_network = SelectField(_l("Natuurnetwerk"), choices=choices_of(NETWORKS), default="")
    area_type = SelectField(_l("Gebiedstype van de provincie"), choices=choices_of(AREA_TYPES), default="")
    another = HiddenField()  # the mark of the place for which the person said: it is another one
    near = HiddenField()  # which button of "bedoel je deze?" was pressed: look, or a mark
    answer = TextAreaField(_l("Jouw antwoord"), filters=[lines], validators=[Optional(), at_most(2000)])

    def __init__(
        self, *args: Any, before: Element | None = None, groups: Iterable[Group] = (), **kwargs: Any
    ) -> None:
        """Offer kinds, villages and one's own groups; ``before`` is the element that is changed."""
        super().__init__(*args, data=_data_of(before) if before is not None else None, **kwargs)
        first = ["answer", "family", "type_key"]  # so that errors are named in the order of the page
        for name in [*first, *(name for name in self._fields if name not in first)]:
            self._fields[name] = self._fields.pop(name)
        self.mends = {}
        self.types = list(find_types())
        self.type_key.choices = named_choices(self.types)
        self.visibility.choices = _who_may_see(groups, before)
        self.municipality_code.choices = [
            SelectChoice("", _("Volgens de kaart of het dorp")),
            *(SelectChoice(one.code, one.name) for one in find_municipalities()),
        ]
        self.family.choices = choices_of({key: words for key, (_icon, words) in wording.FAMILIES.items()})
        if before is not None:
            self.before = Placed(unwrap(before.shape), before.accuracy_m)
            if not self.is_submitted():
                self.show_place(self.before)
                self.photos.show(before.photos)
        self.offer_places()  # also decides what may be chosen

    @property
    def kind(self) -> ElementType | None:
        """Return the chosen kind of element."""
        return next((kind for kind in self.types if kind.key == self.type_key.data), None)

    def place_now(self) -> PlaceNow | None:
        """Return what is known of the place by now, for people who fill in the form."""
        return place_now(self, self.kind)

    def validate(self, extra_validators: Any = None) -> bool:
        """Check every field, the place, and what fields say about each other."""
        right = super().validate(extra_validators)
        if self.type_key.errors and not self.family.data and not self.type_key.data:
            # the families are asked first; without one the kinds are not seen
            self.family.errors, self.type_key.errors = self.type_key.errors, []
        right = self.read_place(self.kind) and right
        return self._agree() and right

    def command(self) -> ElementFacts:
        """Return what was told; only after validate() said yes."""
        placed = self.placed
        if placed is None:
            raise ValueError("the form was not validated")
        return ElementFacts(
            type_key=self.type_key.data,
            place_id=self.place_id.uuid,
            shape=placed.shape,
            accuracy_m=placed.accuracy_m,
            name=self.name.data,
            width_m=self.width_m.number,
            count=None if self.count.number is None else int(self.count.number),
            owner_kind=Owner(self.owner_kind.data or Owner.UNKNOWN),
            consent=Consent(self.consent.data or Consent.UNKNOWN),
            visibility=_seen_by(self.visibility.data),
            group_id=_group_of(self.visibility.data),
            condition=Condition(self.condition.data) if self.condition.data else None,
            overdue=self.overdue.data,
            age=AgeClass(self.age.data),
            story=self.story.data,
            municipality_code=self.municipality_code.data or None,
            core_network=CoreNetwork(self.core_network.data) if self.core_network.data else None,
            area_type=AreaType(self.area_type.data) if self.area_type.data else None,
            photos=self.photos.chosen(),
        )

    def _agree(self) -> bool:
        kind = self.kind
        if kind is not None and self.family.data and kind.family != self.family.data:
            sentence = _("Je koos een andere groep. Kies nu ook de soort.")
            self.type_key.errors = [*self.type_key.errors, sentence]
        if kind is not None and self.placed is not None:
            try:
                check_fits(kind, self.placed.shape, self.placed.accuracy_m)
            except InvalidError as error:
                self.shape.errors = [*self.shape.errors, _(error.sentence)]
        if self.photos.any and not self.people_ok.data:
            sentence = _("Zet hier een vinkje. Staat er iemand herkenbaar op? Haal die foto dan weg.")
            self.people_ok.errors = [*self.people_ok.errors, sentence]
        return not (self.type_key.errors or self.shape.errors or self.people_ok.errors)


def _who_may_see(groups: Iterable[Group], before: Element | None) -> list[SelectChoice]:
    """Return who may be chosen: also each group of the person, and what was chosen before."""
    own = {f"{GROUP}{one.id}": _("Alleen mijn groep: %(name)s", name=one.name) for one in groups}
    if before is not None and before.visibility == Visibility.GROUP:
        own.setdefault(_said_of(before), _("Alleen mijn groep"))
    return [*choices_of(VISIBILITIES), *(SelectChoice(value, text) for value, text in own.items())]


def _said_of(element: Element) -> str:
    group = element.visibility == Visibility.GROUP and element.group_id is not None
    return f"{GROUP}{element.group_id}" if group else str(element.visibility)


def _seen_by(word: str | None) -> Visibility | None:
    return Visibility(word.partition(":")[0]) if word else None


def _group_of(word: str | None) -> uuid.UUID | None:
    return uuid.UUID(word.removeprefix(GROUP)) if word and word.startswith(GROUP) else None


def _data_of(element: Element) -> dict[str, Any]:
    """Return the element as the fields of the form show it."""
    same = ("name", "owner_kind", "consent", "overdue", "age", "story", "type_key")
    usual = default_visibility(type_key=element.type_key, owner=element.owner_kind, consent=element.consent)
    return {name: getattr(element, name) for name in same} | {
        "id": str(element.id),
        "version": str(element.version),
        "family": element.type.family,
        "place_id": str(element.place_id),
        "width_m": number_text(element.width_m),
        "count": number_text(element.count),
        "visibility": "" if element.visibility == usual else _said_of(element),
        "condition": element.condition or "",
        "people_ok": bool(element.photos),
        **{name: said_by_person(element, name) or "" for name in LOCATION},
    }

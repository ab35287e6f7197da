"""What someone would like at an element or a place."""

from typing import Any

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional, ValidationError

from app.forms.fields import FormId, SentAt, VersionField, at_most, line, lines
from app.forms.photos import PhotosField
from app.forms.place import PlaceForm
from app.forms.place_now import PlaceNow, place_now
from app.forms.placed import Placed
from app.forms.problems import TICK
from app.forms.sightings import POINT, Village
from app.i18n import _, _l
from app.models import Element, Idea
from app.services.ideas import MAX_ABOUT, MAX_TITLE, IdeaFacts
from app.spatial.areas import middle_of
from app.spatial.shapes import unwrap


class IdeaForm(PlaceForm):
    """A photo, what one would like, and where when it is on no element; ``before`` is one to change."""

    by_device = False  # an envelope fills it in, made days ago by another clock

    id = FormId()
    sent_at = SentAt()
    version = VersionField()
    photos = PhotosField(_l("Foto’s"))
    people_ok = BooleanField(TICK)
    title = StringField(
        _l("Wat is je idee?"),
        filters=[line],
        validators=[InputRequired(_l("Geef je idee een titel.")), at_most(MAX_TITLE)],
    )
    about = TextAreaField(
        _l("Vertel er meer over"),
        filters=[lines],
        validators=[InputRequired(_l("Schrijf wat je hier graag wilt.")), at_most(MAX_ABOUT)],
    )
    place_id = Village(_l("Dorp"), needed=_l("Kies het dorp."))
    answer = TextAreaField(_l("Jouw antwoord"), filters=[lines], validators=[Optional(), at_most(2000)])

    kind: Any = POINT

    def __init__(
        self, *args: Any, element: Element | None = None, before: Idea | None = None, **kwargs: Any
    ) -> None:
        """``element`` is what it is on; without one the form asks for a place."""
        super().__init__(*args, data=_data_of(before) if before is not None else None, **kwargs)
        self.mends = {}
        self.element = before.element if before is not None else element
        if before is not None and not self.is_submitted():
            self.photos.show(before.photos)
        if before is not None and self.element is None:
            placed = Placed(unwrap(before.shape), before.accuracy_m)
            self.before = placed
            if not self.is_submitted():
                self.show_place(placed)
        self.offer_places()

    def place_now(self) -> PlaceNow | None:
        """Return what is known of the place by now."""
        return place_now(self, POINT)

    def validate_people_ok(self, field: Any) -> None:
        """Ask for the tick when there are photos."""
        if self.photos.any and not field.data:
            raise ValidationError(
                _("Zet hier een vinkje. Staat er iemand herkenbaar op? Haal die foto dan weg.")
            )

    def validate(self, extra_validators: Any = None) -> bool:
        """Check every field, and the place when it is on no element."""
        right = bool(super().validate(extra_validators))
        if self.element is not None:
            return right
        if self.roughly.data and not self.place_id.data:
            self.place_id.errors = [*self.place_id.errors, _("Kies het dorp.")]
        return self.read_place(POINT) and right and not self.place_id.errors

    def command(self) -> IdeaFacts:
        """Return what was told; only after validate() said yes."""
        placed = self.placed if self.element is None else None
        spot = middle_of(placed.shape) if placed is not None else None
        return IdeaFacts(
            element_id=self.element.id if self.element is not None else None,
            lon=spot.x if spot is not None else None,
            lat=spot.y if spot is not None else None,
            accuracy_m=placed.accuracy_m if placed is not None else None,
            title=self.title.data or "",
            about=self.about.data or "",
            photos=self.photos.chosen(),
        )

    def _kept(self) -> bool:
        """Keep where it was told before."""
        return self.before is not None


def _data_of(idea: Idea) -> dict[str, Any]:
    return {
        "id": str(idea.id),
        "version": str(idea.version),
        "title": idea.title,
        "about": idea.about,
        "people_ok": bool(idea.photos),
    }

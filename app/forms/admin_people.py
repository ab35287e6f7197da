"""What an admin gives someone: a role with municipalities, and how far they are trusted."""

from typing import Any, Final

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectMultipleField
from wtforms.fields import SelectChoice

from app.core.errors import N_
from app.forms.fields import OneOf, choices_of
from app.i18n import _, _l
from app.models import Role, Tier, User
from app.queries.reference import find_municipalities
from app.services.people import Duty, duty_of

TIERS: Final = {"new": N_("Nieuw"), "known": N_("Bekend"), "trusted": N_("Vertrouwd")}
ROLES: Final = {"volunteer": N_("Vrijwilliger"), "coordinator": N_("Coördinator"), "admin": N_("Beheerder")}


class RoleForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The role, the municipalities of a coordinator, and what both were when the form was opened."""

    role = OneOf(_l("Rol"), choices=choices_of(ROLES), needed=_l("Kies een rol."))
    areas = SelectMultipleField(_l("Coördinator in"), validate_choice=False)
    was = HiddenField()

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        """Start with what the person has."""
        now = duty_of(person)
        kwargs.setdefault("data", {"role": now.role, "areas": sorted(now.areas), "was": written(now)})
        super().__init__(*args, **kwargs)
        self.areas.choices = [SelectChoice(one.code, one.name) for one in find_municipalities()]

    def validate_areas(self, field: Any) -> None:
        """Ask a coordinator's municipalities, of those we know."""
        known = {choice.value for choice in field.choices}
        if self.role.data == Role.COORDINATOR and not known & set(field.data or ()):
            field.errors = [*field.errors, _("Kies minstens één gemeente.")]

    def validate(self, extra_validators: Any = None) -> bool:
        """Say no as well when only the municipalities are missing."""
        return bool(super().validate(extra_validators)) and not self.areas.errors

    def command(self) -> Duty:
        """Return the role; municipalities of a coordinator only."""
        role = Role(self.role.data)
        known = {choice.value for choice in self.areas.choices}
        areas = known & set(self.areas.data or ()) if role == Role.COORDINATOR else ()
        return Duty(role=role, areas=frozenset(areas))

    def instead_of(self) -> Duty:
        """Return what the admin saw; a volunteer when that cannot be read."""
        role, _colon, areas = (self.was.data or "").partition(":")
        known = Role(role) if role in set(Role) else Role.VOLUNTEER
        return Duty(role=known, areas=frozenset(filter(None, areas.split(","))))


class TrustForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """How far someone is trusted."""

    tier = OneOf(_l("Hoe ver?"), choices=choices_of(TIERS), needed=_l("Kies hoe ver."))

    def command(self) -> Tier:
        """Return the tier."""
        return Tier(self.tier.data)


class StepForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Nothing but the token: a button."""


def written(duty: Duty) -> str:
    """Write a role and its municipalities as one word for a hidden field."""
    return f"{duty.role}:{','.join(sorted(duty.areas))}"

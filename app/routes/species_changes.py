"""/soorten/…/aanpassen: what coordinators say of a species, and what was changed before."""

from flask import Blueprint, Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.errors import ConflictError, DomainError
from app.forms.species import SpeciesForm
from app.i18n import _
from app.queries.checklists import find_changes
from app.queries.species_list import get_species
from app.routes._access import coordinators_only, member
from app.routes._http import answer
from app.routes._refusals import show_refusal
from app.services.species import change_species

bp = Blueprint("species_changes", __name__, url_prefix="/soorten")


@bp.get("/<species_key>/aanpassen")
@coordinators_only
def edit(species_key: str) -> ResponseReturnValue:
    """Show the form as the species is now, and what was changed before."""
    return _page(species_key, SpeciesForm(species=get_species(species_key)))


@bp.post("/<species_key>/aanpassen")
@coordinators_only
def update(species_key: str) -> ResponseReturnValue:
    """Change it."""
    form = SpeciesForm(species=get_species(species_key))
    if not form.validate():
        return _page(species_key, form, 422)
    opened_with, reason = form.opened_with.data or "", form.reason.data or ""
    try:
        change_species(species_key, form.command(), opened_with=opened_with, reason=reason, actor=member())
    except ConflictError as error:
        form.look_again(get_species(species_key))
        return show_refusal(error, form, lambda status: _page(species_key, form, status, changed=True))
    except DomainError as error:
        return show_refusal(error, form, lambda status: _page(species_key, form, status))
    flash(_("De soort is aangepast."), "ok")
    return redirect(url_for("species.show", species_key=species_key), 303)


def _page(species_key: str, form: SpeciesForm, status: int = 200, *, changed: bool = False) -> Response:
    species = get_species(species_key)
    return answer(
        "species/edit.html",
        status=status,
        species=species,
        form=form,
        changed=changed,
        history=find_changes(species),
    )

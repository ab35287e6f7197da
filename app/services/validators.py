"""Which groups of species a coordinator looks after."""

import uuid
from collections.abc import Collection

from sqlalchemy import delete, insert

from app.core.errors import N_, InvalidError, NotAllowedError, NotFoundError
from app.extensions import db
from app.models import User, Validator
from app.policies.validators import can_choose_groups
from app.queries.validators import GROUPS
from app.transaction import load, transactional


@transactional
def choose_groups(
    person_id: uuid.UUID, groups: Collection[str], *, own_first: bool | None = None, actor: User
) -> None:
    """Keep the groups of someone with a desk; ``own_first`` opens their desk with these, None leaves that.

    Raises NotFoundError, NotAllowedError by the policy, InvalidError for a group that there is not.
    """
    person = load(User, person_id)
    if person is None:
        raise NotFoundError
    if not can_choose_groups(actor, person):
        raise NotAllowedError(N_("Alleen wie controleert, heeft soortgroepen. Een beheerder mag ze geven."))
    if set(groups) - set(GROUPS):
        raise InvalidError(N_("Kies groepen uit de lijst."), field="groups")
    db.session.execute(delete(Validator).where(Validator.person_id == person_id))
    rows = [{"person_id": person_id, "species_group": group} for group in GROUPS if group in groups]
    if rows:
        db.session.execute(insert(Validator), rows)
    if own_first is not None:
        person.desk_own_groups = own_first

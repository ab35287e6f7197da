"""What someone proposed beside what someone else made of it meanwhile, field by field."""

from dataclasses import dataclass
from typing import Any, Self

from app.forms.changes import ChangeForm, title_of
from app.routes._plain import words_of
from app.services.changes import ChangeFacts, StaleError
from app.services.plain import FIELDS, Plain, different


@dataclass(frozen=True, kw_only=True)
class TwoVersions:
    """Both, and the fields by who changed them; ``fresh`` is how it is now, as far as one may know."""

    facts: ChangeFacts
    now: Plain
    clash: list[str]
    only_theirs: list[str]
    only_mine: list[str]
    fresh: Plain

    @classmethod
    def of(cls, error: StaleError, form: ChangeForm) -> Self:
        """Compare; only after validate() said yes."""
        facts, now = form.proposal(form.element), error.now
        theirs = [name for name in different(facts.base, now, FIELDS) if name in form.now]
        return cls(
            facts=facts,
            now=now,
            clash=[name for name in theirs if name in facts.wanted and facts.wanted[name] != now[name]],
            only_theirs=[name for name in theirs if name not in facts.wanted],
            only_mine=[name for name in facts.wanted if name not in theirs],
            fresh={name: now[name] for name in FIELDS if name in form.now},
        )

    def told(self) -> dict[str, Any]:
        """Return what a device needs to let people choose."""
        lines = [
            {
                "name": name,
                "title": title_of(name),
                "now": words_of(name, self.now[name]),
                "mine": words_of(name, self.facts.wanted[name]),
            }
            for name in self.clash
        ]
        return {"lines": lines, "theirs": self.only_theirs}


class BothError(StaleError):
    """Someone was first, and how both versions read; without what this person may not read."""

    def __init__(self, error: StaleError, form: ChangeForm) -> None:
        """Compare them."""
        both = TwoVersions.of(error, form)
        super().__init__(both.fresh, error.version)
        self.both = both.told()

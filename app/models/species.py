"""Species: what people may see and name; who knows a species' list year knows how it must be treated."""

import uuid
from datetime import datetime
from typing import Final

from sqlalchemy import CheckConstraint, Index, false, text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Model

LOVED: Final = ("amelanchier-lamarckii",)  # Drents krentenboompje: came from elsewhere, belongs here now


class Species(Model):
    """A kind of plant, animal or fungus, from the file that ships or from a checklist.

    ``key`` is the scientific name in small letters with hyphens: it stands in addresses and never
    changes. ``blur_km`` is the side of the square that stands for a sighting's place (0: the place itself).
    ``edited_at`` marks a row that a person changed: loading the shipped file again leaves it alone.
    ``withheld``: its sightings are to be coarser, and until then not shown (models/species_changes).
    """

    __tablename__ = "species"
    __table_args__ = (
        CheckConstraint("blur_km IN (0, 1, 5)", name="blur_known"),
        CheckConstraint("nest_category IS NULL OR nest_category BETWEEN 1 AND 5", name="nest_category_known"),
    )

    key: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]  # in the file that ships; those of a checklist come after these
    dutch_name: Mapped[str]  # empty when a checklist gives none
    scientific_name: Mapped[str] = mapped_column(unique=True)
    group: Mapped[str] = mapped_column(index=True)  # bird, plant, tree_shrub, …: see GROUPS in wording
    red_list: Mapped[str]  # VN, EB, BE, KW, GE, TNB; NVT where there is no list, ONB not known here
    red_list_year: Mapped[int | None]  # of the edition; a category is shown with it only
    red_list_certainty: Mapped[str]  # sourced, own or check
    vision_named: Mapped[bool]
    typical: Mapped[bool]  # of Drenthe
    union_list_year: Mapped[int | None]  # since when on the Union list of invasive species (EU 1143/2014)
    exotic: Mapped[bool]
    blur_km: Mapped[int] = mapped_column(active_history=True)
    blur_reason_nl: Mapped[str]
    # of Drenthe, 1 to 5: nests that are protected the whole year or not
    nest_category: Mapped[int | None] = mapped_column(active_history=True)
    protection: Mapped[str]  # VR, HR-IV, NL, none or check
    guild: Mapped[str]
    type_keys: Mapped[list[str]]  # kinds of elements on which it lives
    notes_nl: Mapped[str]
    source: Mapped[str] = mapped_column(default="", server_default="")  # name of the checklist it came from
    taxon_id: Mapped[str] = mapped_column(default="", server_default="")  # its own key in that checklist
    edited_at: Mapped[datetime | None]
    withheld: Mapped[bool] = mapped_column(default=False, server_default=false())
    regrade_id: Mapped[uuid.UUID | None]  # of the run in which its sightings will follow the list

    @property
    def called(self) -> str:
        """Return the name that people know."""
        return self.dutch_name or self.scientific_name

    @property
    def ships(self) -> bool:
        """Tell whether it comes with the app, and not from a checklist."""
        return not self.source

    @property
    def is_invasive(self) -> bool:
        """Tell whether it is on the Union list, or counted as invasive here and not loved all the same."""
        return self.union_list_year is not None or (
            self.group.startswith("invasive") and self.key not in LOVED
        )

    @property
    def is_loved(self) -> bool:
        """Tell whether it spreads, and must not be taken for a plague."""
        return self.key in LOVED

    @property
    def red_list_known(self) -> bool:
        """Tell whether a page may show the category: never without the edition that says so."""
        return self.red_list_year is not None and self.red_list_certainty != "check"


Index(  # asked with every question about sightings, and nearly always empty
    "ix_species_withheld",
    Species.key,
    sqlite_where=text("withheld = 1"),  # word for word as queries say it, or it is not used
    postgresql_where=Species.withheld,
)

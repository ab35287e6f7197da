"""What a checklist would do to the species that are known: worked out first, then stored at once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, cast

from sqlalchemy import Table, bindparam, insert, select, update

from app.core.errors import N_
from app.core.text import slug
from app.extensions import db
from app.models import PAGES, NameKind, Species, SpeciesName
from app.models.map import renew
from app.models.species_names import ADDED, SHIPPED, NewName, drop_own_names, write_names
from app.storage.checklists import Checklist, Taxon
from app.transaction import transactional

AFTER_SHIPPED: Final = 100_000  # position
MAX_NAME: Final = 200
MAX_SOURCE: Final = 120
SHOWN: Final = 100  # errors
AT_ONCE: Final = 5_000
RANKS: Final = {"species", "soort", "sp.", "sp"}
KNOWN_RANKS: Final = {
    "kingdom", "subkingdom", "infrakingdom", "phylum", "subphylum", "infraphylum", "division", "superclass",
    "class", "subclass", "infraclass", "superorder", "order", "suborder", "infraorder", "superfamily",
    "family", "subfamily", "tribe", "subtribe", "genus", "subgenus", "section", "subspecies", "variety",
    "varietas", "forma", "form", "nothovariety", "nothosubspecies", "cultivar", "aggregate",
    "species aggregate", "domain", "superphylum", "unranked", "nothospecies", "subsection", "hybrid",
}  # fmt: skip
FISH: Final = {"actinopterygii", "actinopteri", "teleostei", "elasmobranchii", "cephalaspidomorphi"}
BY_CLASS: Final = {"aves": "bird", "mammalia": "mammal", "amphibia": "amphibian", "reptilia": "reptile"}
BY_ORDER: Final = {"lepidoptera": "butterfly", "odonata": "dragonfly"}
BY_KINGDOM: Final = {"plantae": "plant", "fungi": "fungus"}
PLAIN: Final[dict[str, Any]] = {
    "position": AFTER_SHIPPED, "red_list": "ONB", "red_list_year": None, "red_list_certainty": "check",
    "vision_named": False, "typical": False, "union_list_year": None, "exotic": False, "blur_km": 0,
    "blur_reason_nl": "", "nest_category": None, "protection": "check", "guild": "", "type_keys": [],
    "notes_nl": "",
}  # fmt: skip


@dataclass
class Plan:
    """What an import does, or would do; ``errors`` are (row, sentence, name), the first of them."""

    new: list[dict[str, Any]] = field(default_factory=list)
    changed: list[dict[str, Any]] = field(default_factory=list)
    same: int = 0
    skipped: int = 0  # genera, families and so on
    refused: int = 0
    errors: list[tuple[int, str, str]] = field(default_factory=list)
    names: list[NewName] = field(default_factory=list)

    def refuse(self, taxon: Taxon, sentence: str) -> None:
        """Note what is wrong with a row."""
        self.refused += 1
        if len(self.errors) < SHOWN:
            self.errors.append((taxon.row, sentence, taxon["scientificName"][:80]))


@dataclass(frozen=True)
class Listed:
    """What an archive says: its title, its rows, and Dutch names by taxonID."""

    source: str
    taxa: list[Taxon]
    dutch: dict[str, list[str]]


def read_list(
    archive: Path, *, called: str = "", progress: Callable[[int], None] = lambda _row: None
) -> Listed:
    """Read an archive; one without a title is named as ``called`` or by its file.

    Raises InvalidError or TooLargeError.
    """
    with Checklist.open(archive) as found:
        taxa = []
        for taxon in found.rows():
            taxa.append(taxon)
            progress(taxon.row)
        return Listed(found.title or (called or archive.stem)[:MAX_SOURCE], taxa, dict(found.dutch))


def look_at(listed: Listed) -> Plan:
    """Say what a list would do, and do nothing (the dry run)."""
    plan = _plan(listed.taxa, listed.dutch, listed.source)
    db.session.rollback()
    return plan


def import_species(archive: Path, *, dry_run: bool = False) -> Plan:
    """Take in a checklist, all in one transaction; the same again changes nothing.

    What ships with the app only gets other names, and no species is shown any other way than before.
    Raises InvalidError or TooLargeError.
    """
    listed = read_list(archive)
    return look_at(listed) if dry_run else take_over(listed)


@transactional
def take_over(listed: Listed) -> Plan:
    """Store what a list says."""
    plan = _plan(listed.taxa, listed.dutch, listed.source)
    table = cast("Table", Species.__table__)
    for start in range(0, len(plan.new), AT_ONCE):
        db.session.execute(insert(table), plan.new[start : start + AT_ONCE])
    if plan.changed:
        told: dict[str, Any] = {
            name: bindparam(name) for name in ("dutch_name", "group", "source", "taxon_id")
        }
        query = update(table).where(table.c.key == bindparam("of")).values(told)
        db.session.connection().execute(query, plan.changed)
        drop_own_names(db.session.connection(), [row["of"] for row in plan.changed])
    write_names(db.session.connection(), plan.names)
    if plan.new or plan.changed or plan.names:
        renew(db.session.connection(), PAGES)  # once: no row of these went through the session
    return plan


def _plan(taxa: list[Taxon], dutch: dict[str, list[str]], source: str) -> Plan:
    plan = Plan()
    columns = ("key", "scientific_name", "dutch_name", "group", "source", "taxon_id", "edited_at")
    rows = db.session.execute(select(*(Species.__table__.c[name] for name in columns))).mappings()
    known = {row["key"]: row for row in rows}
    synonyms, accepted = _sort_out(taxa, plan)
    seen: dict[str, str] = {}  # key → taxonID
    for taxon, name in accepted:
        others = [other for other in synonyms.get(taxon["taxonID"], ()) if other != name]
        key = _key_of(name, others, known)
        if key in seen:
            plan.refuse(taxon, N_("Deze naam staat vaker in de lijst."))
            continue
        seen[key] = taxon["taxonID"]
        names = dutch.get(taxon["taxonID"]) or ([taxon["vernacularName"]] if taxon["vernacularName"] else [])
        _take(
            plan,
            taxon,
            key,
            name,
            [one for one in names if len(one) <= MAX_NAME],
            others,
            known.get(key),
            source,
        )
    _drop_known_names(plan)
    return plan


def _sort_out(taxa: list[Taxon], plan: Plan) -> tuple[dict[str, list[str]], list[tuple[Taxon, str]]]:
    """Return synonyms by the taxonID of what they mean, and the species themselves."""
    synonyms: dict[str, list[str]] = {}
    accepted: list[tuple[Taxon, str]] = []
    for taxon in taxa:
        rank, name = taxon["taxonRank"].casefold(), scientific(taxon)
        if rank not in RANKS:
            plan.skipped += 1
            if rank and rank not in KNOWN_RANKS:
                plan.refuse(taxon, N_("Deze rang kennen wij niet."))
            continue
        if not slug(name):
            plan.refuse(taxon, N_("Er is geen naam bij deze regel."))
        elif len(name) > MAX_NAME:
            plan.refuse(taxon, N_("De naam is te lang."))
        elif (of := taxon["acceptedNameUsageID"]) and of != taxon["taxonID"]:
            synonyms.setdefault(of, []).append(name)
        else:
            accepted.append((taxon, name))
    return synonyms, accepted


def _take(  # noqa: PLR0913, PLR0917 (what a row comes to)
    plan: Plan, taxon: Taxon, key: str, name: str, dutch: list[str], others: list[str], row: Any, source: str
) -> None:
    ships = row is not None and not row["source"]
    kept = ships or (row is not None and row["edited_at"] is not None)
    first = dutch[0] if dutch else ""
    told = {
        "dutch_name": first,
        "group": group_of(taxon),
        "source": source,
        "taxon_id": taxon["taxonID"][:MAX_NAME],
    }
    if row is None:
        plan.new.append(PLAIN | told | {"key": key, "scientific_name": name})
    elif not kept and any(row[column] != value for column, value in told.items()):
        plan.changed.append(told | {"of": key})
    else:
        plan.same += 1
    tier = SHIPPED if ships else ADDED
    own = (
        {row["dutch_name"].casefold(), row["scientific_name"].casefold()}
        if kept
        else {first.casefold(), name.casefold()}
    )
    if not kept:
        plan.names += [NewName(key, NameKind.SCIENTIFIC, name, tier)]
        plan.names += [NewName(key, NameKind.DUTCH, first, tier)] if first else []
    extra = {other for other in (*dutch, *others, name) if other.casefold() not in own}
    plan.names += [NewName(key, NameKind.SYNONYM, other, tier) for other in sorted(extra)]


def _key_of(name: str, others: list[str], known: dict[str, Any]) -> str:
    """Return the key under which a species is known: by its name, or by another that ships with the app."""
    keys = [slug(one) for one in (name, *others)]
    shipped = (key for key in keys if key in known and not known[key]["source"])
    return keys[0] if keys[0] in known else next(shipped, keys[0])


def _drop_known_names(plan: Plan) -> None:
    """Leave out names that are stored; those of a changed species are dropped before, and written anew."""
    again = {row["of"] for row in plan.changed}
    stored = set(db.session.scalars(select(SpeciesName.id)))
    own = {NameKind.DUTCH, NameKind.SCIENTIFIC}
    plan.names = [
        name
        for name in plan.names
        if name.id not in stored or (name.species_key in again and name.kind in own)
    ]


def scientific(taxon: Taxon) -> str:
    """Return the scientific name without its author."""
    name, author = taxon["scientificName"], taxon["scientificNameAuthorship"]
    return name.removesuffix(author).strip() if author else name


def group_of(taxon: Taxon) -> str:
    """Return the group by kingdom, class and order."""
    kingdom, kind, order = (taxon[term].casefold() for term in ("kingdom", "class", "order"))
    if kind == "insecta":
        return BY_ORDER.get(order, "insect")
    return BY_CLASS.get(kind) or ("fish" if kind in FISH else BY_KINGDOM.get(kingdom, "other"))

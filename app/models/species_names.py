"""The names of species, their words, and how those may be mistyped: plain indexes serve both databases.

They are kept in step with the species in the same flush, whoever writes them. Who writes many rows
past the session (a checklist) calls write_names().
"""

import enum
import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, TypeVar

from sqlalchemy import (
    BigInteger,
    Connection,
    ForeignKey,
    Index,
    Integer,
    String,
    delete,
    event,
    inspect,
    select,
    tuple_,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core.text import folded
from app.core.typing_errors import mistyped, stem_of
from app.extensions import Model
from app.models.species import Species

T = TypeVar("T")
SHIPPED: Final = 0
ADDED: Final = 1
AT_ONCE: Final = 5_000
ASKED_AT_ONCE: Final = 500
SHORTEST_PART: Final = 3
Text = String().with_variant(String(collation="C"), "postgresql")  # a range is a beginning in this order only
Ident = BigInteger().with_variant(Integer(), "sqlite")  # there it is the rowid


class NameKind(enum.StrEnum):
    """What a name is."""

    DUTCH = "dutch"
    SCIENTIFIC = "scientific"
    SYNONYM = "synonym"


class SpeciesName(Model):
    """One name; ``id`` is a hash of it, so that many are written without asking the database for numbers."""

    __tablename__ = "species_name"

    id: Mapped[int] = mapped_column(Ident, primary_key=True, autoincrement=False)
    species_key: Mapped[str] = mapped_column(ForeignKey(Species.key, ondelete="CASCADE"), index=True)
    kind: Mapped[NameKind]
    name: Mapped[str]


class SpeciesWord(Model):
    """A word of a name, or (``at`` > 0) the end of one: *tapuit* finds *roodborsttapuit*.

    ``tier`` comes first: species that ship are few, and are looked at first. ``text`` repeats all words
    of the name, so that other words are looked for without reading anything else.
    """

    __tablename__ = "species_word"
    __table_args__ = (Index("ix_species_word_name_id", "name_id", "part"), {"sqlite_with_rowid": False})

    tier: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    part: Mapped[str] = mapped_column(Text, primary_key=True)
    at: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name_id: Mapped[int] = mapped_column(
        Ident, ForeignKey(SpeciesName.id, ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    text: Mapped[str]


class SpeciesStem(Model):
    """Each word that is in a name, by its beginning. One that no name has any more does no harm."""

    __tablename__ = "species_stem"
    __table_args__ = ({"sqlite_with_rowid": False},)

    stem: Mapped[str] = mapped_column(Text, primary_key=True)
    word: Mapped[str] = mapped_column(Text, primary_key=True)


class SpeciesTypo(Model):
    """The beginning of a word with letters left out."""

    __tablename__ = "species_typo"
    __table_args__ = ({"sqlite_with_rowid": False},)

    form: Mapped[str] = mapped_column(Text, primary_key=True)
    stem: Mapped[str] = mapped_column(Text, primary_key=True)


@dataclass(frozen=True)
class NewName:
    """A name to be written."""

    species_key: str
    kind: NameKind
    name: str
    tier: int

    @property
    def id(self) -> int:
        """Return a number of 63 bits: two among 100,000 are the same once in a billion times."""
        told = f"{self.species_key}\n{self.kind}\n{self.name}".encode()
        return int.from_bytes(hashlib.blake2b(told, digest_size=8).digest()) >> 1


def words_of(name: str) -> set[str]:
    """Return the words of a name by which it is found: of *sint-janskruid* also *sintjanskruid*."""
    joined = {folded(one.replace("-", "").replace("’", "").replace("'", "")) for one in name.split()}
    return set(folded(name).split()) | {word for word in joined if word and " " not in word}


def write_names(connection: Connection, names: Collection[NewName]) -> None:
    """Store names that are not there yet, with their words."""
    rows = {name.id: name for name in names if folded(name.name)}
    _insert(connection, SpeciesName, map(_name_row, rows.values()))
    _insert(connection, SpeciesWord, (row for name in rows.values() for row in _word_rows(name)))
    words = {word for name in rows.values() for word in words_of(name.name)}
    words -= _known(connection, SpeciesStem, "word", words)
    _insert(connection, SpeciesStem, ({"stem": stem_of(word), "word": word} for word in sorted(words)))
    stems = {stem_of(word) for word in words}
    stems -= _known(connection, SpeciesTypo, "form", stems)
    typos = ({"form": form, "stem": stem} for stem in sorted(stems) for form in sorted(mistyped(stem)))
    _insert(connection, SpeciesTypo, typos)


def drop_own_names(connection: Connection, keys: Collection[str]) -> None:
    """Remove the names that a species' own row tells; synonyms stay."""
    table = SpeciesName.__table__
    own = table.c.kind.in_((NameKind.DUTCH, NameKind.SCIENTIFIC))
    for some in _some(keys, ASKED_AT_ONCE):
        connection.execute(delete(table).where(table.c.species_key.in_(some), own))  # type: ignore[arg-type]  # a Table


def own_names(species: Species) -> list[NewName]:
    """Return the names that its own row tells."""
    tier = SHIPPED if species.ships else ADDED
    told = ((NameKind.DUTCH, species.dutch_name), (NameKind.SCIENTIFIC, species.scientific_name))
    return [NewName(species.key, kind, name, tier) for kind, name in told if name]


def _name_row(name: NewName) -> dict[str, Any]:
    told = {"species_key": name.species_key, "kind": name.kind, "name": name.name}
    return told | {"id": name.id}


def _word_rows(name: NewName) -> Iterator[dict[str, Any]]:
    plain, words = folded(name.name), words_of(name.name)
    joined = sorted(words - set(plain.split()))
    common = {"tier": name.tier, "name_id": name.id, "text": " ".join((plain, *joined))}
    for word in words:
        yield common | {"part": word, "at": 0}
    if name.kind != NameKind.SCIENTIFIC:
        ends = {word[at:] for word in words for at in range(1, len(word) - SHORTEST_PART + 1)}
        for part in ends - words:
            yield common | {"part": part, "at": 1}


def _known(connection: Connection, model: Any, column: str, words: Collection[str]) -> set[str]:
    """Return which of the words are stored, each by its own key: a beginning stands for itself too."""
    table, found = model.__table__.c, set[str]()
    for some in _some(sorted(words), ASKED_AT_ONCE):
        pairs = [(stem_of(word), word) if column == "word" else (word, word) for word in some]
        key = (table.stem, table.word) if column == "word" else (table.form, table.stem)
        found.update(connection.scalars(select(table[column]).where(tuple_(*key).in_(pairs))))
    return found


def _some(rows: Iterable[T], number: int) -> Iterator[tuple[T, ...]]:
    left = iter(rows)
    while part := tuple(islice(left, number)):
        yield part


def _insert(connection: Connection, model: Any, rows: Iterable[dict[str, Any]]) -> None:
    for some in _some(rows, AT_ONCE):
        connection.execute(model.__table__.insert(), list(some))


@event.listens_for(Session, "after_flush")
def _in_step(session: Session, _context: Any) -> None:
    fresh = [row for row in session.new if isinstance(row, Species)]
    renamed = [row for row in session.dirty if isinstance(row, Species) and _is_renamed(row)]
    if renamed:
        drop_own_names(session.connection(), [row.key for row in renamed])
    if fresh or renamed:
        write_names(session.connection(), [name for row in (*fresh, *renamed) for name in own_names(row)])


def _is_renamed(row: Species) -> bool:
    changed = inspect(row).attrs
    return any(changed[name].history.has_changes() for name in ("dutch_name", "scientific_name", "source"))

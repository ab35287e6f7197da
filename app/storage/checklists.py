"""A checklist of species as a Darwin Core archive, read without believing it (G05, G06)."""

import codecs
import csv
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Self

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from dwca.descriptors import ArchiveDescriptor
from dwca.exceptions import InvalidArchive
from dwca.read import DwCAReader

from app.core.errors import N_, InvalidError, TooLargeError
from app.core.text import one_line
from app.storage.unpacking import unpack

META: Final = "meta.xml"
MAX_XML_BYTES: Final = 5_000_000
MAX_ROWS: Final = 300_000
MAX_FIELD: Final = 10_000
DUTCH: Final = {"nl", "nld", "dut", "dutch", "nederlands"}
TERMS: Final = (
    "taxonID", "acceptedNameUsageID", "taxonomicStatus", "taxonRank", "scientificName",
    "scientificNameAuthorship", "kingdom", "class", "order", "vernacularName",
)  # fmt: skip
NAME, LANGUAGE = "vernacularName", "language"
NO_CHECKLIST: Final = N_("Dit is geen soortenlijst in Darwin Core. Er hoort een meta.xml in de zip.")
BROKEN: Final = N_("De soortenlijst is beschadigd, of anders dan meta.xml zegt. Haal hem opnieuw op.")


@dataclass(frozen=True, slots=True)
class Taxon:
    """One row of the core file, as it stands there; ``row`` counts from 1, after the heads."""

    row: int
    values: tuple[str, ...]  # by TERMS

    def __getitem__(self, term: str) -> str:
        """Return a value, empty when it is not there."""
        return self.values[TERMS.index(term)]


@dataclass
class Checklist:
    """An archive that was opened: its title, Dutch names by taxonID, and its rows."""

    title: str
    dutch: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    opened: Any = None

    @classmethod
    @contextmanager
    def open(cls, archive: Path) -> Iterator[Self]:
        """Open a zip; raises InvalidError or TooLargeError for what is no checklist, or a trap."""
        csv.field_size_limit(MAX_FIELD * 10)
        with tempfile.TemporaryDirectory(prefix="checklist-") as name, _naming_faults():
            folder = Path(name)
            title = _check(folder, unpack(archive, folder))
            _check_meta((folder / META).read_text("utf-8"))
            with DwCAReader(str(folder), skip_metadata=True) as opened:
                found = cls(title, opened=opened)
                found._read_names()
                yield found

    def rows(self) -> Iterator[Taxon]:
        """Yield the rows of the core file; raises TooLargeError when there are too many."""
        for number, told in enumerate(_records(self.opened.core_file, TERMS), 1):
            yield Taxon(number, tuple(sys.intern(told.get(term, "")) for term in TERMS))

    def _read_names(self) -> None:
        for extra in self.opened.extension_files:
            if extra.file_descriptor.type.rsplit("/", 1)[-1] == "VernacularName":
                for told in _records(extra, ("coreid", NAME, LANGUAGE)):
                    if told.get(LANGUAGE, "").casefold() in DUTCH and told.get(NAME):
                        self.dutch[told["coreid"]].append(told[NAME])


def _records(file: Any, wanted: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Yield the wanted values of each row, by the short names of their terms."""
    short = {term.rsplit("/", 1)[-1]: term for term in file.file_descriptor.headers}
    if "id" in short and "taxonID" not in short:
        short["taxonID"] = short["id"]
    names = [name for name in wanted if name in short]
    for number, values in enumerate(file.iter_terms([short[name] for name in names]), 1):
        if number > MAX_ROWS:
            raise TooLargeError(N_("In de lijst staan te veel regels."), field="file")
        yield {name: one_line(value[:MAX_FIELD]) for name, value in zip(names, values, strict=True) if value}


def _check(folder: Path, names: set[str]) -> str:
    """Look at all XML before the reader does; return the title of the dataset."""
    if META not in names:
        raise InvalidError(NO_CHECKLIST, field="file")
    parsed = {name: _parse(folder / name) for name in sorted(names) if name.lower().endswith(".xml")}
    places = [one.text or "" for one in parsed[META].iter() if _short(one) == "location"]
    if not places or not set(places) <= names:  # a path would lead out of the folder
        raise InvalidError(BROKEN, field="file")
    titles = (one.text or "" for name, root in parsed.items() if name != META for one in root.iter("title"))
    return next(filter(None, map(one_line, titles)), "")[:120]


def _check_meta(text: str) -> None:
    """Have the reader look at the description alone: what it refuses later, it would leave open."""
    told = ArchiveDescriptor(text)
    for one in (told.core, *told.extensions):
        codecs.lookup(one.file_encoding)
        one.field_plan.term_getter(list(one.headers))


def _parse(path: Path) -> Any:
    if path.stat().st_size > MAX_XML_BYTES:
        raise TooLargeError(N_("Een XML-bestand in de zip is te groot."), field="file")
    return ElementTree.fromstring(path.read_bytes(), forbid_dtd=True)


def _short(element: Any) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


@contextmanager
def _naming_faults() -> Iterator[None]:
    try:
        yield
    except InvalidError:
        raise
    except (DefusedXmlException, ElementTree.ParseError, InvalidArchive) as error:
        raise InvalidError(BROKEN, field="file") from error
    except (AttributeError, IndexError, KeyError, LookupError, TypeError, ValueError, csv.Error) as error:
        raise InvalidError(BROKEN, field="file") from error  # what the reader says of a crafted meta.xml

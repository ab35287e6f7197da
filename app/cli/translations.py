"""The English catalogue from the shell: gather the Dutch sentences, make the file that the app reads."""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from flask.cli import AppGroup

from app.config import ROOT

group = AppGroup("translations", help="The English catalogue; the Dutch sentence is the message id.")

CATALOGUE = ROOT / "app" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
KEYWORDS = ("--keyword=_l", "--keyword=N_", "--keyword=_n:1,2")
# no names and no dates, so that a change of the file is a change of a sentence
HEADER = """\
# English; the Dutch sentence is the message id.
msgid ""
msgstr ""
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


@group.command("update")
def update() -> None:
    """Add new Dutch sentences to the English catalogue and take out those that are gone."""
    known = read(CATALOGUE)
    known.update(extract(ROOT), no_fuzzy_matching=True)
    CATALOGUE.write_text(HEADER + write(known), "utf-8")
    empty = sum(not all(forms(message.string)) for message in known if message.id)
    click.echo(f"{len(known)} sentences, {empty} of them without English.")


@group.command("compile")
def compile_() -> None:
    """Make the catalogue that the app reads; without it every page is Dutch."""
    with CATALOGUE.with_suffix(".mo").open("wb") as made:
        write_mo(made, read(CATALOGUE))
    click.echo("The English catalogue is made.")


def extract(root: Path) -> Catalog:
    """Return every sentence that people read, without translation; pyproject.toml says where they are."""
    with TemporaryDirectory() as folder:
        found = Path(folder) / "messages.pot"
        command = ["pybabel", "--quiet", "extract", f"--mapping-file={root / 'pyproject.toml'}", *KEYWORDS]
        command += [f"--output-file={found}", str(root)]
        CommandLineInterface().run(command)  # type: ignore[no-untyped-call]  # babel has no types here
        return read(found)


def read(path: Path) -> Catalog:
    """Read a catalogue; raises babel's PoFileError where it is not well formed."""
    with path.open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def write(catalogue: Catalog) -> str:
    """Return the sentences in the order of the alphabet, without where they stand."""
    text = BytesIO()
    write_po(
        text,
        catalogue,
        width=110,
        no_location=True,
        omit_header=True,
        sort_output=True,
        ignore_obsolete=True,
    )
    return text.getvalue().decode().lstrip("\n")


def forms(text: object) -> tuple[str, ...]:
    """Return the forms of a sentence: one, or singular and plural."""
    return tuple(text) if isinstance(text, list | tuple) else (str(text or ""),)

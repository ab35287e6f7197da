"""`flask translations`: sentences come in and go out, and nobody's work is lost."""

import pytest
from flask import Flask
from flask_login import LoginManager

from app import i18n
from app.cli import translations

SOURCE = """
_("Kaart")
N_("Nieuw")
_n("%(num)s mens", "%(num)s mensen", 2)
"""
MAPPING = """
[[tool.babel.mappings]]
method = "python"
pattern = "app/**.py"
"""
OLD = """\
msgid "Kaart"
msgstr "Map"

msgid "Weg"
msgstr "Gone"
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A small app with one old and one new sentence, and a catalogue of before."""
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "a.py").write_text(SOURCE)
    (tmp_path / "pyproject.toml").write_text(MAPPING)
    catalogue = tmp_path / "translations" / "en" / "LC_MESSAGES" / "messages.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(translations.HEADER + OLD)
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "CATALOGUE", catalogue)
    return catalogue


def run(app, command: str):
    return app.test_cli_runner().invoke(args=["translations", command])


def test_update_adds_what_is_new_keeps_what_was_translated_and_drops_what_is_gone(app, project):
    result = run(app, "update")
    assert "3 sentences, 2 of them without English." in result.output
    text = project.read_text()
    assert 'msgid "Kaart"\nmsgstr "Map"\n' in text
    assert 'msgid "Nieuw"\nmsgstr ""\n' in text
    assert 'msgid_plural "%(num)s mensen"' in text and "Weg" not in text


def test_a_second_update_changes_nothing_in_the_file(app, project):
    run(app, "update")
    first = project.read_text()
    run(app, "update")
    assert project.read_text() == first


def english_of(root) -> str:
    bare = Flask("bare", root_path=str(root))
    LoginManager(bare).request_loader(lambda _request: None)
    i18n.register(bare)
    with bare.test_request_context(headers={"Cookie": "taal=en"}):
        return i18n.gettext("Kaart")


def test_the_app_reads_what_compile_made_and_is_dutch_without(app, project):
    root = project.parents[3]
    assert english_of(root) == "Kaart"
    assert "is made" in run(app, "compile").output
    assert english_of(root) == "Map"

"""There is no password anywhere: no column, field, form or route takes one (A15)."""

import re
from pathlib import Path

import pytest
from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.fields.core import UnboundField

import app as package
from app import forms
from app.extensions import db

pytestmark = pytest.mark.once  # no database is asked

WORD = re.compile(r"pass_?w|wachtwoord|passphrase|\bpwd\b|geheim_?woord", re.IGNORECASE)
ROOT = Path(package.__file__).parent


@pytest.mark.A15
def test_no_column_holds_one(app):
    columns = [
        f"{table.name}.{column.name}" for table in db.metadata.sorted_tables for column in table.columns
    ]
    assert len(columns) > 50 and not [name for name in columns if WORD.search(name)]


@pytest.mark.A15
def test_no_form_asks_for_one():
    modules = [path.stem for path in Path(forms.__file__).parent.glob("[a-z]*.py")]
    for module in modules:
        __import__(f"app.forms.{module}")
    found = list(all_forms(FlaskForm))
    assert len(found) >= 5
    for form in found:
        fields = {name: field for name, field in vars(form).items() if isinstance(field, UnboundField)}
        assert not [name for name in fields if WORD.search(name)]
        assert not [name for name, field in fields.items() if issubclass(field.field_class, PasswordField)]


def all_forms(base: type):
    for form in base.__subclasses__():
        if form.__module__.startswith("app."):
            yield form
        yield from all_forms(form)


@pytest.mark.A15
def test_no_route_and_no_page_takes_one(app):
    for rule in app.url_map.iter_rules():
        assert not WORD.search(rule.rule)
    for path in (ROOT / "templates").rglob("*.html"):
        assert 'type="password"' not in path.read_text(), path.name
    for path in (ROOT / "routes").glob("*.py"):
        assert not re.search(r"request\.\w+(\.get\(|\[)[\"'][^\"']*(pass|wacht)", path.read_text()), path.name

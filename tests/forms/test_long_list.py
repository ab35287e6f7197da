"""A long list is written in another way than WTForms does, and reads the same."""

import pytest
from wtforms import Form
from wtforms.fields import SelectChoice
from wtforms.widgets import Select

from app.forms.fields import ChooseOne

pytestmark = pytest.mark.once  # no database is asked
CHOICES = [
    SelectChoice("", "Kies een dorp"),
    SelectChoice("1", 'De "Es" & co', {"data-lon": 6.5, "data-lat": 53}, "Het dichtst bij"),
    SelectChoice("2", "Assen <b>", {}, "Het dichtst bij"),
    SelectChoice('"3"', "Rolde", {}, "A&B"),
    SelectChoice("4", "Gees", {}, "Het dichtst bij"),
]


class AskedForm(Form):
    place = ChooseOne("Dorp", needed="Kies het dorp.")


@pytest.mark.parametrize("chosen", ["", "1", '"3"', "9", None])
@pytest.mark.parametrize(
    "attributes", [{}, {"class": "hv-select", "required": False, "aria-invalid": "true"}]
)
def test_it_is_what_wtforms_writes(chosen, attributes):
    form = AskedForm(data={"place": chosen})
    form.place.choices = CHOICES
    assert form.place(**attributes) == Select()(form.place, **attributes)
    assert form.place().count("selected") == (chosen in {"", "1", '"3"'})

"""Everything a person reads also exists in English."""

import re

import pytest

from app.cli.translations import CATALOGUE, HEADER, extract, forms, read, write
from app.config import ROOT

pytestmark = pytest.mark.once  # no database is asked

PLACES = re.compile(r"%\(\w+\)[a-z]|%%|\{\w*\}|</?\w+>")


@pytest.fixture(scope="module")
def dutch():
    return extract(ROOT)


@pytest.fixture(scope="module")
def english():
    return read(CATALOGUE)


def sentences(catalogue) -> set[tuple[str, ...]]:
    return {forms(message.id) for message in catalogue if message.id}


def places(text: str) -> list[str]:
    return sorted(PLACES.findall(text))


def test_every_dutch_sentence_is_in_the_catalogue_and_no_other(dutch, english):
    assert len(sentences(dutch)) > 900
    assert sentences(english) == sentences(dutch)
    assert not english.obsolete


def test_every_sentence_has_english_words_in_all_its_forms(english):
    wanting = [
        message.id
        for message in english
        if message.id
        and (
            message.fuzzy
            or len(forms(message.id)) != len(forms(message.string))
            or not all(form.strip() for form in forms(message.string))
        )
    ]
    assert not wanting


def test_the_places_to_fill_in_are_the_same_in_english(english):
    different = [
        (one, other)
        for message in english
        if message.id
        for one, other in zip(forms(message.id), forms(message.string), strict=True)
        if places(one) != places(other)
    ]
    assert not different


def test_the_file_is_as_the_command_writes_it(english):
    assert CATALOGUE.read_text("utf-8") == HEADER + write(english)


def test_no_sentence_stays_dutch_by_accident(english):
    same = {
        message.id
        for message in english
        if message.id and message.id == message.string and re.search(r"[a-z]{3} [a-z]{3}", str(message.id))
    }
    assert same == set()

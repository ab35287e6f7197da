"""The list of species, what a name finds, and a page that says in words how to treat each."""

import re

import pytest

from app.extensions import db
from app.models import Species
from app.spatial.blur import cell_of
from tests.factories.sightings import HAZEL_SPOT, sighting
from tests.factories.species import add_species

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


def names(page) -> list[str]:
    return re.findall(r"<strong>([^<]+)</strong></a>", page.text)


def test_the_list_is_walked_page_by_page_and_each_species_comes_once(client):
    add_species("zzz-zzz", dutch_name="Allerlaatste", scientific_name="Zzz zzz")
    db.session.commit()
    seen, address = [], "/soorten"
    while address:
        page = client.get(address)
        seen += names(page)
        following = re.search(r'href="([^"]+)" rel="next"', page.text)
        address = following[1].replace("&amp;", "&") if following else ""
    assert len(seen) == len(set(seen)) == 205
    assert seen[0] == "Steenuil" and seen[-1] == "Allerlaatste"


@pytest.mark.parametrize(
    ("asked", "there", "away"),
    [
        ("groep=dragonfly", "libel", "Steenuil"),
        ("invasief=1", "Japanse duizendknoop", "Drents krentenboompje"),
        ("drents=1", "Zwarte specht", "Kerkuil"),
        ("rode-lijst=KW", "Steenuil", "Kerkuil"),
        ("rode-lijst=lijst&groep=bird", "Steenuil", "Buizerd"),
        ("zoek=grone+spect", "Groene specht", "Steenuil"),
        ("zoek=specht&groep=plant", "Niets gevonden", "Groene specht"),
        ("groep=x&rode-lijst=x&na=x&invasief=x", "Steenuil", "Niets gevonden"),
    ],
)
def test_filters_and_a_name_restrict_the_list(asked, there, away, client):
    text = client.get(f"/soorten?{asked}").text
    main = text[text.index('id="soortenlijst"') :]
    assert there in main and away not in main


def test_while_one_types_only_the_list_comes(client):
    page = client.get("/soorten?zoek=stenuil", headers=PARTIAL)
    assert page.text.lstrip().startswith('<div class="hv-stack" id="soortenlijst"')
    assert names(page)[0] == "Steenuil"


def test_a_form_is_offered_what_a_name_may_mean(client):
    page = client.get("/soorten/zoek?q=stenuil")
    assert 'data-name="Steenuil" data-latin="Athene noctua" data-blur="1" data-nest>' in page.text
    assert "<html" not in page.text and "Vogel" in page.text
    assert client.get("/soorten/zoek?q=zzzzzzz").text.strip() == ""
    assert client.get("/soorten/zoek?q=specht&groep=bird").text.count('role="option"') == 3


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (
            "athene-noctua",
            ["Kwetsbaar (lijst van 2016", "uit eigen kennis", "1 bij 1 kilometer", "Het hele jaar"],
        ),
        ("tyto-alba", ["Niet bedreigd (lijst van 2016, overgenomen uit de lijst zelf)"]),
        ("bubo-bubo", ["5 bij 5 kilometer", "nestplaats"]),
        ("dryocopus-martius", ["Typisch Drents", "elk jaar terug op dezelfde plek"]),
        ("falco-tinnunculus", ["niet geheim"]),
        ("pernis-apivorus", ["Wij kijken dit nog na."]),
        (
            "reynoutria-japonica",
            ["Niet maaien, niet graven", "De eigenaar van de grond beslist", "Sinds 2025"],
        ),
        ("ondatra-zibethicus", ["Vang het dier niet"]),
        ("prunus-serotina", ["staat niet op de Unielijst"]),
        ("amelanchier-lamarckii", ["Geen plaag"]),
    ],
)
def test_a_page_says_in_words_what_holds_for_it(key, said, client):
    text = client.get(f"/soorten/{key}").text
    assert [words for words in said if words not in text] == []


def test_what_is_loved_is_no_plague(client):
    text = client.get("/soorten/amelanchier-lamarckii").text
    assert "Gezien? Dit doe je" not in text and "Meld het" not in text


def test_a_category_is_shown_with_its_edition_only(client):
    owl = db.session.get(Species, "athene-noctua")
    owl.red_list_year = None
    db.session.commit()
    assert "Kwetsbaar" not in client.get("/soorten/athene-noctua").text
    assert "Kwetsbaar" not in client.get("/soorten?zoek=steenuil", headers=PARTIAL).text
    assert "Steenuil" not in client.get("/soorten?rode-lijst=KW", headers=PARTIAL).text


def test_a_page_leads_to_where_it_lives_and_to_work_that_helps(client):
    text = client.get("/soorten/athene-noctua").text
    assert 'href="/elementen?soort=pollard_tree"' in text and 'href="/onderhoud?soort=pollard_tree"' in text
    assert "Knotten" in text and "Controleer altijd op nesten" in text


def test_a_page_leads_to_the_map_with_this_species_where_it_was_seen_last(client, anna):
    there = 'href="/kaart#waarnemingen=1&amp;w-soort=corylus-avellana"'
    assert there in client.get("/soorten/corylus-avellana").text
    sighting(anna)
    assert there in client.get("/soorten/corylus-avellana").text, "what waits is nobody's to know"
    sighting(anna, published=True)
    lon, lat = HAZEL_SPOT
    text = client.get("/soorten/corylus-avellana").text
    assert (
        f'href="/kaart#plek=12/{lat:.4f}/{lon:.4f}&amp;waarnemingen=1&amp;w-soort=corylus-avellana"' in text
    )
    assert 'href="/waarnemingen?soort=corylus-avellana"' in text


@pytest.mark.L01
def test_a_page_of_a_vulnerable_species_leads_to_the_middle_of_its_square(client, anna):
    owl = sighting(anna, published=True, claimed_key="athene-noctua")
    lon, lat = cell_of(owl.square, 1).centre
    text = client.get("/soorten/athene-noctua").text
    assert f"#plek=12/{lat:.4f}/{lon:.4f}&amp;" in text
    assert not any(f"{number:.4f}" in text for number in HAZEL_SPOT)


def test_a_page_of_a_renamed_species_is_made_anew_for_visitors(client):
    assert "Steenuil" in client.get("/soorten/athene-noctua").text
    db.session.get(Species, "athene-noctua").dutch_name = "Poelepetaat"
    db.session.commit()
    assert "Poelepetaat" in client.get("/soorten/athene-noctua").text


def test_what_does_not_exist_is_not_found(client):
    assert client.get("/soorten/bestaat-niet").status_code == 404

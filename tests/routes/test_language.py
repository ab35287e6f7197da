"""A visitor may read English, without an account."""

import pytest


def test_a_visitor_chooses_english_and_comes_back_to_the_same_page(client):
    answer = client.get("/taal/en?terug=/hulp")
    assert (answer.status_code, answer.location) == (303, "/hulp")
    assert 'lang="en"' in client.get("/hulp").text
    client.get("/taal/nl")
    assert 'lang="nl"' in client.get("/hulp").text


@pytest.mark.parametrize("there", ["//elders.example", "https://elders.example", "/\\elders.example"])
def test_the_way_back_never_leaves_our_site(there, client):
    assert client.get("/taal/en", query_string={"terug": there}).location == "/"


def test_the_link_is_offered_to_visitors(client):
    assert "/taal/en?terug=/over" in client.get("/over").text


def test_other_languages_do_not_exist(client):
    assert client.get("/taal/fr").status_code == 404

"""Static text goes packed to who can unpack it, and is never mixed up with the plain file."""

import gzip

STYLES = "/static/css/tokens.css"
GZIP = {"Accept-Encoding": "gzip"}


def test_a_style_file_is_packed_and_unpacks_to_itself(client):
    plain, packed = client.get(STYLES), client.get(STYLES, headers=GZIP)
    assert (plain.content_encoding, packed.content_encoding) == (None, "gzip")
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) == packed.content_length < len(plain.data) / 2
    assert "Accept-Encoding" in packed.headers["Vary"] and "Accept-Encoding" in plain.headers["Vary"]


def test_a_packed_file_is_not_sent_again_while_it_is_the_same(client):
    first = client.get(STYLES, headers=GZIP)
    assert first.headers["ETag"].startswith("W/")
    again = client.get(STYLES, headers={**GZIP, "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_part_of_a_file_is_sent_as_it_is(client):
    answer = client.get(STYLES, headers={**GZIP, "Range": "bytes=0-9"})
    assert (answer.status_code, answer.content_encoding, len(answer.data)) == (206, None, 10)


def test_pages_are_not_packed_since_they_hold_secrets(client):
    assert client.get("/kaart", headers=GZIP).content_encoding is None

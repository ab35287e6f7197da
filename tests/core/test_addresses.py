"""Addresses of pages to return to, and of mailboxes."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.core.addresses import mailbox, safe_path
from app.core.errors import InvalidError

EVIL = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/%09/evil.example%0d%0aSet-Cookie:a=b",
    "/%5cevil.example",
    "/%255cevil.example",
    "/%2fevil.example",
    "/%0d%0aLocation:https://evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "https://evil.example/",
    "https:evil.example",
    "http://localhost@evil.example/",
    "//localhost@evil.example/",
    " //evil.example",
    "/ /evil.example\u2028",
    "/\u3002evil",
    "//evil\uff0eexample",
    "/\uff0f/evil.example",
    "account",
    "",
    "/" + "a" * 3000,
]


@pytest.mark.A07
@pytest.mark.parametrize("text", EVIL)
def test_no_address_leads_to_another_site(text):
    assert safe_path(text) == "/"


@pytest.mark.A07
@pytest.mark.parametrize(
    "text", ["/", "/kaart", "/elementen?dorp=Zeijen&soort=houtwal", "/elementen/a-b#foto", "/a%20b"]
)
def test_a_path_of_our_own_stays(text):
    assert safe_path(text) == text


def browsers_reading(text: str) -> str:
    """Return an address as a browser reads it (the URL standard): strips, drops, and turns slashes."""
    text = text.strip("".join(map(chr, range(0x21))))
    return "".join("/" if char == "\\" else char for char in text if char not in "\t\r\n")


ANY = st.text(st.sampled_from("/\\.:@?#%5c2fF09adAD \t\r\n\0ejvil\uff0f\u3002\u2028"), max_size=40)


@pytest.mark.A07
@given(st.one_of(ANY, st.text(), st.tuples(st.sampled_from(EVIL), ANY).map("".join)))
@example("/%25252f%25252fevil.example")
def test_whatever_comes_in_a_browser_stays_on_this_site(text):
    safe = safe_path(text)
    read = browsers_reading(safe)
    assert read.startswith("/") and not read.startswith("//")
    assert safe.isascii() and safe.isprintable()
    assert safe in {"/", text}


@pytest.mark.A07
def test_neither_the_sign_in_form_nor_its_end_leads_away(client, anna):
    from tests.signing import ask_code, enter, newest_digits

    for evil in EVIL:
        assert (
            evil == ""
            or f'value="{evil}"' not in client.get("/account/inloggen", query_string={"next": evil}).text
        )
    ask_code(client, "anna@example.nl", data={"next": "//evil.example/"})
    assert enter(client, newest_digits()).location == "/"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Anna@Example.NL", "anna@example.nl"),
        (" a+b@x.nl ", "a+b@x.nl"),
        ("a@exämple.nl", "a@xn--exmple-cua.nl"),
    ],
)
def test_a_mailbox_is_kept_in_one_way(typed, kept):
    assert mailbox(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "a", "a@b", "a@b.nl\r\nBcc: c@d.nl", "a@b.nl,c@d.nl", "ä@b.nl", '"a b"@c.nl']
)
def test_what_is_no_mailbox_is_refused(typed):
    with pytest.raises(InvalidError):
        mailbox(typed)

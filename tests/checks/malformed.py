"""What no page of ours sends: values, addresses, headers and bodies that have broken others."""

from urllib.parse import quote

from hypothesis import strategies as st

DEEP = 50_000
VALUES = (
    "",
    "\0",
    "a\0b",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    "é" * 3000,
    "9" * 5000,
    "-1",
    str(2**31),
    str(2**63),
    "1e999",
    "nan",
    "inf",
    "١٢٣",
    "0x10",
    "1_000",
    "[" * DEEP,
    '{"a":' * DEEP,
    '{"type":"Point","coordinates":' + "[" * DEEP + "]" * DEEP + "}",
    '{"type":"Point","coordinates":["a",{}]}',
    '{"type":"GeometryCollection","geometries":[null,1,{"type":[]}]}',
    '{"type":"Polygon","coordinates":[[[1e400,NaN],[null]]]}',
    "null",
    "true",
    "[]",
    "00000000-0000-0000-0000-000000000000",
    "{00000000-0000-4000-8000-000000000000}",
    "urn:uuid:00000000-0000-4000-8000-000000000000",
    "9999-99-99",
    "0000-00-00",
    "10000-01-01",
    "1/0",
    "0/1",
    "1/" + "3" * 400,
    "2:99",
    "--",
    "%s%n%(x)s{0}{x.__class__}",
    "../../../../etc/passwd",
    "'; DROP TABLE element; --",
    "%_\\",
    "\N{RIGHT-TO-LEFT OVERRIDE}\N{ZERO WIDTH JOINER}\N{PARAGRAPH SEPARATOR}",
    "a" * 100_000,
)
QUERIES = (
    b"%ff=%fe&%00",
    b"%",
    b"%zz=%u1234",
    b"=&=&==",
    b"&" * 2000,
    b"a[]=1&a[b]=2&a.b=3",
    b"\xff\xfe=\xff",
    b"q=" + b"%ed%a0%80",
)
HEADERS = (
    {"Accept": "application/json;q=x,,;,*/*;q=9e99"},
    {"Accept": "application/json"},
    {"Accept-Language": "nl-" * 2000},
    {"Accept-Language": ",;q=,\xff"},
    {"Accept-Encoding": "gzip;q=nan, \xff"},
    {
        "Cookie": "aanmelding=\xff\xfe; haarvaten=e30.x.y; thema=\xff; taal=\xff; toestel=[[[; code="
        + "a" * 8000
    },
    {"Cookie": ";;;=;=\xff;" * 300},
    {"If-None-Match": 'W/"' + "a" * 5000},
    {"If-None-Match": "*,\xff"},
    {"If-Modified-Since": "Thu, 99 Foo 99999999 99:99:99 GMT"},
    {"Range": "bytes=-99999999999999999999,5-1,x-"},
    {"If-Range": "\xff"},
    {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Current-URL": "\xff://["},
    {"HX-Request": "true", "HX-Request-Type": "\xff", "HX-Target": "a" * 8000},
    {"User-Agent": "\xff" * 8000},
    {"Referer": "http://[::1"},
    {"X-Forwarded-For": "," * 2000, "X-Forwarded-Proto": "\xff", "X-Forwarded-Host": "a b"},
    {"Origin": "null"},
    {"Authorization": "Basic \xff"},
    {"Content-Type": "\xff/\xff; charset=\xff; boundary"},
    {"Transfer-Encoding": "x"},
)
PART = b'--x\r\nContent-Disposition: form-data; name="a"'
BODIES = (
    ("", b"\xff\xfe\0"),
    ("application/json", b"[" * DEEP),
    ("application/json", b"\xff"),
    ("application/x-www-form-urlencoded", b"%ff=%fe&\xff=\xfe&=&%&a=%ed%a0%80"),
    ("application/x-www-form-urlencoded; charset=utf-7", b"a=+AD0-"),
    ("application/x-www-form-urlencoded", b"csrf_token=" + b"." * 5000),
    ("multipart/form-data", b"--x"),
    ("multipart/form-data; boundary=\xff", b"--x"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n'),
    ("multipart/form-data; boundary=x", b"--x\r\n\xff\r\n\r\n\r\n--x--"),
    (
        "multipart/form-data; boundary=x",
        PART + b"; filename*=x''%ff\r\nContent-Type: \xff; charset=no\r\n\r\nb\r\n--x--\r\n",
    ),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: " + b"a" * 100_000),
)

text = st.one_of(st.sampled_from(VALUES), st.text(max_size=60), st.integers().map(str), st.floats().map(str))
path_pieces = st.one_of(
    st.sampled_from(
        [
            "..",
            ".",
            "",
            "%2e%2e",
            "%2f",
            "..%2f..",
            "..%5c",
            "\\",
            "%00",
            "%ff",
            "~",
            "etc",
            "passwd",
            "C:",
            "file:",
        ]
    ),
    st.text(max_size=12).map(lambda word: quote(word, safe="")),
)

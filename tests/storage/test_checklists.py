"""Archives that are traps: refused, soon, and with little memory (G05, G06)."""

import subprocess
import sys
import time
import zipfile

import pytest

from app.core.errors import InvalidError
from app.storage.checklists import Checklist
from tests.checklists import TERMS, checklist, meta, taxon
from tests.maps import zipped
from tests.spatial.test_areas_zip import link, lying, many, overlapping

ONE = [taxon(1, "Turdus merula")]
TEN = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
LAUGHS = f'<!DOCTYPE a [<!ENTITY a0 "ha">{TEN}]>'
ZIPS = {
    "entries": many,
    "climbing": lambda: checklist(ONE) and zipped({"../meta.xml": meta()}),
    "absolute": lambda: zipped({"/meta.xml": meta()}),
    "backslash": lambda: zipped({"b\\meta.xml": meta()}),
    "link": link,
    "nested": lambda: checklist(ONE, more_zip=zipped({"meta.xml": meta()})),
    "disguised": lambda: checklist(ONE, taxa_txt=zipped({"meta.xml": meta()})),
    "ratio": lambda: checklist(ONE, taxa_txt=b"a\n" * 30_000_000),
    "one line": lambda: checklist(ONE, taxa_txt=b"ab" * 600_000 + bytes(range(256)) * 4000),
    "overlap": overlapping,
    "lying": lying,
    "cut": lambda: checklist(ONE)[:-30],
    "empty": lambda: zipped({"a.txt": b"x"}),
    "method": lambda: zipped({"meta.xml": meta()}, method=zipfile.ZIP_LZMA),
    "no zip": lambda: b"hallo",
}
SAYS = {
    "ratio": "veel te groot",
    "one line": "veel te groot",
    "overlap": "over elkaar",
    "link": "verwijzingen",
}
SAYS |= dict.fromkeys(("climbing", "absolute", "backslash"), "andere mappen") | {
    "entries": "te veel bestanden"
}
SAYS |= dict.fromkeys(("nested", "disguised"), "nog een zip")
XMLS = {
    "doctype": meta(before="<!DOCTYPE archive>"),
    "laughs": meta(before=LAUGHS),
    "outside": meta(before='<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>').replace(
        b"taxa.txt", b"&b;"
    ),
    "climbing": meta("../../../etc/passwd"),
    "absolute": meta("/etc/passwd"),
    "missing": meta("elders.txt"),
    "empty": b"",
    "no core": b'<archive xmlns="http://rs.tdwg.org/dwc/text/"><location>taxa.txt</location></archive>',
    "index": meta().replace(b'index="3"', b'index="99999"'),
    "no number": meta().replace(b'index="3"', b'index="x"'),
    "encoding": meta().replace(b'encoding="UTF-8"', b'encoding="kwibus"'),
    "deep": b"<a>" * 100_000,
    "long": b"<archive>" + b"x" * 5_000_001 + b"</archive>",
}


def opened(tmp_path, data: bytes) -> int:
    path = tmp_path / "sent"
    path.write_bytes(data)
    with Checklist.open(path) as found:
        return len(list(found.rows()))


def test_a_good_one_is_read(tmp_path):
    assert opened(tmp_path, checklist(ONE)) == 1


@pytest.mark.G05
@pytest.mark.once
@pytest.mark.parametrize("trap", ZIPS)
def test_a_zip_that_is_a_trap_is_refused(trap, tmp_path):
    with pytest.raises(InvalidError, match=SAYS.get(trap)):
        opened(tmp_path, ZIPS[trap]())
    assert [path.name for path in tmp_path.iterdir()] == ["sent"], "nothing was written anywhere else"


@pytest.mark.G06
@pytest.mark.once
@pytest.mark.parametrize("trap", XMLS)
def test_xml_that_is_a_trap_is_refused_soon(trap, tmp_path):
    data, began = checklist(ONE, meta_xml=XMLS[trap]), time.process_time()
    with pytest.raises(InvalidError):
        opened(tmp_path, data)
    assert time.process_time() - began < 3


@pytest.mark.G05
def test_a_path_out_of_the_zip_reads_nothing_there(tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text("\n".join(["\t".join(TERMS), *ONE]) + "\n")
    with pytest.raises(InvalidError):
        opened(tmp_path, checklist(ONE, meta_xml=meta(str(outside))))


@pytest.mark.G06
@pytest.mark.once
def test_a_trap_beside_it_is_refused_too(tmp_path):
    with pytest.raises(InvalidError):
        opened(tmp_path, checklist(ONE, eml_xml=LAUGHS.encode() + b"<eml/>"))


@pytest.mark.G05
@pytest.mark.once
def test_a_large_one_costs_little_memory(tmp_path):
    path = tmp_path / "sent"
    rows = [
        taxon(n, f"Genus{n % 999} species{n}", author=f"Auteur{n * 7919 % 99_991}") for n in range(100_000)
    ]
    path.write_bytes(checklist(rows, [(n, f"Naam nummer {n}", "nl") for n in range(100_000)]))
    read = (
        "import sys;from pathlib import Path;from app.storage.checklists import Checklist\n"
        "with Checklist.open(Path(sys.argv[1])) as found: print(len(list(found.rows())))\n"
        "told = dict(line.split(':', 1) for line in open('/proc/self/status'))\n"  # rusage: also the parent's
        "print(told['VmHWM'].split()[0])"
    )
    done = subprocess.run([sys.executable, "-c", read, str(path)], capture_output=True, text=True, check=True)
    number, peak_kb = map(int, done.stdout.split())
    assert number == 100_000 and peak_kb < 300_000

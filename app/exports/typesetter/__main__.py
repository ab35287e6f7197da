"""Typeset one document within limits: a JSON object on standard input, the PDF on standard output.

Asked: ``template`` (one of ours, beside this file), ``data`` (JSON text: what people wrote, which typst
sees as text and never as markup), ``pictures`` (name → SVG), ``fonts`` (a folder), ``made_on`` (seconds
since 1970). It ends with 0, or with anything else and no word about what was in the document.
"""

import datetime as dt
import json
import resource
import sys
from pathlib import Path
from typing import Any, Final

HERE = Path(__file__).parent
CPU_S = 10
MEMORY_BYTES = 768 * 1024 * 1024  # address space: fonts and the program take a third of it
OUT_BYTES = 20 * 1024 * 1024
SHARED = "parts.typ"
ACCESSIBLE: Final = "ua-1"


def main() -> None:
    """Read, typeset, write."""
    asked = json.load(sys.stdin.buffer)
    import typst  # noqa: PLC0415 (within the limits)

    files: dict[Any, Any] = {name: (HERE / name).read_bytes() for name in (asked["template"], SHARED)}
    files["main"] = files.pop(asked["template"])
    files |= {name: svg.encode() for name, svg in asked["pictures"].items()}
    options: dict[str, Any] = {
        "format": "pdf",
        "sys_inputs": {"data": asked["data"]},
        "timestamp": dt.datetime.fromtimestamp(asked["made_on"], dt.UTC),
        "ignore_system_fonts": True,  # the same bytes on every server
        "font_paths": [asked["fonts"]] if Path(asked["fonts"]).is_dir() else [],
    }
    try:
        pdf = typst.compile(files, pdf_standards=ACCESSIBLE, **options)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        pdf = typst.compile(files, **options)  # a sign that no font has: tagged, but not PDF/UA
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUT_BYTES, OUT_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()

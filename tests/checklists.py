"""Checklists as Darwin Core archives, as large and as wrong as a test wants them."""

from tests.maps import zipped

TERMS = (
    "taxonID", "acceptedNameUsageID", "taxonRank", "scientificName", "scientificNameAuthorship",
    "kingdom", "class", "order",
)  # fmt: skip
DWC = "http://rs.tdwg.org/dwc/terms/"
EML = b"<eml><dataset><title>Proeflijst van soorten</title></dataset></eml>"
NAMES = (
    '<extension encoding="UTF-8" fieldsTerminatedBy="\\t" linesTerminatedBy="\\n" fieldsEnclosedBy=""'
    ' ignoreHeaderLines="1" rowType="http://rs.gbif.org/terms/1.0/VernacularName">'
    "<files><location>names.txt</location></files>"
    f'<coreid index="0" /><field index="1" term="{DWC}vernacularName" />'
    '<field index="2" term="http://purl.org/dc/terms/language" /></extension>'
)
CORE = '<core encoding="UTF-8" fieldsTerminatedBy="\\t" linesTerminatedBy="\\n" fieldsEnclosedBy=""'


def meta(location: str = "taxa.txt", before: str = "") -> bytes:
    fields = "".join(f'<field index="{n}" term="{DWC}{term}" />' for n, term in enumerate(TERMS))
    text = (
        f'{before}<archive xmlns="http://rs.tdwg.org/dwc/text/" metadata="eml.xml">{CORE}'
        f' ignoreHeaderLines="1" rowType="{DWC}Taxon"><files><location>{location}</location></files>'
        f'<id index="0" />{fields}</core>{NAMES}</archive>'
    )
    return text.encode()


def taxon(ident, name, rank="species", *, of="", author="", kinds=("Animalia", "Aves", "")) -> str:
    full = f"{name} {author}".strip()
    return "\t".join((str(ident), str(of), rank, full, author, *kinds))


def checklist(taxa: list[str], names: list[tuple[object, str, str]] = (), **parts: bytes) -> bytes:
    """Return a zip; ``parts`` replace or add files, by their name with _ for the point."""
    core = "\n".join(["\t".join(TERMS), *taxa]) + "\n"
    other = "\n".join(["id\tname\tlanguage", *("\t".join(map(str, row)) for row in names)]) + "\n"
    files = {"meta.xml": meta(), "eml.xml": EML, "taxa.txt": core.encode(), "names.txt": other.encode()}
    return zipped(files | {name.replace("_", ".", 1): data for name, data in parts.items()})

"""Made species by the ten thousand, with names that are built as ours are."""

import random
from itertools import product

from sqlalchemy import insert

from app.extensions import db
from app.models import NameKind, Species
from app.models.species_names import ADDED, NewName, write_names

FIRST, BEGIN, MORE, END, KINDS, SYLLABLE = (
    line.split()
    for line in (
        "gewone grote kleine bonte zwarte witte rode groene gele bruine blauwe vale late vroege ruige gladde",
        "water veld bos heide moeras duin berg weide oever tuin akker zand kalk veen beek rots",
        "rivier meer boom struik gras riet mos steen klei turf zee kust plas sloot",
        "vlinder kever mug wants bij spin mot luis wesp vlieg slak worm gras zegge varen roos klaver distel",
        "netel kruid zwam mos bloem wilg eik uil mees gors vink zanger snip muis kikker baars",
        "ba ce do fi gu la me ni ro su ta ve pha chry lo ri mi no sa te tri al er",
    )
)


def made(number: int, *, seed: int = 1) -> list[tuple[str, str]]:
    """Return pairs of a Dutch (or no) and a scientific name; one in three has a Dutch one."""
    chance = random.Random(seed)
    latin = sorted({"".join(chance.choices(SYLLABLE, k=chance.randint(2, 4))) for _ in range(24_000)})
    dutch = [f"{a} {b}{c}".capitalize() for a, b, c in product(FIRST, (*BEGIN, *MORE), (*END, *KINDS))]
    chance.shuffle(dutch)
    pairs, seen = [], set()
    while len(pairs) < number:
        scientific = f"{chance.choice(latin[:6000]).capitalize()}us {chance.choice(latin)}um"
        if scientific not in seen:
            seen.add(scientific)
            pairs.append((dutch.pop() if len(pairs) % 3 == 0 and dutch else "", scientific))
    return pairs


def put(number: int) -> list[tuple[str, str]]:
    """Store made species as a checklist does, with their names."""
    pairs = made(number)
    plain = dict.fromkeys(("blur_reason_nl", "protection", "guild", "notes_nl", "red_list_certainty"), "")
    plain |= {"red_list": "ONB", "vision_named": False, "typical": False, "exotic": False, "blur_km": 0}
    plain |= {"type_keys": [], "source": "gemaakt", "taxon_id": "", "group": "other"}
    rows, names = [], []
    for at, (dutch, scientific) in enumerate(pairs):
        key = scientific.lower().replace(" ", "-")
        told = {"key": key, "position": 100_000 + at, "dutch_name": dutch, "scientific_name": scientific}
        rows.append(plain | told)
        names.append(NewName(key, NameKind.SCIENTIFIC, scientific, ADDED))
        names += [NewName(key, NameKind.DUTCH, dutch, ADDED)] if dutch else []
    for start in range(0, len(rows), 5000):
        db.session.execute(insert(Species.__table__), rows[start : start + 5000])
    write_names(db.session.connection(), names)
    return pairs

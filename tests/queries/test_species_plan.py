"""Names are read by their indexes, on both databases, among thousands."""

from sqlalchemy import text

from app.extensions import db
from app.queries.species import by_forms, by_meant, by_typed, find_species
from app.queries.species_filter import SpeciesFilter
from tests.species_names import put

NOTHING = SpeciesFilter()
WHOLE = ("Seq Scan", "SCAN species")  # what reading a whole table is called
TYPED = {"word0": "waterbi", "after0": "waterbi\U0010ffff", "word1": "gewo", "after1": "gewo\U0010ffff"}


def test_each_question_uses_its_index(database):
    pairs = put(4000)
    typed, meant = {**TYPED, "tier": 1}, {**TYPED, "meant0": ["waterbij"], "meant1": ["gewone", "gele"]}
    for query, told, index in (
        (by_typed(2, NOTHING), typed, "species_word"),
        (by_meant(2, NOTHING), meant, "species_word"),
        (by_forms(), {"forms": ["wate", "watr", "watrb"]}, "species_typo"),
    ):
        plan = explained(query, told)
        assert index in plan
        assert not [words for words in WHOLE if words in plan], plan
    dutch = next(name for name, _ in pairs if name)
    assert dutch in [one.dutch_name for one in find_species(dutch[:-2] + dutch[-1])]


def test_the_number_of_questions_stays_the_same(count):
    with count() as sent:
        find_species("groene specht")
    assert len(sent) <= 4
    with count() as sent:
        find_species("grone spect")
    assert len(sent) <= 6


def explained(query, told) -> str:
    postgres = db.engine.dialect.name == "postgresql"
    if postgres:
        db.session.execute(text("ANALYZE species_name, species_word, species_stem, species_typo"))
        db.session.execute(text("SET LOCAL enable_seqscan = off"))
    sql = str(query.params(**told).compile(db.engine, compile_kwargs={"literal_binds": True}))
    rows = db.session.execute(text(f"EXPLAIN {'' if postgres else 'QUERY PLAN '}{sql}".replace(":", "\\:")))
    return "\n".join(" ".join(map(str, row)) for row in rows)

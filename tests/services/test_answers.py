"""Ready answers: who writes them, what a question needs, their order, and no longer used."""

import pytest

from app.core.errors import InvalidError, NotAllowedError, NotFoundError
from app.core.ids import new_id
from app.extensions import db
from app.models import CannedAnswer
from app.queries.answers import find_answers, find_retired
from app.services.answers import AnswerText, move_answer, retire_answer, reuse_answer, write_answer
from app.services.reference import load_reference

THANKS = AnswerText(step="publish", label_nl="Top", text_nl="Dag {naam}, top!")
ASK = {"step": "return", "label_nl": "Waar?", "text_nl": "Waar is het, {naam}?"}


def labels():
    return [one.label_nl for one in find_answers()]


def test_a_new_answer_comes_last_and_sending_it_twice_makes_one(chris):
    before, ident = labels(), new_id()
    for _ in range(2):
        write_answer(ident, THANKS, actor=chris)
    assert labels() == [*before, "Top"]


def test_words_that_a_coordinator_wrote_survive_an_update_of_ours(chris):
    first = find_answers()[0].id
    write_answer(first, THANKS, actor=chris)
    load_reference()
    assert db.session.get(CannedAnswer, first).text_nl == "Dag {naam}, top!"


@pytest.mark.parametrize(
    ("replies", "field"),
    [
        ({}, "replies_nl"),
        ({"replies_nl": ("Ja",)}, "replies_nl"),
        ({"replies_nl": tuple("abcde")}, "replies_nl"),
        ({"replies_nl": ("Ja", "Ja")}, "replies_nl"),
        ({"replies_nl": ("Ja", "Nee"), "text_en": "Where?", "replies_en": ("Yes",)}, "replies_en"),
        ({"replies_nl": ("Ja", "Nee"), "text_en": "Where?"}, "replies_en"),
        ({"replies_nl": ("Ja", "Nee"), "step": "reject"}, "replies_nl"),
    ],
)
def test_a_question_has_two_to_four_replies_and_nothing_else_has_any(chris, replies, field):
    with pytest.raises(InvalidError) as refused:
        write_answer(new_id(), AnswerText(**(ASK | replies)), actor=chris)
    assert refused.value.field == field


def test_a_question_with_replies_in_dutch_only_is_whole(chris):
    write_answer(new_id(), AnswerText(**ASK, replies_nl=("Hier", "Daar", "Weet ik niet")), actor=chris)
    assert find_answers()[-1].replies_nl == ["Hier", "Daar", "Weet ik niet"]


def test_answers_change_places_and_stop_at_the_ends(chris):
    before = labels()
    ids = [one.id for one in find_answers()]
    move_answer(ids[0], down=True, actor=chris)
    assert labels()[:2] == [before[1], before[0]]
    move_answer(ids[0], down=False, actor=chris)
    move_answer(ids[0], down=False, actor=chris)
    move_answer(ids[-1], down=True, actor=chris)
    assert labels() == before


def test_a_retired_answer_leaves_the_desk_and_comes_back(chris):
    one = find_answers()[0].id
    for _ in range(2):
        retire_answer(one, actor=chris)
    assert one not in [each.id for each in find_answers()] and [each.id for each in find_retired()] == [one]
    with pytest.raises(NotFoundError):
        move_answer(one, down=True, actor=chris)
    reuse_answer(one, actor=chris)
    assert find_retired() == []


def test_volunteers_write_none(anna):
    one = find_answers()[0].id
    for act in (
        lambda: write_answer(new_id(), THANKS, actor=anna),
        lambda: move_answer(one, down=True, actor=anna),
        lambda: retire_answer(one, actor=anna),
        lambda: reuse_answer(one, actor=anna),
    ):
        with pytest.raises(NotAllowedError):
            act()

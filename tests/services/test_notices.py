"""A notice above every page: from its first to its last day, or until it is ended."""

from datetime import timedelta

import pytest

from app.core.clock import today
from app.core.errors import InvalidError, NotAllowedError
from app.core.ids import new_id
from app.models import NoticeLevel, SiteNotice
from app.queries import notices
from app.services.notices import NoticeText, end_notice, post_notice


def text(first=0, last=0, **more):
    days = {"first_on": today() + timedelta(first), "last_on": today() + timedelta(last)}
    return NoticeText(**{"level": NoticeLevel.INFO, "title_nl": "Even weg", **days, **more})


@pytest.mark.parametrize(
    ("first", "last", "shown"), [(0, 0, True), (-3, 0, True), (0, 9, True), (1, 2, False)]
)
def test_it_is_shown_from_its_first_to_its_last_day(dirk, first, last, shown):
    post_notice(new_id(), text(first, last), actor=dirk)
    assert bool(notices.find_shown()) == shown


def test_sent_twice_is_one_and_ended_is_gone(dirk):
    ident = new_id()
    for _ in range(2):
        post_notice(ident, text(), actor=dirk)
    assert len(notices.find_notices()) == 1
    for _ in range(2):
        end_notice(ident, actor=dirk)
    assert notices.find_shown() == [] and notices.find_notices()[0].ended_at


@pytest.mark.parametrize(("days", "field"), [((-2, -1), "last_on"), ((3, 2), "last_on")])
def test_days_that_cannot_be_are_refused(dirk, days, field):
    with pytest.raises(InvalidError) as refused:
        post_notice(new_id(), text(*days), actor=dirk)
    assert refused.value.field == field


def test_no_third_one_in_the_same_days(dirk):
    for days in ((0, 2), (2, 4), (5, 5)):
        post_notice(new_id(), text(*days), actor=dirk)
    with pytest.raises(InvalidError):
        post_notice(new_id(), text(2, 2), actor=dirk)


@pytest.mark.parametrize("who", ["anna", "chris"])
def test_only_admins(request, who):
    with pytest.raises(NotAllowedError):
        post_notice(new_id(), text(), actor=request.getfixturevalue(who))
    with pytest.raises(NotAllowedError):
        end_notice(new_id(), actor=request.getfixturevalue(who))


def test_a_reader_of_english_gets_english_where_there_is_some(app):
    from app.i18n import in_language

    one, other = SiteNotice(title_nl="Weg", title_en="Gone"), SiteNotice(title_nl="Weg", title_en="")
    with app.test_request_context(), in_language("en"):
        assert [notices.title_of(each) for each in (one, other)] == ["Gone", "Weg"]

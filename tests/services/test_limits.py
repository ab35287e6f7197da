"""A limit holds exactly, also when everybody comes at once."""

from threading import Barrier, Thread

import pytest

from app.core.errors import TooManyError
from app.extensions import db
from app.models import Attempt
from app.services.limits import Limit, count_attempts, spend
from app.transaction import transactional

TEN = Limit("test", "anna@example.nl", 10, 300)


@transactional
def try_once() -> None:
    spend([TEN], sentence="Wacht %(minutes)s minuten.")


@pytest.mark.A09
@pytest.mark.committed
def test_twenty_at_once_get_through_ten_times(app):
    start, through = Barrier(20), []

    def go() -> None:
        with app.app_context():
            start.wait()
            try:
                try_once()
                through.append(True)
            except TooManyError:
                through.append(False)

    threads = [Thread(target=go) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert through.count(True) == 10 and len(through) == 20
    assert count_attempts(TEN) == 10


def test_what_is_refused_counts_nowhere_and_says_when_there_is_room(app):
    other = Limit("test", "wifi", 100, 300)
    for _ in range(10):
        transactional(lambda: spend([TEN, other], sentence=""))()
    with pytest.raises(TooManyError) as refused:
        transactional(lambda: spend([other, TEN], sentence="Wacht %(minutes)s minuten."))()
    assert str(refused.value) == "Wacht 5 minuten." and 290 <= refused.value.retry_after_s <= 301
    assert count_attempts(other) == 10 and db.session.query(Attempt).count() == 20

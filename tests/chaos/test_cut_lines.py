"""The line breaks at any byte, up or down: what was told is so, and the rest comes later (S05)."""

import pytest

from tests.sync.cutting import CuttingProxy
from tests.sync.device import element_parcel, give_key
from tests.sync.ledger import counts, faults_of
from tests.sync.uploader import Uploader

HEAD = 330  # bytes of a request before its body, about
ENVELOPE = [("up", size) for size in (1, 60, *range(HEAD - 60, HEAD + 700, 60))]
PHOTO = [("up", size) for size in (1, 200, HEAD, HEAD + 1, 1000, 3000, 6000)]
ANSWER = [("down", size) for size in (0, 1, 15, 200, 600, 900)]
CASES = [[cut] for cut in (*ENVELOPE, *ANSWER)] + [[None, cut] for cut in (*PHOTO, *ANSWER)]


@pytest.fixture
def proxy(server):
    running = CuttingProxy(server)
    yield running
    running.close()


@pytest.mark.S05
@pytest.mark.chaos
@pytest.mark.committed
def test_wherever_the_line_breaks_nothing_is_lost_or_doubled(proxy, server, anna):
    key, sent = give_key(anna), []
    for cuts in CASES:
        one = Uploader(proxy.url, key, element_parcel(anna, 1))
        sent.append(one)
        proxy.cuts = list(cuts)
        before = proxy.done
        at_once = one.pass_once()
        assert proxy.done > before, f"{cuts} never came to the cut"
        assert faults_of([one]) == [], cuts
        one.url = server
        assert at_once or one.until_complete(pause=lambda: None, within_s=60), cuts
    assert faults_of(sent) == []
    assert counts() == (len(CASES), len(CASES), len(CASES))

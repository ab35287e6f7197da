import threading
import time

import pytest

from app.core.fair import FairLock


def test_who_came_first_is_served_first():
    lock, served = FairLock(), []

    def wait(number):
        with lock.turn(wait_s=10):
            served.append(number)

    with lock.turn(wait_s=10):
        threads = []
        for number in range(20):
            threads.append(threading.Thread(target=wait, args=(number,)))
            threads[-1].start()
            while len(lock._line) < number + 2:  # noqa: SLF001 (the next may only come after this one stands in line)
                time.sleep(0.0005)
    for thread in threads:
        thread.join()
    assert served == list(range(20))


def test_waiting_ends_and_the_line_goes_on():
    lock = FairLock()
    with lock.turn(wait_s=1), pytest.raises(TimeoutError), lock.turn(wait_s=0.01):
        pass
    with lock.turn(wait_s=0.01):
        pass

"""Eight people of one server process who have the list made for them, for some seconds."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus

from app import create_app

THREADS = 8
OF_ONE = {"Cookie": "aanmelding=x"}  # never the page that is kept for all visitors


def one(app, until: float) -> int:
    count = 0
    while time.monotonic() < until:
        page = app.test_client(use_cookies=False).get("/elementen", headers=OF_ONE)
        if page.status_code != HTTPStatus.OK:
            raise RuntimeError(page.get_data(as_text=True))
        count += 1
    return count


if __name__ == "__main__":
    app = create_app()
    until = time.monotonic() + float(sys.argv[1])
    with ThreadPoolExecutor(THREADS) as pool:
        futures = [pool.submit(one, app, until) for _ in range(THREADS)]
        sys.stdout.write(str(sum(each.result() for each in futures)))

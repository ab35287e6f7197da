"""Sweeps photos again and again, and is killed each time at another moment."""

import os
import random
import signal
import sys
import time

from app import create_app
from app.services.photo_cleanup import sweep_photos


def sweep_for_ever() -> None:
    app = create_app()
    os.write(1, b"ready")
    with app.app_context():
        while True:
            sweep_photos()


if __name__ == "__main__":
    dice = random.Random(13)
    for _ in range(int(sys.argv[1])):
        reads, writes = os.pipe()
        child = os.fork()
        if child == 0:
            os.dup2(writes, 1)
            sweep_for_ever()
        os.read(reads, 5)
        time.sleep(dice.uniform(0, 0.12))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(reads)
        os.close(writes)

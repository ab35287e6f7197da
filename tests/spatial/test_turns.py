"""Processes that write take turns."""

import subprocess
import sys
from itertools import groupby
from pathlib import Path

import pytest

TURNS, MOST_IN_A_ROW = 60, 3
WRITER = """
import sys, time
from pathlib import Path
from sqlalchemy import create_engine
from app.spatial.engine import write_turn

folder, name = Path(sys.argv[1]), sys.argv[2]
engine = create_engine(f"sqlite:///{folder / 'db.sqlite'}")
(folder / f"{name}.ready").touch()
while len(list(folder.glob("*.ready"))) < 2:
    time.sleep(0.001)
for _ in range(int(sys.argv[3])):
    with write_turn(engine), (folder / "log").open("a") as log:
        log.write(name)
        log.flush()
        time.sleep(0.002)
"""


@pytest.mark.D09
def test_a_process_that_writes_all_the_time_does_not_keep_another_waiting(tmp_path):
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, tmp_path, name, str(TURNS)], cwd=Path.cwd())
        for name in "ab"
    ]
    assert [one.wait(timeout=60) for one in writers] == [0, 0]
    turns = (tmp_path / "log").read_text()
    assert len(turns) == 2 * TURNS
    shared = turns[: min(turns.rindex("a"), turns.rindex("b")) + 1]  # until one of them was done
    runs = [len(list(run)) for _name, run in groupby(shared)]
    assert max(runs[1:]) <= MOST_IN_A_ROW and len(runs) > TURNS

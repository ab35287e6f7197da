"""Garbage is collected between steps of Python, on any version of it.

CPython 3.11 collects in the middle of whatever allocates, also while it sets an attribute that needs a dict
of its own. When what is thrown away then sets an attribute of that same object (``InstanceState._cleanup`` of
SQLAlchemy, while ``Session.close`` detaches), one block of memory is freed twice and the process dies by
SIGSEGV. Since 3.12 the interpreter itself waits for the end of a step. docs/adr/0023 tells how it was found.
"""

import gc
import sys
from typing import Final

WAITS_BY_ITSELF: Final = sys.version_info >= (3, 12)


def collect_between_steps() -> None:
    """Take collecting over from the interpreter, once; from now on ``collect_if_due`` has to be called often.

    What the process has loaded by now stays as long as it lives, so it is not looked at again.
    """
    if gc.isenabled() and not WAITS_BY_ITSELF:
        gc.disable()
        gc.collect()
        gc.freeze()


def collect_if_due(_error: object = None) -> None:
    """Do what the interpreter would have done, by its own thresholds: the oldest generation that is due."""
    if gc.isenabled():
        return
    due = [
        n
        for n, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
        if count > most
    ]
    if due:
        gc.collect(due[-1])

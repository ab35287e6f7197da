"""What is tried for many roles, and hardly depends on the database, is shared out over the two."""

import pytest


def shared_out(values, *, first="spatialite"):
    """Return parameters that take turns: each runs on one database, and with ``make test-slow`` on both."""
    order = ["spatialite", "postgis"] if first == "spatialite" else ["postgis", "spatialite"]
    return [pytest.param(one, marks=pytest.mark.once(order[at % 2])) for at, one in enumerate(values)]

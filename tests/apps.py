"""The same app with other settings, on the database (and in the transaction) of the test."""

from dataclasses import replace

from app import create_app
from app.extensions import db
from tests.visit import Visit


def another(app, database, **changes):
    """Return an app whose settings differ in ``changes``."""
    other = create_app(replace(app.config["SETTINGS"], **changes))
    other.testing, other.test_client_class = True, Visit
    other.config["PROPAGATE_EXCEPTIONS"] = False
    with other.app_context():
        db.engine.dispose()
        db.engines[None] = database
    return other

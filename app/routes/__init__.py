"""One blueprint per area that people know."""

from flask import Flask

from app.routes import health


def register(app: Flask) -> None:
    """Bind every blueprint; one line each."""
    for module in (health,):
        app.register_blueprint(module.bp)

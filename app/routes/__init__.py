"""One blueprint per area that people know."""

from flask import Flask

from app.routes import assets, health, home, info


def register(app: Flask) -> None:
    """Bind every blueprint; one line each."""
    for module in (health, home, info):
        app.register_blueprint(module.bp)
    assets.register(app)

"""One blueprint per area that people know."""

from flask import Flask

from app.routes import assets, dev, guide, health, home, info, moderation, people, photos
from app.routes import map as map_page
from app.routes._session import Sessions


def register(app: Flask) -> None:
    """Bind every blueprint; one line each."""
    app.session_interface = Sessions()
    for module in (guide, health, home, info, moderation, map_page, people, photos):
        app.register_blueprint(module.bp)
    if app.config["SETTINGS"].development:
        app.register_blueprint(dev.bp)
    assets.register(app)

"""The app is put together here."""

import logging

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app import cli, i18n, models, routes, templating
from app.config import DEVELOPMENT_SECRET, Settings, from_environment
from app.core.garbage import collect_between_steps, collect_if_due
from app.extensions import csrf, db, login_manager, migrate
from app.routes import _bodies, errors, security
from app.spatial import engine

__all__ = ["create_app", "models"]

MAX_REQUEST_BYTES = 10 * 25 * 1024 * 1024 + 2 * 1024 * 1024  # ten photos and the form around them


def create_app(settings: Settings | None = None) -> Flask:
    """Bind extensions, routes, commands and error pages; raises ValueError for unusable settings."""
    settings = settings or from_environment()
    if not settings.secret_key or (settings.production and settings.secret_key == DEVELOPMENT_SECRET):
        raise ValueError("SECRET_KEY is missing, or is the one for development")
    app = Flask(__name__, static_folder="static")
    prefix = "__Host-" if settings.https else ""
    app.config.update(
        SETTINGS=settings,
        ANOTHER=create_app,  # `flask restore` works on an installation that is not the running one
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database,
        SQLALCHEMY_ENGINE_OPTIONS=engine.options(settings.database),
        SESSION_COOKIE_NAME=f"{prefix}haarvaten",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        WTF_CSRF_TIME_LIMIT=None,  # a form may lie open all day in the field
        WTF_CSRF_SSL_STRICT=False,  # security.py looks at Origin and Sec-Fetch-Site itself
        MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES,
        TEMPLATES_AUTO_RELOAD=settings.development,
    )
    app.url_map.strict_slashes = False  # people type both
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if settings.proxy_count:
        count = settings.proxy_count
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    logging.getLogger("app").setLevel(logging.INFO)
    app.teardown_appcontext(collect_if_due)  # the last of a request: its session has ended by then
    db.init_app(app)
    migrate.init_app(app, db)
    _bodies.register(app)
    security.register(app)  # refuses other sites before the form's token is looked at
    csrf.init_app(app)
    login_manager.init_app(app)
    with app.app_context():
        engine.prepare(db.engine)
    i18n.register(app)
    templating.register(app)
    errors.register(app)
    routes.register(app)
    cli.register(app)
    collect_between_steps()
    return app

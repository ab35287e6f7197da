"""/schil: the pages that devices keep, /sw.js the worker that keeps them, and what installs the app."""

import hashlib
import json
from pathlib import Path
from typing import Any, Final

from flask import Blueprint, Response, abort, current_app, url_for
from flask.typing import ResponseReturnValue

from app.config import settings
from app.core.browser_files import STATIC, browser_files, plain_file
from app.core.fingerprint import LENGTH
from app.i18n import LANGUAGES
from app.i18n import gettext as _
from app.routes._access import public
from app.routes._shells import KNOWLEDGE, SHELLS, address_of, shell

bp = Blueprint("shells", __name__)
GREEN: Final = "#1d5438"


@bp.get("/schil/<page_language>/<name>")
@public
def show(page_language: str, name: str) -> ResponseReturnValue:
    """Serve a page without anything of anyone; devices keep it for when there is no line."""
    try:
        page = shell(page_language, name)
    except KeyError:
        abort(404)
    response = Response(page, mimetype="application/json" if name == KNOWLEDGE else "text/html")
    response.set_etag(hashlib.sha256(page).hexdigest()[:32])
    return response


@bp.get("/sw.js")
@public
def worker() -> ResponseReturnValue:
    """Serve the worker with the list of what it keeps, or the one that ends all workers."""
    static = Path(current_app.static_folder or "")
    if settings().worker == "off":
        return _script((static / "js/worker/off.js").read_text("utf-8"))
    built = static / "build/worker.js"
    if not built.is_file():
        abort(404)
    code = built.read_text("utf-8")
    told = _told(static)
    told["version"] = _mark(code + json.dumps(told))
    return _script(f'"use strict";\nself.HAARVATEN = {json.dumps(told)};\n{code}')


@bp.get("/manifest.webmanifest")
@public
def manifest() -> ResponseReturnValue:
    """Tell what the installed app is called and looks like."""
    sign = {"src": _sign("app-192"), "sizes": "192x192", "type": "image/png"}
    large = {"src": _sign("app-512"), "sizes": "512x512", "type": "image/png"}
    cut = {**large, "src": _sign("app-maskable-512"), "purpose": "maskable"}
    told = {
        "id": "/",
        "name": "Haarvaten",
        "short_name": "Haarvaten",
        "description": _("Samen zorgen voor het Drentse landschap"),
        "lang": "nl",
        "start_url": url_for("home.index"),
        "scope": "/",
        "display": "standalone",
        "background_color": GREEN,
        "theme_color": GREEN,
        "icons": [sign, large, cut],
        "shortcuts": [
            {"name": _("Werk vastleggen"), "url": url_for("maintenance.new"), "icons": [sign]},
            {"name": _("Waarneming melden"), "url": url_for("sightings.new"), "icons": [sign]},
            {"name": _("Element aanmelden"), "url": url_for("elements.new"), "icons": [sign]},
        ],
    }
    response = Response(json.dumps(told, ensure_ascii=False), mimetype="application/manifest+json")
    response.headers["Cache-Control"] = "no-cache"
    return response


def _sign(name: str) -> str:
    """Return the address of a sign of the app; without its hash when it was not made yet."""
    path = f"build/icons/{name}.png"
    return plain_file(STATIC, path).address if (STATIC / path).is_file() else f"/static/{path}"


def _told(static: Path) -> dict[str, Any]:
    files = [(one.address, one.hash) for one in browser_files(static)]
    pages = {language: {name: address_of(language, name) for name in SHELLS} for language in LANGUAGES}
    return {
        "files": files + [page for of_language in pages.values() for page in of_language.values()],
        "later": [(one.address, one.hash) for one in browser_files(static, later=True)],
        "shells": {
            language: {name: address for name, (address, _hash) in of_language.items()}
            for language, of_language in pages.items()
        },
    }


def _script(text: str) -> Response:
    response = Response(text, mimetype="text/javascript")
    response.set_etag(_mark(text))
    response.headers["Cache-Control"] = "no-cache"
    return response


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]

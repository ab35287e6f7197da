"""Domain and HTTP errors become a page, a fragment or JSON; each carries an id that is in the log (W11)."""

import json
from dataclasses import dataclass
from http import HTTPStatus
from types import TracebackType
from typing import Any, Final

from flask import Flask, Response, current_app, g, jsonify, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import BadHost, HTTPException

from app.core.errors import N_, DomainError, TooManyError
from app.core.ids import short_code
from app.extensions import login_manager
from app.i18n import gettext
from app.routes._access_log import named
from app.routes._http import answer

SERVER = HTTPStatus.INTERNAL_SERVER_ERROR
API: Final = "/api/"
CODES: Final = {  # what an answer of the API says to a script
    400: "unreadable",
    401: "sign_in",
    403: "not_allowed",
    404: "not_found",
    405: "wrong_method",
    409: "conflict",
    410: "gone",
    413: "too_large",
    415: "wrong_type",
    422: "invalid",
    429: "too_many",
    503: "busy",
    507: "full",
}
COME_BACK_S = {429: 60, 503: 10, 507: 3600}  # where nobody said when


@dataclass(frozen=True)
class Words:
    """What a person reads: what happened, and what to do. ``sign`` names the drawing."""

    title: str
    text: str
    sign: str = "hek"


PLAIN = Words(N_("Dat ging niet goed"), N_("Ga een stap terug en probeer het nog eens."))
OURS = Words(
    N_("Er ging iets mis bij ons"),
    N_("Wat eerder is ontvangen, is bewaard. Probeer het over een paar minuten nog eens."),
    "zaag",
)
WORDS = {
    400: Words(N_("Dat konden wij niet lezen"), N_("Ga een stap terug en probeer het nog eens.")),
    401: Words(N_("Log eerst in"), N_("Deze pagina is voor mensen die zijn ingelogd."), "hek"),
    403: Words(N_("Hier mag je niet bij"), N_("Je account mag deze pagina niet zien, of dit niet doen.")),
    404: Words(
        N_("Deze pagina is er niet"), N_("Misschien klopt het adres niet. Of de pagina is weg."), "wegwijzer"
    ),
    405: Words(
        N_("Zo werkt deze pagina niet"), N_("Ga een stap terug en probeer het nog eens."), "wegwijzer"
    ),
    409: Words(N_("Dat kan nu niet"), N_("Iemand was je voor. Kijk hoe het er nu voor staat.")),
    410: Words(N_("Dit is er niet meer"), N_("Het is weggehaald en komt niet terug."), "wegwijzer"),
    413: Words(
        N_("Dat is te groot"), N_("Een foto mag 25 MB zijn en er mogen er 10 mee. Stuur minder tegelijk.")
    ),
    415: Words(N_("Dit soort bestand kunnen wij niet lezen"), N_("Kies een foto: JPEG, PNG, WebP of HEIC.")),
    422: Words(N_("Er klopt iets niet"), N_("Ga een stap terug en kijk het formulier na.")),
    429: Words(
        N_("Dat was te vaak achter elkaar"), N_("Wacht even en probeer het dan nog eens."), "zandloper"
    ),
    503: Words(N_("Het is even te druk"), N_("Probeer het over een halve minuut nog eens."), "wolk"),
    507: Words(
        N_("Er is geen ruimte meer bij ons"), N_("Wij weten ervan. Probeer het later nog eens."), "wolk"
    ),
}
OLD_FORM = Words(
    N_("Dit formulier stond te lang open"),
    N_("Wat je hebt ingevuld, staat er nog. Stuur het nog een keer in. Foto’s kies je daarna opnieuw."),
    "zandloper",
)


def wants_json() -> bool:
    """Tell whether a script asks; at the addresses of the API nobody else does."""
    return request.path.startswith(API) or request.accept_mimetypes.best == "application/json"


def error_id() -> str:
    """Return the id of what goes wrong in this request; made once."""
    if "error_id" not in g:
        g.error_id = short_code()
    found: str = g.error_id
    return found


def show(status: int, words: Words, *, sentence: str = "", api_code: str = "", **more: Any) -> Response:
    """Answer in the form that was asked for. From 500 on nothing here reads the database."""
    _ask_no_database(status)
    current_app.logger.info("error %s: %s on %s %s", error_id(), status, request.method, named())
    title, text = gettext(words.title), sentence or gettext(words.text)
    if wants_json():
        told = {"error": title, "message": text, "id": error_id()}
        if request.path.startswith(API):  # where an id is that of what was sent
            told = {"error": api_code or CODES.get(status, "ours"), "message": text, "error_id": error_id()}
        answered = jsonify(told)
        answered.status_code = status
        return answered
    layout = "layouts/bare.html" if status >= SERVER else "layouts/base.html"
    facts = {
        "title": title,
        "text": text,
        "sign": words.sign,
        "error_id": error_id(),
        "layout": layout,
        **more,
    }
    return answer("errors/page.html", fragment="errors/_message.html", status=status, code=status, **facts)


def _ask_no_database(status: int) -> None:
    """From 500 on nobody is signed in for what follows: for a language, too, Flask-Login would read."""
    if status >= SERVER:
        g._login_user = login_manager.anonymous_user()  # noqa: SLF001


def show_domain_error(error: DomainError) -> Response:
    """Show the sentence of the rule; what does not exist and what is not yours to know look the same."""
    _ask_no_database(error.status)
    sentence = (
        gettext(error.sentence, **error.values)
        if error.sentence and error.status != HTTPStatus.NOT_FOUND
        else ""
    )
    answered = show(error.status, WORDS.get(error.status, PLAIN), sentence=sentence, api_code=error.code)
    if isinstance(error, TooManyError):
        answered.headers["Retry-After"] = str(error.retry_after_s)
    return answered


def show_http_error(error: HTTPException) -> Response:
    """Show our own words for a status; the library's English never reaches anyone."""
    status = error.code or 500
    if status < HTTPStatus.BAD_REQUEST and error.response is not None:  # a redirect that was raised
        return error.response  # type: ignore[return-value]  # werkzeug's base class of the same thing
    kept = {name: value for name, value in error.get_headers() if name in {"Allow", "Retry-After"}}
    answered = show(status, WORDS.get(status, OURS if status >= SERVER else PLAIN))
    answered.headers.update(kept)
    return answered


def show_old_form(_error: CSRFError) -> Response:
    """Give back all that was typed with a fresh token. Other sites were refused before this (security.py)."""
    fields = [(name, text) for name, text in request.form.items(multi=True) if name != "csrf_token"]
    return show(403, OLD_FORM, fields=fields, resend_to=request.full_path.rstrip("?"))


def show_bad_host(_error: BadHost) -> Response:
    """Refuse in plain words a Host that no browser sends; without one, no page can name its addresses."""
    text = gettext(WORDS[400].title)
    if request.path.startswith(API):
        return Response(json.dumps({"error": CODES[400], "message": text}), 400, mimetype="application/json")
    return Response(text, status=400, mimetype="text/plain")


ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def log_exception(exc_info: ExceptionInfo) -> None:
    """Write the trace with the id that the person sees."""
    current_app.logger.error("error %s: %s %s", error_id(), request.method, named(), exc_info=exc_info)


def say_when(answered: Response) -> Response:
    """See to it that whoever may try again reads when."""
    if answered.status_code in COME_BACK_S:
        answered.headers.setdefault("Retry-After", str(COME_BACK_S[answered.status_code]))
    return answered


def register(app: Flask) -> None:
    """Bind the handlers; Flask's own log line would lack the id."""
    app.after_request(say_when)
    app.log_exception = log_exception  # type: ignore[method-assign]
    app.register_error_handler(DomainError, show_domain_error)
    app.register_error_handler(CSRFError, show_old_form)
    app.register_error_handler(BadHost, show_bad_host)
    app.register_error_handler(HTTPException, show_http_error)

"""Render and send one mail; called by jobs only, never inside a use case."""

import logging
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, render_template
from flask_babel import force_locale

from app.config import settings
from app.core.mail_off import key_for
from app.core.outside import refuse_while_writing
from app.i18n import gettext
from app.mail import folder, smtp
from app.mail.message import build
from app.models import User

log = logging.getLogger(__name__)


def deliver(  # noqa: PLR0913 (to whom, which mail, and how it is known)
    *,
    to: User | str,
    template: str,
    subject: str,
    message_key: str,
    language: str = "",
    may_stop: bool = False,
    **context: Any,
) -> bool:
    """Send a mail in the reader's language; tell whether a server, or the folder, took it.

    ``template`` is the path without its ending below ``templates/`` (a .txt and a .html exist);
    ``subject`` is the Dutch sentence, translated here with ``context``. ``message_key`` is stable per
    mail: a repeat after a crash has the same Message-ID, so mail programs show it once. Templates get
    ``page_url(endpoint, …)`` for addresses of pages; ``may_stop`` puts the way to stop such mail in head
    and foot. Raises UnreachableError when the mail server
    does not answer; a mailbox that does not exist is not worth another try.
    """
    refuse_while_writing("mail")
    address = to if isinstance(to, str) else to.email
    if not address:  # the account was erased meanwhile
        return False
    language = language or (to.language if isinstance(to, User) else "nl")
    with force_locale(language):
        off_url = _off_url(to) if may_stop and isinstance(to, User) else ""
        facts = {**context, "page_language": language, "page_url": page_url, "off_url": off_url}
        mail = build(
            sender=settings().mail_from,
            to=address,
            subject=gettext(subject, **context),
            text=render_template(f"{template}.txt", **facts),
            html=render_template(f"{template}.html", **facts),
            ident=f"<{message_key}@{urlsplit(settings().base_url).hostname}>",
            language=language,
            off_url=off_url,
        )
    if not settings().mail_url:
        folder.keep(mail, settings().data_dir / "mail")
        return True
    try:
        smtp.send(mail, to=address, server=settings().mail_url)
    except smtp.NoMailboxError:
        log.warning("mail %s: the server knows no such mailbox", mail["Message-ID"])
        return False
    return True


def _off_url(person: User) -> str:
    return page_url("mail_settings.ask", key=key_for(person.id, secret=settings().secret_key))


def page_url(endpoint: str, **values: Any) -> str:
    """Return the full address of a page; it never depends on what a request said."""
    own = urlsplit(settings().base_url)
    adapter = current_app.url_map.bind(own.netloc, url_scheme=own.scheme)
    return adapter.build(endpoint, values, force_external=True)

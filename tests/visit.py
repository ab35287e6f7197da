"""A visitor's browser without scripts: keeps cookies, finds the CSRF token, looks at every page."""

import re
from hashlib import sha1
from os import urandom

from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

from app.extensions import db

IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
OPENED: set[str] = set()  # forms that were seen to have a token: to open each one again takes half the run
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Visit(FlaskClient):
    """A request gets its own app context, hence its own session and its own `g`, as in real life."""

    def open(self, *args, **kwargs):
        kwargs.setdefault("buffered", True)  # a server reads and closes every answer
        db.session.commit()  # else the visit would lie inside what the test reads, and be undone with it
        with self.application.app_context():
            answer = super().open(*args, **kwargs)
        db.session.expire_all()
        return answer

    def csrf(self, page: str) -> str:
        """Return the token of the form on a page, which is opened the first time that it is asked for."""
        form = IDS.sub("*", page)
        if form not in OPENED:
            token = self.csrf_of(self.get(page))
            OPENED.add(form)  # only now: a page without a form fails each test that asks for it
            return token
        with self.application.app_context(), self.session_transaction() as session:
            secret = session.setdefault("csrf_token", sha1(urandom(64), usedforsecurity=False).hexdigest())
        return URLSafeTimedSerializer(self.application.secret_key, salt="wtf-csrf-token").dumps(secret)

    def csrf_of(self, answer) -> str:
        """Return the token of a page that is open."""
        found = TOKEN.search(answer.text)
        assert found, f"{answer.request.path} ({answer.status_code}) has no form with a token"
        return found[1]

    def send(self, page: str, data: dict, *, to: str | None = None, **kwargs):
        """Fill in the form on ``page`` and send it to ``to`` (or the same address)."""
        return self.post(to or page, data={"csrf_token": self.csrf(page), **data}, **kwargs)

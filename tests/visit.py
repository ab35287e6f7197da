"""A visitor's browser without scripts: keeps cookies, finds the CSRF token, looks at every page."""

import re

from flask.testing import FlaskClient

from app.extensions import db

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
        """Open a page with a form and return its token."""
        return self.csrf_of(self.get(page))

    def csrf_of(self, answer) -> str:
        """Return the token of a page that is open."""
        found = TOKEN.search(answer.text)
        assert found, f"{answer.request.path} ({answer.status_code}) has no form with a token"
        return found[1]

    def send(self, page: str, data: dict, *, to: str | None = None, **kwargs):
        """Fill in the form on ``page`` and send it to ``to`` (or the same address)."""
        return self.post(to or page, data={"csrf_token": self.csrf(page), **data}, **kwargs)

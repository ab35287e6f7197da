"""Flask's signed cookie (CSRF secret and messages), kept away from answers that everyone may keep."""

from flask import Flask, Response
from flask.sessions import SecureCookieSessionInterface, SessionMixin


class Sessions(SecureCookieSessionInterface):
    """Flask-Login reads the session on every answer, and Flask then says that it varies with the cookie."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Let a public answer neither set a cookie nor depend on one: tiles and files stay shareable."""
        if not response.cache_control.public:
            super().save_session(app, session, response)

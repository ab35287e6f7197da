"""Forms that all kinds of submissions share."""

from flask_wtf import FlaskForm


class WithdrawForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Nothing but the token: taking something back is a button."""

"""Come in as people do: ask a code, read the mail, type the digits."""

from app.config import settings
from app.core.codes import digits_of
from app.extensions import db
from app.jobs import mails
from app.mail import folder
from app.models import Job, SignInCode


def ask_code(client, email: str, **kwargs):
    """Send the first form; returns the answer."""
    return client.send("/account/inloggen", {"email": email, **kwargs.pop("data", {})}, **kwargs)


def newest_code() -> SignInCode:
    return db.session.query(SignInCode).order_by(SignInCode.created_at.desc()).first()


def newest_digits() -> str:
    """Return the right digits of the newest code."""
    return digits_of(newest_code().id, secret=settings().secret_key)


def mailed_digits() -> str:
    """Send the mails that wait and read the digits from the newest."""
    for job in db.session.query(Job).filter_by(name="mails.code").order_by(Job.created_at):
        mails.code(**job.payload)
    newest = next(folder.find(settings().data_dir / "mail"))
    return "".join(char for char in newest.subject if char.isdigit())


def enter(client, digits: str):
    """Send the second form."""
    return client.send("/account/inloggen/code", {"code": digits})


def come_in(client, email: str):
    """Do both; returns the last answer."""
    ask_code(client, email)
    return enter(client, newest_digits())


def cookies(answer) -> dict[str, str]:
    """Return the cookies that an answer sets, name → the whole header line."""
    return {line.partition("=")[0]: line for line in answer.headers.getlist("Set-Cookie")}

"""What must be so in the end: the server has exactly what the phone saved, each photo once, unharmed."""

import io

from PIL import Image
from sqlalchemy import select

from app.extensions import db
from app.models import MaintenanceLog, Photo
from tests.browser.capture import in_store


def noise(size: tuple[int, int] = (900, 675)) -> bytes:
    """Return a photo that no two have, and that hardly gets smaller (some 200 kB)."""
    out = io.BytesIO()
    layers = [Image.effect_noise(size, 90) for _ in range(3)]
    Image.merge("RGB", layers).save(out, "JPEG", quality=70)
    return out.getvalue()


def saved_on(page) -> dict[str, list[str]]:
    """Return the photos' hashes by item, as they lie on the phone now: of the bytes, not of what is noted."""
    hashes = {one["id"]: one["hash"] for one in in_store(page, "photos")}
    return {
        one["id"]: sorted(hashes[each["id"]] for each in one["manifest"]) for one in in_store(page, "items")
    }


def on_the_server() -> dict[str, list[str]]:
    """Return the same of what the server has."""
    db.session.rollback()  # other processes wrote it
    logs = {str(one.id): [] for one in db.session.scalars(select(MaintenanceLog))}
    for photo in db.session.scalars(select(Photo)):
        logs[str(photo.submission_id)].append(photo.sent_sha256)
    return {ident: sorted(hashes) for ident, hashes in logs.items()}


def send_now(page) -> None:
    page.get_by_role("button", name="Nu versturen").click()


def ask_to_send(page) -> None:
    """Press the button in a tab where it may be out of view, since another tab just sent everything."""
    page.evaluate("() => document.querySelector('[data-action=send]').click()")


def wait_until_received(page, count: int, *, timeout: int = 60_000) -> None:
    """Wait until the page says of so many that they were received, and that nothing waits."""
    page.wait_for_function(
        """(count) => document.querySelectorAll("[data-group=done] li").length === count &&
          ["help", "underway"].every((name) => document.querySelector(`[data-group=${name}]`).hidden)""",
        arg=count,
        timeout=timeout,
    )

"""The people of the story and what they do, step by step, in real browsers."""

import re
import time
from pathlib import Path

from tests.browser.conftest import Browser

CODE = re.compile(r"\b(\d{3}) (\d{3})\b")
PATIENCE_S = 60


def wait_for(what: str, ask):
    """Ask again until there is an answer."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if found := ask():
            return found
        time.sleep(0.1)
    raise AssertionError(f"still no {what}")


class Person:
    """Someone with a browser and a mailbox."""

    def __init__(self, browser: Browser, post, email: str, **options) -> None:
        self.page = browser.open(**options)
        self.post, self.email = post, email
        self.scripts = options.get("java_script_enabled", True)

    def mails(self) -> list[str]:
        """Return the plain text of what came in, oldest first."""
        mine = [each.mail for each in self.post.taken if each.readers == [self.email]]
        return [mail.get_body(("plain",)).get_content() for mail in mine]

    def sign_in(self, *, name: str = "") -> None:
        """Ask for a code, read the mail, type it; the first time with a name."""
        page, before = self.page, len(self.mails())
        page.goto("/account/inloggen")
        page.get_by_role("textbox", name="E-mailadres").fill(self.email)
        page.get_by_role("button", name="Stuur mij een code").click()
        mail = wait_for("code", lambda: self.mails()[before:])[-1]
        page.get_by_role("textbox", name="Code van 6 cijfers").fill("".join(CODE.search(mail).groups()))
        page.get_by_role("main").get_by_role("button", name="Inloggen").click()
        if name:
            page.get_by_role("textbox", name="Hoe mogen wij je noemen?").fill(name)
            self.choose("sixteen")
            page.get_by_role("button", name="Beginnen").click()
        page.wait_for_url(re.compile(r"/(\?.*)?$"))

    def choose(self, field: str, value: str = "") -> None:
        """Tap the words of a radio, tile or tick, as a finger would."""
        which = f"input[name='{field}']" + (f"[value='{value}']" if value else "")
        ident = self.page.locator(which).get_attribute("id")
        self.page.locator(f"label[for='{ident}']").first.click()

    def add_photos(self, files: list[Path], *, moment: str = "") -> None:
        """Choose photos from the phone and see that they are kept."""
        field = self.page.locator(f"input[name='photos_new{'_' + moment if moment else ''}']").first
        field.set_input_files([str(each) for each in files])
        if not self.scripts:
            self.page.get_by_role("button", name="Voeg deze foto’s nu toe").click()
        group = self.page.locator(f"[data-moment='{moment}'] .hv-foto")
        kept = "Op dit toestel" if self.scripts else "Ontvangen"
        wait_for("photos", lambda: group.filter(has_text=kept).count() == len(files))

"""The way of a thumb from the start page to work that is handed in; each tap is counted."""

import re
from collections.abc import Callable

BIG_PX = 44
RECEIVED = re.compile(r"/account/inzendingen\?nieuw=|/versturen")


class Thumb:
    """Taps on a page; ``before`` is called before each, with its number."""

    def __init__(self, page, before: Callable[[int], None] = lambda _number: None) -> None:
        self.page, self.before, self.taps = page, before, 0

    def tap(self, target) -> None:
        """Tap on something, which must be large enough to hit with a cold thumb."""
        target.scroll_into_view_if_needed()
        self.taps += 1
        self.before(self.taps)
        box = target.bounding_box()
        assert min(box["width"], box["height"]) >= BIG_PX, box
        target.tap()

    def log_work(self) -> None:
        """From the start page to the question which element it is."""
        self.tap(self.page.get_by_role("main").get_by_role("link", name="Werk vastleggen"))
        self.page.wait_for_url("**/onderhoud/nieuw")

    def near_me(self) -> None:
        """Ask what is near, of a phone that may tell."""
        self.tap(self.page.get_by_role("button", name="Bij mij in de buurt"))
        self.page.locator("#lijst li").first.get_by_text(re.compile(r"^op \d")).wait_for()

    def choose(self, card) -> None:
        """Open the form of an element; the button that hands in is in sight at once."""
        self.tap(card)
        self.page.wait_for_url("**/onderhoud/nieuw?element=*")
        box = self.hand_in_button().bounding_box()
        assert box["y"] + box["height"] <= self.page.viewport_size["height"]

    def answer_and_hand_in(self) -> None:
        """Answer the one question that nobody answers for you, and hand in."""
        self.tap(self.page.locator("label[for='nest_check-0']"))
        self.tap(self.hand_in_button())
        self.page.wait_for_url(RECEIVED)

    def hand_in_button(self):
        return self.page.locator(".hv-save-bar").get_by_role("button", name="Insturen")

"""What a real browser does with our headers and settings."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.browser.conftest import PHONE
from tests.signing import mailed_digits, newest_digits

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once("postgis")]


@pytest.fixture
def another_site(server):
    """A page of someone else that puts ours in a frame."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f'<title>elders</title><iframe src="{server}/hulp"></iframe>'.encode())

        def log_message(self, *_words):
            pass

    site = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    thread = Thread(target=site.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{site.server_port}/"
    site.shutdown()
    thread.join()
    site.server_close()


@pytest.mark.W05
def test_no_other_site_shows_us_in_a_frame(chromium, another_site):
    page = chromium.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(another_site, wait_until="networkidle")
    framed = page.frames[1]
    assert framed.url.startswith("chrome-error:") and "Haarvaten" not in framed.content()
    assert any("frame" in text.lower() for text in said)
    page.context.close()


@pytest.mark.W04
def test_htmx_reads_our_settings(browser):
    page = browser.open()
    page.goto("/")
    mode = page.evaluate("() => [htmx.config.mode, htmx.config.includeIndicatorCSS, htmx.config.extensions]")
    assert mode == ["same-origin", False, "none"]
    assert page.evaluate("() => document.querySelectorAll('style, [style]').length") == 0
    browser.look(page)


def test_going_back_after_signing_out_shows_nothing(browser, anna):
    page = browser.open(**PHONE)
    page.goto("/account/inloggen?next=/account")
    page.fill("#email", "anna@example.nl")
    page.click("text=Stuur mij een code")
    page.fill("#code", mailed_digits())
    page.click("main button:has-text('Inloggen')")
    page.wait_for_url("**/account")
    assert page.input_value("#name") == "Anna Voorbeeld"
    page.click("text=Log hier uit")
    page.wait_for_url("**/")
    page.go_back()
    assert page.url.endswith("/account/inloggen?next=/account") and "Anna" not in page.content()
    browser.look(page)


@pytest.mark.A12
def test_a_scanner_that_runs_scripts_uses_no_code(browser, anna):
    mine = browser.open(**PHONE)
    mine.goto("/account/inloggen")
    mine.fill("#email", "anna@example.nl")
    mine.click("text=Stuur mij een code")
    mine.wait_for_url("**/inloggen/code")
    scanner = browser.open()
    for _ in range(20):
        scanner.goto(f"/account/inloggen/code?code={newest_digits()}", wait_until="load")
        scanner.goto("/account/inloggen")
    mine.fill("#code", newest_digits())
    mine.click("main button:has-text('Inloggen')")
    mine.wait_for_url(lambda url: url.endswith("/"))
    mine.goto("/account")
    assert mine.input_value("#name") == "Anna Voorbeeld"

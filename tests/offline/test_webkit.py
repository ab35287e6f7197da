"""The outbox in a browser without Background Sync and StorageManager: WebKitGTK, over TLS (O04, O08)."""

import ssl

import pytest
import trustme

from tests.browser.capture import ALL
from tests.live import Server
from tests.offline.checking import on_the_server
from tests.offline.front import Front
from tests.offline.webkit import WebKit
from tests.world import token_for

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once("postgis")]
# WebDriver of WebKitGTK has no way to choose a file: the page gets one as if it was dropped there
FILL_IN = """async () => {
  document.querySelector("label[for^=work-]").click();
  document.querySelector("label[for=share-2]").click();
  document.querySelector("input[name=nest_check][value=none_seen]").click();
  const canvas = Object.assign(document.createElement("canvas"), { width: 800, height: 600 });
  const drawing = canvas.getContext("2d");
  for (let at = 0; at < 800; at += 8) {
    drawing.fillStyle = `hsl(${at % 360} 60% 50%)`;
    drawing.fillRect(at, 0, 8, 600);
  }
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.9));
  for (const moment of ["before", "after"]) {
    const chosen = new DataTransfer();
    chosen.items.add(new File([blob], `${moment}.jpg`, { type: "image/jpeg" }));
    const group = document.querySelector(`photo-input [data-moment=${moment}]`);
    const input = group.querySelector("input[type=file]:not([capture])");
    input.files = chosen.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }
  return true;
}"""
KEPT = """() => [...document.querySelectorAll("photo-input [data-photo]")]
  .filter((row) => row.innerText.includes("Op dit toestel")).length === 2"""
HAND_IN = """() => {
  document.querySelector("label[for=people_ok]").click();
  document.querySelector(".hv-save-bar button").click();
  return true;
}"""
SAVED = """() => [...document.querySelectorAll("[data-part=saved], outbox-list .hv-badge")]
  .some((one) => one.checkVisibility() && one.textContent.includes("Opgeslagen op dit toestel"))"""
RECEIVED = """() => {
  const words = document.querySelector("[data-group=done] .hv-badge")?.textContent ?? "";
  return words.includes("Ontvangen");
}"""
POOR = "() => !('sync' in ServiceWorkerRegistration.prototype) && !navigator.storage?.persist"


@pytest.fixture
def secure_front(app, tmp_path):
    """The app behind TLS: WebKit keeps no Secure cookies without."""
    certificate = trustme.CA().issue_cert("localhost")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    front = Front(context)
    front.certificate = str(tmp_path / "localhost.pem")
    certificate.cert_chain_pems[0].write_to_path(front.certificate)
    server = Server(app, HAARVATEN_BASE_URL=front.url)
    server.wait_until_up()
    front.lead_to(server.url)
    yield front
    server.stop()
    front.close()


@pytest.fixture
def webkit(secure_front):
    browser = WebKit(secure_front.certificate)
    yield browser
    browser.close()


@pytest.mark.O04
@pytest.mark.O08
def test_work_without_a_line_is_kept_and_arrives_once_the_line_is_back(webkit, secure_front, anna, elements):
    webkit.goto(f"{secure_front.url}/hulp")
    webkit.add_cookie("__Host-aanmelding", token_for(anna))
    assert webkit.run(POOR) is True, "this browser has what the test wants to do without"
    webkit.goto(f"{secure_front.url}/onderhoud/nieuw?element={elements[0].id}")
    webkit.wait_until("() => Boolean(document.querySelector('capture-form')?.draft)")
    webkit.run(FILL_IN)
    webkit.wait_until(KEPT)
    secure_front.cut()
    webkit.run(HAND_IN)
    webkit.wait_until(SAVED)
    (item,) = webkit.run(ALL, "items")
    kept = {item["id"]: sorted(one["hash"] for one in webkit.run(ALL, "photos"))}
    assert len(kept[item["id"]]) == 2
    assert on_the_server() == {}
    secure_front.through()
    webkit.goto(f"{secure_front.url}/versturen")
    webkit.wait_until(RECEIVED)
    assert on_the_server() == kept
    assert webkit.run(ALL, "photos") == []

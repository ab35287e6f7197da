"""Which files a browser gets, each under an address that names its bytes."""

import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from app.core.fingerprint import build_of, fingerprint, modules

STATIC: Final = Path(__file__).parents[1] / "static"
FOLDER: Final = "/static/b"
FRESH_S: Final = 1  # while developing; on a server files change only with a restart
# kept on a phone when it first comes here; maps are large, and follow once all else is there
FIRST: Final = (
    "build/haarvaten.css",
    "build/icons.svg",
    "vendor/atkinson-hyperlegible-next.woff2",
    "vendor/client-zip.js",
    "vendor/htmx.min.js",
)
LATER: Final = ("vendor/maplibre-gl.css", "vendor/maplibre-gl.mjs", "vendor/maplibre-gl-worker.mjs")
PICTURES: Final = ("images/*.svg", "build/icons/*.png")


@dataclass(frozen=True)
class BrowserFile:
    """A file: its name below the static folder, the key that its address has, and its hash."""

    name: str
    key: str
    hash: str

    @property
    def address(self) -> str:
        """Return where it is asked for."""
        if self.key != self.hash:
            return f"{FOLDER}/{self.key}/{self.name}"
        return f"/static/{self.name}?v={self.key}"


def browser_files(static: Path = STATIC, *, later: bool = False) -> list[BrowserFile]:
    """Return what a phone keeps; ``later`` what it may do without. What was not built is left out."""
    if later:
        return [plain_file(static, name) for name in LATER if (static / name).is_file()]
    pictures = [path.relative_to(static).as_posix() for kind in PICTURES for path in static.glob(kind)]
    plain = [plain_file(static, name) for name in [*FIRST, *sorted(pictures)] if (static / name).is_file()]
    build = build_of(static)
    return plain + [BrowserFile(name, build, fingerprint(static / name)) for name in sorted(modules(static))]


def build_now(*, development: bool, static: Path = STATIC) -> str:
    """Return the present build; while developing it is looked at again each second."""
    return _build(static, int(time.monotonic() / FRESH_S) if development else 0)


@lru_cache(maxsize=8)
def _build(static: Path, _second: int) -> str:
    return build_of(static)


def plain_file(static: Path, name: str) -> BrowserFile:
    """Return a file whose address names its own bytes; raises OSError when there is none."""
    mark = fingerprint(static / name)
    return BrowserFile(name, mark, mark)

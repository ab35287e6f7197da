"""A picture of every page at 390 and 1440 wide for `make screens`, as WebP of 40 kB at most."""

import io
import sys
from pathlib import Path

from PIL import Image

LIMIT = 40_000
FOLDER = Path(__file__).parents[2] / "docs/screens"


def small(picture: bytes) -> bytes:
    """Return the PNG as a WebP that stays under the limit, as sharp as that allows."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for quality in (80, 65, 50, 35, 20, 10):
        out = io.BytesIO()
        image.save(out, "WEBP", quality=quality, method=6)
        if out.tell() <= LIMIT:
            return out.getvalue()
    image.thumbnail((image.width // 2, image.height))
    out = io.BytesIO()
    image.save(out, "WEBP", quality=30, method=6)
    return out.getvalue()


def keep(name: str, width: int, picture: bytes) -> None:
    """Write one picture to docs/screens."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    data = small(picture)
    (FOLDER / f"{name}-{width}.webp").write_bytes(data)
    sys.stdout.write(f"{name}-{width}.webp {len(data)}\n")

"""Twenty phone photos to master and two renditions: our warm decoder against vipsthumbnail."""

import io
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from app.storage.images import rebuild
from tests.bench.table import Line

COUNT, ROUNDS = 20, 5
PHONE = (4032, 3024)


def phone_photo(seed: int) -> bytes:
    """Draw a 12-megapixel JPEG of about 3 MB, held sideways, with detail like foliage."""
    noise = np.random.default_rng(seed)
    coarse = noise.integers(0, 255, (PHONE[1] // 16, PHONE[0] // 16, 3), dtype=np.uint8)
    image = Image.fromarray(coarse).resize(PHONE, Image.Resampling.BICUBIC)
    grain = noise.integers(0, 40, (PHONE[1] // 2, PHONE[0] // 2, 1), dtype=np.uint8)
    fine = Image.fromarray(np.repeat(grain, 3, axis=2)).resize(PHONE)
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    Image.blend(image, fine, 0.3).save(out, "JPEG", quality=88, exif=exif)
    return out.getvalue()


def ours(photos: list[bytes]) -> float:
    start = time.perf_counter()
    for photo in photos:
        rebuild(photo)
    return time.perf_counter() - start


def vips(folder: Path, names: list[str]) -> float:
    """Cascade as we do: a master of 2016 pixels, from it 1024, from it 320."""
    env = {"PATH": "/usr/bin:/bin", "VIPS_CONCURRENCY": "1"}
    start = time.perf_counter()
    for source, size, target in (
        ("", 2016, "m_%s.jpg[Q=80,strip]"),
        ("m_", 1024, "r_%s.webp[Q=78,effort=2,strip]"),
        ("m_", 320, "t_%s.webp[Q=78,effort=2,strip]"),
    ):
        inputs = [f"{source}{name}" for name in names]
        subprocess.run(
            ["vipsthumbnail", "-s", str(size), "-o", target, *inputs], cwd=folder, env=env, check=True
        )
    return time.perf_counter() - start


def measure() -> Iterator[Line]:
    photos = [phone_photo(seed) for seed in range(COUNT)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for at, photo in enumerate(photos):
            (folder / f"{at}.jpg").write_bytes(photo)
        names = [f"{at}.jpg" for at in range(COUNT)]
        rebuild(photos[0])  # both warm
        vips(folder, names[:1])
        pairs = [(ours(photos), vips(folder, names)) for _ in range(ROUNDS)]
    mine, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    size = statistics.mean(map(len, photos)) / 1e6
    yield Line(
        f"{COUNT} phone photos ({PHONE[0]} x {PHONE[1]}, {size:.1f} MB) to master and renditions",
        f"{mine / COUNT * 1000:.0f} ms each",
        f"vipsthumbnail, three sizes: {theirs / COUNT * 1000:.0f} ms each",
        ratio,
        "≤ 1.2",
    )

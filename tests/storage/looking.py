"""How tests look at what was made."""

import io

from PIL import Image


def opened(picture) -> Image.Image:
    image = Image.open(io.BytesIO(picture.data))
    image.load()
    return image.convert("RGB")

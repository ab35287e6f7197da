"""QR codes as drawings."""

import io

import segno


def qr_svg(address: str) -> str:
    """Return the QR code of an address as SVG, with the quiet zone that readers need."""
    file = io.BytesIO()
    segno.make(address, error="m", micro=False, boost_error=False).save(
        file, kind="svg", border=4, dark="#000", light="#fff", xmldecl=False
    )
    return file.getvalue().decode()

"""What a browser calls itself, in words that someone recognises."""

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
PHONES = ("Android", "iPhone", "iPad", "Mobile")


def describe(user_agent: str) -> str:
    """Return kind and browser as ``phone/Chrome`` or ``computer/Firefox``; the browser may be empty."""
    kind = "phone" if any(word in user_agent for word in PHONES) else "computer"
    browser = next((name for word, name in BROWSERS if word in user_agent), "")
    return f"{kind}/{browser}"

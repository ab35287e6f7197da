"""Settings, read from the environment once, typed."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flask import current_app

ROOT = Path(__file__).parent.parent
DEVELOPMENT_SECRET = "alleen-voor-ontwikkeling"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What differs per installation; the README explains each."""

    env: str = "development"
    secret_key: str = field(default=DEVELOPMENT_SECRET, repr=False)
    base_url: str = "http://localhost:8000"
    data_dir: Path = ROOT / "data"
    database_url: str = ""
    files_url: str = ""
    s3_endpoint: str = ""
    s3_region: str = "us-east-1"
    s3_key: str = ""
    s3_secret: str = field(default="", repr=False)
    mail_url: str = field(default="", repr=False)
    mail_from: str = "Haarvaten <haarvaten@example.nl>"
    operator_name: str = "Haarvaten (proefopstelling)"
    operator_email: str = "hulp@example.nl"
    operator_phone: str = ""
    proxy_count: int | None = None
    tile_url: str = ""
    tile_grey_url: str = ""
    tile_photo_url: str = ""
    tile_attribution: str = ""
    pdok_url: str = ""
    worker: str = "on"  # "off" ends the worker on every device that visits
    host: str = field(default_factory=lambda: os.uname().nodename)

    @property
    def https(self) -> bool:
        """Tell whether people reach us over https; decides the names and flags of cookies."""
        return self.base_url.startswith("https://")

    @property
    def grounds(self) -> dict[str, str]:
        """Return the backgrounds of the map, the usual one first; none at all is our own plain one."""
        known = {"standaard": self.tile_url, "grijs": self.tile_grey_url, "luchtfoto": self.tile_photo_url}
        return {name: address for name, address in known.items() if address}

    @property
    def production(self) -> bool:
        """Tell whether real people depend on this installation."""
        return self.env == "production"

    @property
    def development(self) -> bool:
        """Tell whether demo people and /dev pages exist."""
        return self.env == "development"

    @property
    def database(self) -> str:
        """Return the database's address; a SpatiaLite file in the data folder unless one was given."""
        return self.database_url or f"sqlite:///{self.data_dir / 'haarvaten.db'}"


def from_environment(env: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; a number that is no number raises ValueError with the variable's name."""
    given = os.environ if env is None else env
    texts = {
        name: given[f"HAARVATEN_{name.upper()}"]
        for name in Settings.__dataclass_fields__
        if name not in {"data_dir", "proxy_count", "database_url", "secret_key"}
        and f"HAARVATEN_{name.upper()}" in given
    }
    kind = texts.get("env", "development")
    if kind not in {"development", "production", "test"}:
        raise ValueError("HAARVATEN_ENV must be development, production or test")
    if texts.get("worker", "on") not in {"on", "off"}:
        raise ValueError("HAARVATEN_WORKER must be on or off")
    return Settings(
        **texts,
        database_url=given.get("DATABASE_URL", ""),
        secret_key=given.get("SECRET_KEY") or (DEVELOPMENT_SECRET if kind == "development" else ""),
        data_dir=Path(given.get("HAARVATEN_DATA_DIR", ROOT / "data")).resolve(),
        proxy_count=_number(given, "HAARVATEN_PROXY_COUNT"),
    )


def _number(given: Mapping[str, str], name: str) -> int | None:
    text = given.get(name, "")
    if not text:
        return None
    if not text.isdecimal():
        raise ValueError(f"{name} must be a whole number")
    return int(text)


def settings() -> Settings:
    """Return the settings of the app that is active."""
    found: Settings = current_app.config["SETTINGS"]
    return found

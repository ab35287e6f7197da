"""The fingerprint of what was handed in: the same facts give the same, for ever (S02-S04)."""

import hashlib
import json
from typing import Any


def envelope_sha256(facts: dict[str, Any]) -> str:
    """Return the SHA-256 of the facts in one fixed order (64 hexadecimal digits)."""
    canonical = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()

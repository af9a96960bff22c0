"""One text for one value: the JSON that record.json, inventories and the log are written and hashed in."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical_json(value: Any) -> bytes:
    """`value` as UTF-8 JSON with sorted keys, one item a line; the same value gives the same bytes everywhere."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False).encode()


def sha256(data: bytes) -> str:
    """SHA-256 in hex, the digest docgen names files by."""
    return hashlib.sha256(data).hexdigest()


def sha512(data: bytes) -> str:
    """SHA-512 in hex, the digest OCFL names content by."""
    return hashlib.sha512(data).hexdigest()

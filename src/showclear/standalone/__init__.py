"""Verifiers that stand alone: scripts for people who have the records and nothing of Show Clear.

They are handed out as they lie here and import nothing of this package; docs/format.md is all that they follow.
"""

from __future__ import annotations

from importlib.resources import files

NAMES = ("verify.py", "verify.sh")
"""The scripts that go into every bundle of evidence."""


def script(name: str) -> bytes:
    """The bytes of one of `NAMES`."""
    if name not in NAMES:
        raise ValueError(name)
    return (files(__name__) / name).read_bytes()

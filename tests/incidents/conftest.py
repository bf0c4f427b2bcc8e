"""The demonstration of the use-case tests, copied for each account."""

from __future__ import annotations

from tests.app.conftest import keys, made, stage

__all__ = ["keys", "made", "stage"]

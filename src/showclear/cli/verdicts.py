"""What a command exits with that says whether records hold: the same for `verify`, `copy` and `export`."""

from __future__ import annotations

EXIT_CODES = {"intact": 0, "incomplete": 10, "unverifiable": 11, "altered": 12}
"""By the verdict on the records: of a folder, of a copy by itself, of a bundle."""

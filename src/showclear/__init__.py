"""Show Clear: guided, signed firearm checks for film sets."""

from __future__ import annotations

__version__ = "0.1.0"

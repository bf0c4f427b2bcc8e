"""When a shift ends by itself, whatever holds its key."""

from __future__ import annotations

SHIFT_MS = 16 * 60 * 60 * 1000
"""A shift ends after sixteen hours, sleep included."""
SLEEP_MS = 30 * 60 * 1000
"""A pause of this length in which the process did not run was a long sleep."""

"""Storage: everything that touches a disk, a clock, randomness or another process."""

from __future__ import annotations

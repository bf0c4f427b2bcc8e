"""One module a command. Each imports the use cases that it needs when it runs, not before."""

from __future__ import annotations

"""The path of a file that was dropped on the terminal: terminals quote it, escape it, or make it a link."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

_ESCAPED = re.compile(r"\\(.)")


def dropped_path(text: str) -> Path:
    """The path that a terminal typed for a dropped file, or that a person typed."""
    path = text.strip()
    if len(path) > 1 and path[0] == path[-1] and path[0] in "'\"":
        path = path[1:-1]
    elif path.startswith("file://"):
        path = unquote(urlsplit(path).path)
    elif "/" in path:
        # A backslash is an escape here; in a path of Windows, which has no slash, it is part of the path.
        path = _ESCAPED.sub(r"\1", path)
    return Path(path).expanduser()

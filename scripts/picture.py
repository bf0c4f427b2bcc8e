"""Make a picture of an app or of one of its screens, so that people can look at it.

python scripts/picture.py showclear.tui.widgets.gallery:Gallery board.png --size 120x40 --keys 1
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
from pathlib import Path

from showclear.tui.picture import picture_of


def main() -> None:
    """Read the command line and write the picture."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("app", help="module:class of an app that needs no arguments")
    parser.add_argument("target", type=Path, help="where to put it; an SVG always, a PNG if rsvg-convert is there")
    parser.add_argument("--size", default="120x40", help="columns x rows (default: %(default)s)")
    parser.add_argument("--keys", default="", help="keys to press first, separated by commas")
    parser.add_argument("--theme", default=None, help="a theme, such as showclear-daylight")
    arguments = parser.parse_args()
    module, _, name = arguments.app.partition(":")
    app = getattr(importlib.import_module(module), name)()
    columns, rows = (int(part) for part in arguments.size.split("x"))
    keys = [key for key in arguments.keys.split(",") if key]
    written = asyncio.run(picture_of(app, arguments.target, size=(columns, rows), keys=keys, theme=arguments.theme))
    for path in written:
        print(path)


if __name__ == "__main__":
    main()

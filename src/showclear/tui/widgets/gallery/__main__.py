"""``python -m showclear.tui.widgets.gallery``."""

from __future__ import annotations

from showclear.tui.widgets.gallery import Gallery

if __name__ == "__main__":
    Gallery().run()

"""`python -m showclear`: the same as the command `showclear`."""

from __future__ import annotations

import sys

from showclear.cli import main

if __name__ == "__main__":
    sys.exit(main())

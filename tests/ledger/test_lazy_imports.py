"""What opening the board must not wait for."""

from __future__ import annotations

import subprocess
import sys


def test_the_ledger_is_imported_without_cryptography_or_toml() -> None:
    """They come in with the first signature and the first facts (design, section 3)."""
    script = (
        "import sys, showclear.ledger.verification, showclear.ledger.record, showclear.ledger.sshsig\n"
        "slow = {'nacl', 'cryptography', 'tomllib', 'tomli_w', 'pydantic', 'textual'}\n"
        "print(sorted(slow & {name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"

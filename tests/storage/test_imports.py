"""What importing the storage may not load."""

from __future__ import annotations

import subprocess
import sys


def test_importing_the_storage_loads_no_cryptography_and_no_parser() -> None:
    """The board opens without them; only the signer process needs PyNaCl at once."""
    code = (
        "import importlib, pkgutil, sys, showclear.storage as package\n"
        "names = [m.name for m in pkgutil.iter_modules(package.__path__) if m.name != 'signer_process']\n"
        "[importlib.import_module('showclear.storage.' + name) for name in names]\n"
        "print(len(names), *sorted(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    count, *loaded = done.stdout.split()
    assert int(count) > 15
    assert set(loaded).isdisjoint(
        {"nacl", "cryptography", "pydantic", "filelock", "platformdirs", "asyncio", "tomli_w"}
    )

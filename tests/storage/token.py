"""A FIDO2 key in software (OpenSSH's own, from Debian's openssh-tests) and an ssh-agent that speaks to it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

TOKEN = Path("/usr/lib/openssh/regress/misc/sk-dummy/sk-dummy.so")
PIN = "2468"
"""The token takes any."""

needs_token = pytest.mark.skipif(
    not TOKEN.exists() or shutil.which("ssh-agent") is None or sys.platform == "win32",
    reason="Debian's openssh-tests is not installed",
)


@pytest.fixture
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    """OpenSSH takes the token in software for the device that is plugged in."""
    monkeypatch.setenv("SSH_SK_PROVIDER", str(TOKEN))


def make_handle(path: Path, kind: str = "ed25519-sk", *options: str) -> Path:
    """A key file as a person makes one with ssh-keygen."""
    subprocess.run(("ssh-keygen", "-q", "-t", kind, "-N", "", "-f", str(path), *options), check=True)
    return path


@contextmanager
def agent_with(folder: Path, *keys: Path) -> Iterator[Path]:
    """An ssh-agent with these keys; where it answers."""
    socket = folder / "agent"
    process = subprocess.Popen(
        ("ssh-agent", "-D", "-a", str(socket), "-P", str(TOKEN)),
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env={**os.environ, "SSH_ASKPASS_REQUIRE": "never"},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        process.stdout.readline()  # It says where it answers as soon as it does.
        environment = {**os.environ, "SSH_AUTH_SOCK": str(socket)}
        for key in keys:
            subprocess.run(("ssh-add", "-q", str(key)), check=True, env=environment, stderr=subprocess.DEVNULL)
        yield socket
    finally:
        process.terminate()
        process.communicate()

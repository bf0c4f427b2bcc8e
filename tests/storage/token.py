"""A FIDO2 key in software (OpenSSH's own, from Debian's openssh-tests) and an ssh-agent that speaks to it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from nacl.bindings import crypto_sign, crypto_sign_seed_keypair

from showclear.ledger import sshsig
from showclear.ledger.keys import SK_ED25519, PublicKey, parse_key_blob
from showclear.ledger.wire import pack
from tests.ledger.workshop import ARMORER

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


def sk_key() -> PublicKey:
    """A FIDO2 key that nobody has."""
    return parse_key_blob(pack(SK_ED25519.encode(), ARMORER.blob[-32:], b"ssh:"))


class SoftwareTouch:
    """A FIDO2 key in this process, for what only the shift decides. `flags` are what the device says of each touch."""

    takes_pin = True

    def __init__(self, flags: int = sshsig.TOUCHED) -> None:
        self.public = sk_key()
        self.flags = flags
        self.asked: list[tuple[str, str]] = []

    def sign(self, data: bytes, namespace: str, pin: str) -> str:
        """Sign as a device does, with the seed of a software key."""
        self.asked.append((namespace, pin))
        _, secret = crypto_sign_seed_keypair(ARMORER.seed)
        message = sha256(b"ssh:").digest() + bytes([self.flags]) + (7).to_bytes(4)
        message += sha256(sshsig.signed_data(data, namespace)).digest()
        raw = pack(SK_ED25519.encode(), crypto_sign(message, secret)[:64]) + bytes([self.flags]) + (7).to_bytes(4)
        body = pack(self.public.blob, namespace.encode(), b"", sshsig.HASH, raw)
        return sshsig.armor(sshsig.MAGIC + sshsig.VERSION.to_bytes(4) + body)

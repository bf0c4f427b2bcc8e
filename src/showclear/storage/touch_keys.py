"""FIDO2 keys: the private half never leaves the device, and each signature needs a touch.

Two ways lead to the device: a key file that ssh-keygen made (it holds a handle, worthless without the device), and a
key in the person's ssh-agent. OpenSSH speaks to the device in both; what it gives is checked by the rules of records.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Protocol

from showclear.errors import SigningError
from showclear.ledger import sshsig
from showclear.ledger.keys import PublicKey, key_line, parse_key_line
from showclear.storage.agent import TOUCH_SECONDS, Agent
from showclear.storage.clock import Clock
from showclear.storage.durable import create_durably, make_folder
from showclear.storage.failures import AlreadyThereError, LockBusyError
from showclear.storage.files import PRIVATE, FileSystem
from showclear.storage.key_files import PUBLIC_MODE, read_public_key
from showclear.storage.shift_limits import SHIFT_MS, SLEEP_MS
from showclear.storage.signer import shift_ended
from showclear.words import english

PASS_NAMESPACE = "showclear-pass-1"
"""What the touch at the start of a pass signs for; such a signature can never stand under a record."""
APPLICATION = "ssh:showclear"
PROOF_MS = 60_000
"""How long a touch may open the pass for which it was asked."""
KINDS = ("ed25519-sk", "ecdsa-sk")
"""The better one first; older devices know only the second."""
# not said: a script
_ASKPASS = """#!/bin/sh
# Hands the PIN on that stands in the pipe; a mere notice wants none.
[ "$SSH_ASKPASS_PROMPT" = none ] && exit 0
IFS= read -r pin <'{pipe}' && printf '%s\\n' "$pin"
"""


class TouchKey(Protocol):
    """A way to a FIDO2 key."""

    @property
    def public(self) -> PublicKey:
        """Its public half."""

    @property
    def takes_pin(self) -> bool:
        """Whether the PIN of the device is handed in here; an agent asks for it by itself."""

    def sign(self, data: bytes, namespace: str, pin: str) -> str:
        """The armored signature; waits for the touch. Raises: SigningError."""


class KeyInAgent:
    """A FIDO2 key that the person added to their ssh-agent."""

    takes_pin = False

    def __init__(self, agent: Agent, key: PublicKey) -> None:
        self._agent = agent
        self.public = key

    def sign(self, data: bytes, namespace: str, pin: str) -> str:
        """Raises: SigningError."""
        del pin
        return sshsig.sign(
            lambda wanted: self._agent.sign(self.public, wanted), data, namespace, public_key_blob=self.public.blob
        )


class KeyOnDevice:
    """A FIDO2 key behind a key file that ssh-keygen made."""

    takes_pin = True

    def __init__(self, path: Path, key: PublicKey) -> None:
        self._path = path
        self.public = key

    def sign(self, data: bytes, namespace: str, pin: str) -> str:
        """Raises: SigningError."""
        # not said: an option
        return _keygen(("-Y", "sign", "-n", namespace, "-f", str(self._path)), data, pin).decode("ascii", "replace")


def make_touch_key(filesystem: FileSystem, path: Path, *, pin: str, asks_pin: bool, comment: str = "") -> KeyOnDevice:
    """Have a device make a key; its file goes to `path`, the public half beside it. Waits for a touch.

    Args:
        filesystem: the disk.
        path: where the file goes.
        pin: the PIN of the device; empty where it has none.
        asks_pin: whether the key shall ask for the PIN at every signature.
        comment: stands in the public file.

    Raises:
        AlreadyThereError: the person has a key here.
        SigningError: there is no device, nobody touched it, a wrong PIN, or no OpenSSH.
        StorageError: it could not be written.
    """
    if filesystem.exists(path):
        raise AlreadyThereError(
            english("{path}: this person has a key here already.", path=path),
            english("Use that key, or revoke it first."),
        )
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "key"
        _have_made(made, pin, asks_pin=asks_pin)
        private, line = made.read_bytes(), made.with_name("key.pub").read_text("utf-8")
    key = parse_key_line(line)
    make_folder(filesystem, path.parent)
    create_durably(filesystem, path, private, PRIVATE)
    create_durably(
        filesystem, path.with_name(f"{path.name}.pub"), f"{key_line(key.blob, comment)}\n".encode(), PUBLIC_MODE
    )
    return KeyOnDevice(path, key)


def _have_made(path: Path, pin: str, *, asks_pin: bool) -> None:
    # not said: an option
    options = ("-O", f"application={APPLICATION}", *(("-O", "verify-required") if asks_pin else ()))
    for kind in KINDS:
        try:
            # not said: options
            _keygen(("-q", "-t", kind, "-N", "", "-C", "", "-f", str(path), *options), b"", pin)
            return
        except SigningError as error:
            if kind == KINDS[-1] or "not supported" not in error.message:
                raise


def find_touch_key(filesystem: FileSystem, key: PublicKey, path: Path, agent: Path | None) -> TouchKey:
    """The way to an enrolled FIDO2 key: its file at `path`, else the agent.

    Raises:
        SigningError: neither has it.
    """
    if filesystem.exists(path) and parse_key_line(read_public_key(filesystem, path).line).blob == key.blob:
        return KeyOnDevice(path, key)
    if agent is not None and any(one.key.blob == key.blob for one in Agent(agent).touch_keys()):
        return KeyInAgent(Agent(agent), key)
    raise SigningError(
        english("The FIDO2 key {fingerprint} cannot be reached from this laptop.", fingerprint=key.fingerprint),
        english("Plug it in and add it with ssh-add, or bring its key file; then open the shift again."),
    )


class TouchShift:
    """A shift of somebody with a FIDO2 key: no secret is kept, every pass and every signature needs a touch."""

    how = "touch"
    tries_left = 0
    """The device counts wrong PINs by itself."""

    def __init__(self, key: TouchKey, clock: Clock, *, needs_pin: bool) -> None:
        """`needs_pin`: whether the enrolment demands that the device asks for its PIN (or a finger)."""
        self._key = key
        self._clock = clock
        self._needs_pin = needs_pin
        self._locks = ExitStack()
        self._opened_ms = self._seen_ms = clock.monotonic_ms()
        self._ended = ""
        self._proof = ""
        self._proved_ms = 0
        self.public_key_line = key_line(key.public.blob)
        self.fingerprint = key.public.fingerprint
        self.asks_pin = needs_pin and key.takes_pin

    @classmethod
    def open(
        cls, key: TouchKey, clock: Clock, filesystem: FileSystem, lock_file: Path, *, needs_pin: bool, pin: str
    ) -> TouchShift:
        """Open a shift: one touch shows that the key is here and its person too.

        Raises:
            SigningError: no touch, a wrong PIN, or a second shift of this person on this laptop.
        """
        shift = cls(key, clock, needs_pin=needs_pin)
        try:
            shift._locks.enter_context(filesystem.lock(lock_file, 0))
        except LockBusyError as error:
            raise SigningError(
                english("This person has a shift open in another window on this laptop."),
                english("Sign there, or lock that shift first."),
            ) from error
        try:
            shift.prove(pin)
        except SigningError:
            shift.lock()
            raise
        return shift

    @property
    def ended_reason(self) -> str | None:
        """Why the shift ended (locked, too-long, slept); None while it is open."""
        now = self._clock.monotonic_ms()
        if not self._ended and now - self._seen_ms > SLEEP_MS:
            self._end("slept")
        elif not self._ended and now - self._opened_ms >= SHIFT_MS:
            self._end("too-long")
        self._seen_ms = now
        return self._ended or None

    def prove(self, pin: str) -> str:
        """Have the key touched over random bytes that are kept nowhere; what is given back opens one pass, once.

        Raises: `ShiftEndedError`; `SigningError`.
        """
        self._require_open()
        challenge = secrets.token_bytes(32)
        checked_signature(self._key, challenge, PASS_NAMESPACE, pin, needs_pin=self._needs_pin)
        self._proof, self._proved_ms = secrets.token_hex(16), self._clock.monotonic_ms()
        return self._proof

    def check_pin(self, pin: str) -> int:
        """Whether `pin` is what the last touch gave. Raises: `ShiftEndedError`; `SigningError`."""
        self._require_open()
        proof, self._proof = self._proof, ""
        late = self._clock.monotonic_ms() - self._proved_ms > PROOF_MS
        if not proof or late or not secrets.compare_digest(proof, pin):
            raise SigningError(
                english("The key was not touched for this pass."), english("Press Enter, then touch the key.")
            )
        return self.tries_left

    def sign(self, pin: str, data: bytes) -> str:
        """Sign the bytes of a record. Raises: `ShiftEndedError`; `SigningError`."""
        self._require_open()
        return checked_signature(self._key, data, sshsig.NAMESPACE, pin, needs_pin=self._needs_pin)

    def lock(self) -> None:
        """End the shift; locking twice does nothing."""
        self._end(self._ended or "locked")

    def _end(self, reason: str) -> None:
        self._ended, self._proof = reason, ""
        self._locks.close()

    def _require_open(self) -> None:
        reason = self.ended_reason
        if reason is not None:
            raise shift_ended(reason, english("a touch of your key"))


def checked_signature(key: TouchKey, data: bytes, namespace: str, pin: str, *, needs_pin: bool) -> str:
    """A signature that holds by all rules of records: the right key, touched, with its PIN where that is demanded.

    Raises:
        SigningError: it is none; says why.
    """
    armored = key.sign(data, namespace, pin)
    try:
        sshsig.verify(armored, data, public_key_blob=key.public.blob, namespace=namespace, needs_pin=needs_pin)
    except sshsig.SignatureFault as fault:
        raise SigningError(
            english("The key did not sign: {fault}.", fault=fault), english("Touch it, with its PIN if it has one.")
        ) from fault
    return armored


def _keygen(arguments: tuple[str, ...], data: bytes, pin: str) -> bytes:
    """Run ssh-keygen, which waits for the touch. Raises: `SigningError` with what it says."""
    with _pin_at_hand(pin) as environment:
        try:
            done = subprocess.run(
                ("ssh-keygen", *arguments),
                input=data, capture_output=True, env=environment, start_new_session=True, timeout=TOUCH_SECONDS,
            )  # fmt: skip
        except FileNotFoundError as error:
            raise SigningError(
                english("There is no ssh-keygen on this laptop, and it speaks to FIDO2 keys."),
                english("Install OpenSSH 8.2 or newer."),
            ) from error
        except subprocess.TimeoutExpired as error:
            raise SigningError(
                english("Nobody touched the key."), english("Try again, and touch it when it blinks.")
            ) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise SigningError(
            english("The key did not sign ({said}).", said=said[-1] if said else english("ssh-keygen says nothing")),
            english("Plug it in, type its PIN if it has one, and touch it when it blinks."),
        )
    return done.stdout


@contextmanager
def _pin_at_hand(pin: str) -> Iterator[dict[str, str]]:
    """The environment in which OpenSSH asks us for the PIN. It goes through a pipe, never onto a disk."""
    quiet = {**os.environ, "SSH_ASKPASS_REQUIRE": "never"}
    if not pin or sys.platform == "win32":
        # Windows asks in a window of its own.
        yield quiet
        return
    with tempfile.TemporaryDirectory() as folder:
        pipe, script = Path(folder) / "pin", Path(folder) / "askpass"
        os.mkfifo(pipe, PRIVATE)
        script.write_text(_ASKPASS.format(pipe=pipe), "utf-8")
        script.chmod(0o700)
        # Opened for both, so that neither end waits for the other where no PIN is asked.
        descriptor = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
        try:
            os.write(descriptor, f"{pin}\n".encode())
            yield {**os.environ, "SSH_ASKPASS": str(script), "SSH_ASKPASS_REQUIRE": "force"}
        finally:
            os.close(descriptor)

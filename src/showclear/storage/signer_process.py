"""The signer: a process of its own that holds one person's key for one shift, wrapped under a PIN.

It talks JSON lines on its standard input and output. Secrets come only over that pipe, never as arguments or
environment, and nothing is written to a disk. It ends after five wrong PINs, on `lock`, when the other end of the
pipe goes away, after sixteen hours, and after a long sleep. Python cannot wipe memory reliably: a person who can
read this process while a signature is made can have the key; nobody can have it from the wrapped form alone
without guessing the PIN at the price of `PinCost`.
"""

from __future__ import annotations

import json
import queue
import secrets
import sys
import threading
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import IO, TypeAlias

from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import SecretBox

from showclear.errors import ShowClearError, StorageError, WrongWordsError
from showclear.storage.clock import Clock, SystemClock
from showclear.storage.failures import LockBusyError
from showclear.storage.files import FileSystem, LocalFileSystem
from showclear.storage.key_files import PublicKey, open_key_file
from showclear.storage.pin import WRONG_PINS, PinCost, check_pin_choice
from showclear.storage.pipes import lines_of
from showclear.storage.shift_limits import SHIFT_MS, SLEEP_MS

TICK_SECONDS = 5.0
"""How often an idle signer looks at the clock; far below `SLEEP_MS`."""

Reply: TypeAlias = dict[str, str | int | bool]

_WHY: dict[type[ShowClearError], str] = {StorageError: "storage", WrongWordsError: "words"}
"""What the other side makes an error of its own of."""


class Ended(StrEnum):
    """Why a shift ended."""

    LOCKED = "locked"
    WRONG_PINS = "wrong-pins"
    TOO_LONG = "too-long"
    SLEPT = "slept"
    GONE = "gone"


class Signer:
    """One shift: the wrapped key and the count of wrong PINs. Knows no pipe."""

    def __init__(self, clock: Clock, filesystem: FileSystem) -> None:
        self._clock = clock
        self._filesystem = filesystem
        self._locks = ExitStack()
        self._wrapped = b""
        self._salt = b""
        self._cost: PinCost | None = None
        self._public: PublicKey | None = None
        self._wrong = 0
        self._opened_ms = self._seen_ms = clock.monotonic_ms()
        self.ended: Ended | None = None

    def handle(self, request: Mapping[str, object]) -> Reply:
        """Answer one request; after it `ended` may be set, and then the key is gone."""
        self.tick()
        if self.ended is not None:
            return self._ended_reply()
        try:
            return self._handle(request)
        except ShowClearError as error:
            return {
                "ok": False,
                "why": next((why for kind, why in _WHY.items() if isinstance(error, kind)), "signing"),
                "message": error.message,
                "remedy": error.remedy,
            }

    def tick(self) -> None:
        """End the shift if it lasted too long or the machine slept for long."""
        now = self._clock.monotonic_ms()
        if now - self._seen_ms > SLEEP_MS:
            self.end(Ended.SLEPT)
        elif self._public is not None and now - self._opened_ms >= SHIFT_MS:
            self.end(Ended.TOO_LONG)
        self._seen_ms = now

    def end(self, reason: Ended) -> None:
        """Drop the key and the lock for good."""
        if self.ended is None:
            self.ended = reason
        self._wrapped = b""
        self._locks.close()

    def _ended_reply(self) -> Reply:
        return {"ok": False, "why": "ended", "ended": str(self.ended)}

    def _handle(self, request: Mapping[str, object]) -> Reply:
        do = request.get("do")
        if do == "open" and self._public is None:
            return self._open(request)
        if do == "lock":
            self.end(Ended.LOCKED)
            return {"ok": True}
        if do in ("check_pin", "sign") and self._public is not None:
            return self._use(str(do), request)
        return {"ok": False, "why": "bad-request"}

    def _open(self, request: Mapping[str, object]) -> Reply:
        pin = check_pin_choice(_text(request, "pin"))
        try:
            self._locks.enter_context(self._filesystem.lock(Path(_text(request, "lock_file")), 0))
        except LockBusyError:
            return {"ok": False, "why": "second-signer"}
        try:
            opened = open_key_file(self._filesystem, Path(_text(request, "key_file")), _text(request, "passphrase"))
        except ShowClearError:
            self._locks.close()
            raise
        self._cost = PinCost(_number(request, "passes"), _number(request, "memory"))
        self._salt = secrets.token_bytes(argon2id.SALTBYTES)
        self._wrapped = bytes(SecretBox(self._box_key(pin)).encrypt(opened.seed))
        self._public = opened.public
        self._opened_ms = self._seen_ms = self._clock.monotonic_ms()
        return {"ok": True, "public_key": opened.public.line, "fingerprint": opened.public.fingerprint}

    def _use(self, do: str, request: Mapping[str, object]) -> Reply:
        try:
            data = b64decode(_text(request, "data"), validate=True) if do == "sign" else b""
        except Base64Error:
            return {"ok": False, "why": "bad-request"}
        try:
            seed = SecretBox(self._box_key(_text(request, "pin"))).decrypt(self._wrapped)
        except CryptoError:
            self._wrong += 1
            if self._wrong >= WRONG_PINS:
                self.end(Ended.WRONG_PINS)
                return self._ended_reply()
            return {"ok": False, "why": "wrong-pin", "tries_left": WRONG_PINS - self._wrong}
        if do == "check_pin":
            return {"ok": True, "tries_left": WRONG_PINS - self._wrong}
        from showclear.ledger.sshsig import sign

        return {"ok": True, "armored": sign(seed, data), "tries_left": WRONG_PINS - self._wrong}

    def _box_key(self, pin: str) -> bytes:
        assert self._cost is not None
        return bytes(
            argon2id.kdf(
                SecretBox.KEY_SIZE,
                pin.encode("utf-8", "replace"),
                self._salt,
                opslimit=self._cost.passes,
                memlimit=self._cost.memory,
            )
        )


def _text(request: Mapping[str, object], key: str) -> str:
    value = request.get(key)
    return value if isinstance(value, str) else ""


def _number(request: Mapping[str, object], key: str) -> int:
    value = request.get(key)
    return value if isinstance(value, int) else 0


def serve(signer: Signer, requests: Iterator[bytes | None], answers: IO[bytes]) -> None:
    """Answer requests until the shift ends. None among the requests means: nothing came for a while."""
    for line in requests:
        if line is None:
            signer.tick()
        else:
            _answer(answers, signer.handle(_read(line)))
        if signer.ended is not None:
            _answer(answers, {"ended": str(signer.ended)})
            return
    signer.end(Ended.GONE)


def _read(line: bytes) -> Mapping[str, object]:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return request if isinstance(request, dict) else {}


def _answer(answers: IO[bytes], reply: Reply) -> None:
    try:
        answers.write(json.dumps(reply).encode() + b"\n")
        answers.flush()
    except BrokenPipeError:
        # Nobody listens any more; the end of the requests follows at once.
        return


def _requests(descriptor: int) -> Iterator[bytes | None]:
    """Lines as they come, None every few seconds without one, the end when the other side goes away."""
    lines: queue.Queue[bytes] = queue.Queue()

    def read() -> None:
        for line in lines_of(descriptor):
            lines.put(line)
        lines.put(b"")

    threading.Thread(target=read, daemon=True).start()
    while True:
        try:
            line = lines.get(timeout=TICK_SECONDS)
        except queue.Empty:
            yield None
            continue
        if not line:
            return
        yield line


def _keep_others_out() -> None:
    """No core file, and on Linux no debugger of the same account."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        set_dumpable = 4
        ctypes.CDLL(None).prctl(set_dumpable, 0, 0, 0, 0)


def main() -> None:
    """Run one signer over standard input and output."""
    _keep_others_out()
    serve(Signer(SystemClock(), LocalFileSystem()), _requests(sys.stdin.fileno()), sys.stdout.buffer)


if __name__ == "__main__":
    main()

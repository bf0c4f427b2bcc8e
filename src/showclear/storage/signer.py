"""A shift: this side of the signer process that holds a person's key."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from base64 import b64encode
from contextlib import suppress
from pathlib import Path
from typing import IO

from showclear.errors import ShowClearError, SigningError, StorageError, WrongWordsError
from showclear.storage.pin import INTERACTIVE, WRONG_PINS, PinCost, check_pin_choice
from showclear.storage.pipes import lines_of
from showclear.words import english, english_count

ANSWER_SECONDS = 60.0
"""A signer that says nothing for so long is broken; opening a key takes about a second."""

_ENDED = {
    "locked": english("it was locked"),
    "wrong-pins": english("the PIN was wrong five times"),
    "too-long": english("it lasted sixteen hours"),
    "slept": english("the laptop slept for more than half an hour"),
    "gone": english("the signer process is gone"),
}


class WrongPinError(SigningError):
    """The PIN was wrong; `tries_left` more are allowed in this shift."""

    def __init__(self, message: str, remedy: str, tries_left: int) -> None:
        super().__init__(message, remedy)
        self.tries_left = tries_left


class ShiftEndedError(SigningError):
    """There is no key any more: the person opens a new shift with the passphrase. `reason` says why."""

    def __init__(self, message: str, remedy: str, reason: str) -> None:
        super().__init__(message, remedy)
        self.reason = reason


class ShiftSigner:
    """One person's open shift. Safe to call from several threads; each call may take a quarter of a second."""

    how = "pin"
    asks_pin = True

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        """Use `ShiftSigner.open`."""
        assert process.stdin is not None
        assert process.stdout is not None
        self._process = process
        self._requests: IO[bytes] = process.stdin
        self._answers: queue.Queue[dict[str, object]] = queue.Queue()
        self._lock = threading.Lock()
        self._reason = ""
        self.public_key_line = ""
        self.fingerprint = ""
        self.tries_left = WRONG_PINS
        threading.Thread(target=self._listen, args=(process.stdout,), daemon=True).start()

    @classmethod
    def open(
        cls, key_file: Path, passphrase: str, pin: str, *, lock_file: Path, cost: PinCost = INTERACTIVE
    ) -> ShiftSigner:
        """Open a shift: takes about a second and a half for the passphrase.

        `lock_file` is `MachinePaths.signer_lock(person)`: one signer a person and machine account.

        Raises: `InputError` for a PIN that may not be chosen; `SigningError` for a wrong passphrase or a second
        signer; `StorageError`.
        """
        check_pin_choice(pin)
        signer = cls(_start())
        try:
            answer = signer._ask(
                {
                    "do": "open",
                    "key_file": str(key_file),
                    "passphrase": passphrase,
                    "pin": pin,
                    "lock_file": str(lock_file),
                    "passes": cost.passes,
                    "memory": cost.memory,
                }
            )
        except (SigningError, StorageError):
            signer.close()
            raise
        signer.public_key_line = str(answer["public_key"])
        signer.fingerprint = str(answer["fingerprint"])
        return signer

    @property
    def ended_reason(self) -> str | None:
        """Why the shift ended (locked, wrong-pins, too-long, slept, gone); None while it is open."""
        if not self._reason and self._process.poll() is not None:
            return "gone"
        return self._reason or None

    def check_pin(self, pin: str) -> int:
        """Whether the person may open a pass; gives the tries left.

        Raises: `WrongPinError`; `ShiftEndedError`; `SigningError`.
        """
        self._ask({"do": "check_pin", "pin": pin})
        return self.tries_left

    def sign(self, pin: str, data: bytes) -> str:
        """Sign raw bytes as a record's signature; gives the armored SSHSIG.

        Raises: `WrongPinError`; `ShiftEndedError`; `SigningError`.
        """
        return str(self._ask({"do": "sign", "pin": pin, "data": b64encode(data).decode()})["armored"])

    def lock(self) -> None:
        """End the shift now; locking twice does nothing."""
        # If it ended by itself before, that is what was wanted.
        with suppress(ShiftEndedError):
            self._ask({"do": "lock"})
        self._reason = self._reason or "locked"
        self.close()

    def close(self) -> None:
        """Let the signer go: it ends when its pipe closes."""
        # A broken pipe: the process is gone already.
        with suppress(BrokenPipeError):
            self._requests.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _listen(self, answers: IO[bytes]) -> None:
        with answers:
            for line in lines_of(answers.fileno()):
                answer = json.loads(line)
                if "ok" in answer:
                    self._answers.put(answer)
                elif "ended" in answer:
                    self._reason = self._reason or str(answer["ended"])
        self._reason = self._reason or "gone"
        self._answers.put({"ok": False, "why": "ended", "ended": self._reason})

    def _ask(self, request: dict[str, object]) -> dict[str, object]:
        with self._lock:
            if self.ended_reason is not None:
                raise shift_ended(self.ended_reason)
            try:
                self._requests.write(json.dumps(request).encode() + b"\n")
                self._requests.flush()
            except OSError as error:
                raise shift_ended(self._reason or "gone") from error
            try:
                answer = self._answers.get(timeout=ANSWER_SECONDS)
            except queue.Empty as error:
                self.close()
                raise SigningError(
                    english("The signer process does not answer."), english("Open the shift again.")
                ) from error
            return self._checked(answer)

    def _checked(self, answer: dict[str, object]) -> dict[str, object]:
        tries_left = answer.get("tries_left")
        if isinstance(tries_left, int):
            self.tries_left = tries_left
        if answer.get("ok"):
            return answer
        why = answer.get("why")
        if why == "wrong-pin":
            raise WrongPinError(
                english("The PIN is wrong. {tries} left in this shift.", tries=_tries(self.tries_left)),
                english("Type it again."),
                self.tries_left,
            )
        if why == "ended":
            self._reason = self._reason or str(answer.get("ended"))
            self.tries_left = 0 if self._reason == "wrong-pins" else self.tries_left
            raise shift_ended(self._reason)
        if why == "second-signer":
            raise SigningError(
                english("This person has a shift open in another window on this laptop."),
                english("Sign there, or lock that shift first."),
            )
        kinds: dict[object, type[ShowClearError]] = {"storage": StorageError, "words": WrongWordsError}
        kind = kinds.get(why, SigningError)
        raise kind(str(answer.get("message", english("The signer did not understand."))), str(answer.get("remedy", "")))


def _start() -> subprocess.Popen[bytes]:
    """The signer as a child: not in the terminal's process group, so that Ctrl+C does not end a shift."""
    # not said: an option
    command = [sys.executable, "-P", "-m", "showclear.storage.signer_process"]
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise SigningError(
            english("The signer process could not be started: {error}.", error=error),
            english("Close other programs, try again."),
        ) from error


def shift_ended(reason: str, how: str = english("the five words")) -> ShiftEndedError:
    """What is said where there is no key any more; `how` says what opens a shift again."""
    return ShiftEndedError(
        english("The shift has ended: {ended}.", ended=_ENDED.get(reason, reason)),
        english("Open a shift again with {how}.", how=how),
        reason,
    )


def _tries(count: int) -> str:
    return english_count("{count} try", "{count} tries", count)

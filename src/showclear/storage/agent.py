"""The ssh-agent of this machine account: which keys it holds, and a signature by one of them.

Only FIDO2 keys are taken from it. With a software key in an agent whoever sits at the laptop signs, without a touch and
without a PIN.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from showclear.errors import InputError, SigningError
from showclear.ledger.keys import PublicKey, parse_key_blob
from showclear.ledger.wire import Reader, WireFault, pack
from showclear.words import english

LIST_SECONDS = 5.0
TOUCH_SECONDS = 60.0
"""How long a touch is waited for; the keys themselves give up after about half a minute."""

_REQUEST_IDENTITIES, _IDENTITIES = 11, 12
_SIGN_REQUEST, _SIGN_RESPONSE = 13, 14
_LONGEST = 256 * 1024
"""An answer of an agent is no longer than this, as in OpenSSH."""


class _Stream(Protocol):
    """A socket's file or a pipe."""

    def read(self, size: int, /) -> bytes | None: ...

    def write(self, data: bytes, /) -> int | None: ...

    def flush(self) -> None: ...


_Ask = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Identity:
    """A FIDO2 key that an agent holds."""

    key: PublicKey
    comment: str


class Agent:
    """The agent that answers at `path`: a socket, on Windows a named pipe."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def touch_keys(self) -> tuple[Identity, ...]:
        """Its FIDO2 keys; every other key is left out.

        Raises:
            SigningError: it does not answer, or what it says cannot be read.
        """
        with self._connected(LIST_SECONDS) as ask:
            answer = self._expect(_IDENTITIES, ask(bytes([_REQUEST_IDENTITIES])))
        try:
            found = [(answer.string(), answer.string()) for _ in range(answer.number())]
            answer.end()
        except WireFault as fault:
            raise self._unreadable(str(fault)) from fault
        return tuple(_touch_keys(found))

    def sign(self, key: PublicKey, data: bytes) -> bytes:
        """The signature over `data` in SSH wire form; waits until the key was touched.

        Raises:
            SigningError: a software key, nobody touched it, it is not plugged in, or the agent does not answer.
        """
        if not key.is_hardware:
            raise SigningError(
                english("A software key is never taken from an ssh-agent: nobody has to touch it."),
                english("Open a shift with the five words."),
            )
        with self._connected(TOUCH_SECONDS) as ask:
            answer = self._expect(_SIGN_RESPONSE, ask(bytes([_SIGN_REQUEST]) + pack(key.blob, data) + bytes(4)))
        try:
            signature = answer.string()
            answer.end()
        except WireFault as fault:
            raise self._unreadable(str(fault)) from fault
        return signature

    def _expect(self, kind: int, answer: bytes) -> Reader:
        if answer[:1] != bytes([kind]):
            raise SigningError(
                english(
                    "The ssh-agent did not sign: the key was not touched, is not plugged in, or its PIN was wrong."
                ),
                english(
                    "Plug the key in, try again, and touch it when it blinks. ssh-add -l lists what the agent holds."
                ),
            )
        return Reader(answer[1:])

    @contextmanager
    def _connected(self, seconds: float) -> Iterator[_Ask]:
        with ExitStack() as stack:
            try:
                yield _over_pipe(stack, self.path) if _is_pipe(self.path) else _over_socket(stack, self.path, seconds)
            except TimeoutError as error:
                raise SigningError(
                    english("The ssh-agent did not answer for {seconds:.0f} seconds.", seconds=seconds),
                    english("Touch the key when it blinks; try again."),
                ) from error
            except OSError as error:
                raise SigningError(
                    english(
                        "The ssh-agent at {path} does not answer ({strerror}).",
                        path=self.path,
                        strerror=error.strerror or error,
                    ),
                    english("Start it, then add the key with ssh-add."),
                ) from error

    def _unreadable(self, why: str) -> SigningError:
        return SigningError(
            english("The ssh-agent at {path} gave an answer that cannot be read: {why}.", path=self.path, why=why),
            english("Restart it."),
        )


def _touch_keys(found: list[tuple[bytes, bytes]]) -> Iterator[Identity]:
    for blob, comment in found:
        # A kind that records do not use, such as RSA.
        with suppress(InputError):
            key = parse_key_blob(blob)
            if key.is_hardware:
                yield Identity(key, comment.decode("utf-8", "replace"))


def _is_pipe(path: Path) -> bool:
    return str(path).startswith("\\\\.\\pipe\\")


def _over_socket(stack: ExitStack, path: Path, seconds: float) -> _Ask:
    # Windows has no such sockets in Python; there the agent is asked over its pipe.
    connection = stack.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM))
    connection.settimeout(seconds)
    connection.connect(str(path))
    stream = stack.enter_context(connection.makefile("rwb"))
    return lambda request: _exchange(stream, request)


def _over_pipe(stack: ExitStack, path: Path) -> _Ask:
    stream = stack.enter_context(path.open("r+b", buffering=0))
    return lambda request: _exchange(stream, request)


def _exchange(stream: _Stream, request: bytes) -> bytes:
    stream.write(pack(request))
    stream.flush()
    length = int.from_bytes(_read(stream, 4))
    if length > _LONGEST:
        raise OSError(english("its answer is too long"))
    return _read(stream, length)


def _read(stream: _Stream, count: int) -> bytes:
    data = b""
    while len(data) < count:
        more = stream.read(count - len(data))
        if not more:
            raise OSError(english("it hung up"))
        data += more
    return data

"""The SSH wire format (RFC 4251): strings with a length before them, and nothing left over."""

from __future__ import annotations

from showclear.words import english


class WireFault(ValueError):
    """Bytes that are not what the SSH wire format demands. Stays inside the ledger."""


def pack(*values: bytes) -> bytes:
    """Each value with its length in four bytes before it, joined."""
    return b"".join(len(value).to_bytes(4) + value for value in values)


class Reader:
    """Takes values off the front of some bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, count: int) -> bytes:
        """The next `count` bytes. Raises: `WireFault` if there are fewer."""
        end = self._at + count
        if end > len(self._data):
            raise WireFault(english("it ends too early"))
        taken = self._data[self._at : end]
        self._at = end
        return taken

    def number(self) -> int:
        """The next four bytes as a number. Raises: `WireFault`."""
        return int.from_bytes(self.take(4))

    def string(self) -> bytes:
        """The next value with a length before it. Raises: `WireFault`."""
        return self.take(self.number())

    def end(self) -> None:
        """Raises: `WireFault` if anything is left."""
        if self._at != len(self._data):
            raise WireFault(english("something is left over at the end"))

"""Files that only grow by whole, checked lines: journals, marks, log ownership.

A line is the CRC-32 of its text as eight hexadecimal digits, a space, the text, a line feed. Each append is
one write and one fsync, so a crash can tear the last line and no other.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from showclear.errors import StorageError
from showclear.storage.durable import make_folder, replace_durably
from showclear.storage.failures import DamagedFileError, MissingFileError
from showclear.storage.files import PRIVATE, FileSystem, OpenFile
from showclear.words import english


def encode_line(text: str) -> bytes:
    """One checked line. `text` holds no line feed."""
    data = text.encode()
    if b"\n" in data:
        raise ValueError("a checked line cannot hold a line feed")
    return b"%08x %s\n" % (crc32(data), data)


@dataclass(frozen=True, slots=True)
class DecodedLines:
    """The good lines from the start of some bytes."""

    texts: tuple[str, ...]
    good_size: int
    """How many bytes the good lines take; what follows is a torn tail."""


def decode_lines(data: bytes, path: Path, lines_before: int = 0) -> DecodedLines:
    """Read checked lines up to a torn tail.

    Raises: `DamagedFileError` if a bad line stands before the last one: a crash cannot do that.
    """
    texts: list[str] = []
    position = 0
    # What stands behind the last line feed is no line.
    for line in data.split(b"\n")[:-1]:
        text = _text(line)
        if text is None:
            break
        texts.append(text)
        position += len(line) + 1
    if position == len(data):
        return DecodedLines(tuple(texts), position)
    after = data.find(b"\n", position) + 1
    if 0 < after < len(data):
        raise DamagedFileError(
            english(
                "{path}, line {number}: the line is damaged and others follow it. A crash cannot do that; the "
                "disk or a person did.",
                path=path,
                number=lines_before + len(texts) + 1,
            ),
            english(
                "Keep the file as it is, copy the production to another disk, and start this again from the beginning."
            ),
        )
    return DecodedLines(tuple(texts), position)


def _text(line: bytes) -> str | None:
    body = line[9:]
    if b"%08x %s" % (crc32(body), body) != line:
        return None
    try:
        return body.decode()
    except UnicodeDecodeError:
        return None


class CheckedLines:
    """One file of checked lines. Not for two writers at once: hold a lock where there can be two."""

    def __init__(self, filesystem: FileSystem, path: Path) -> None:
        self._filesystem = filesystem
        self.path = path
        self._texts: list[str] = []
        self._good_size = 0
        self._torn = False
        self._file: OpenFile | None = None
        self._suspect = False
        """After a failed write or fsync nobody knows what the disk holds: the next append writes a new file."""

    @property
    def texts(self) -> tuple[str, ...]:
        """The lines read or appended so far."""
        return tuple(self._texts)

    @property
    def good_size(self) -> int:
        """How many bytes the lines take that were read or appended so far."""
        return self._good_size

    def skip(self, size: int) -> None:
        """Go on behind the first `size` bytes, which somebody read before; only for a file of which nothing was read.

        After an error of the disk it has to be opened anew: what was skipped is not here to be written again.
        """
        self._good_size = size

    def refresh(self) -> tuple[str, ...]:
        """Read what was added since the last look, by this or another process, and return that.

        Raises: `DamagedFileError` for a bad line in the middle; `StorageError` if it cannot be read.
        """
        if self._suspect:
            return ()
        try:
            data = self._filesystem.read(self.path, self._good_size)
        except MissingFileError:
            return ()
        decoded = decode_lines(data, self.path, len(self._texts))
        self._texts.extend(decoded.texts)
        self._good_size += decoded.good_size
        self._torn = decoded.good_size < len(data)
        return decoded.texts

    def append(self, *texts: str) -> None:
        """Add lines with one write and one fsync; when this returns they are on the disk.

        Raises: `StorageError`; then the lines do not count, and the next append starts a new file without them.
        """
        data = b"".join(map(encode_line, texts))
        if self._suspect:
            self._start_again(data)
        else:
            self._add(data)
        self._texts.extend(texts)
        self._good_size += len(data)

    def distrust(self) -> None:
        """Write all lines into a new file at the next append: the disk reported an error before."""
        self._suspect = True

    def close(self) -> None:
        """Let go of the file; the next append opens it again."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _add(self, data: bytes) -> None:
        try:
            file = self._opened()
            if self._torn:
                file.truncate(self._good_size)
                file.fsync()
                self._torn = False
            file.write(data)
            file.fsync()
        except StorageError:
            self._suspect = True
            self.close()
            raise

    def _opened(self) -> OpenFile:
        if self._file is None:
            is_new = not self._filesystem.exists(self.path)
            if is_new:
                make_folder(self._filesystem, self.path.parent)
            self._file = self._filesystem.open_append(self.path)
            if is_new:
                self._filesystem.fsync_folder(self.path.parent)
        return self._file

    def _start_again(self, data: bytes) -> None:
        self.close()
        acknowledged = b"".join(map(encode_line, self._texts))
        replace_durably(self._filesystem, self.path, acknowledged + data, PRIVATE)
        self._good_size = len(acknowledged)
        self._torn = False
        self._suspect = False

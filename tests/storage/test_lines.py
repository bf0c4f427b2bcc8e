"""Files that grow by whole, checked lines."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showclear.errors import StorageError
from showclear.storage.failures import DamagedFileError
from showclear.storage.files import LocalFileSystem
from showclear.storage.lines import CheckedLines, decode_lines, encode_line
from tests.storage.fakes import FailingFileSystem, FullDisk, RecordingFileSystem

HERE = Path("/somewhere/journal.jsonl")
LINE_TEXT = st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]))


@given(st.lists(LINE_TEXT))
def test_what_was_written_is_read_back(texts: list[str]) -> None:
    """Any text without a line feed survives, in order."""
    decoded = decode_lines(b"".join(map(encode_line, texts)), HERE)
    assert decoded.texts == tuple(texts)


@given(st.lists(LINE_TEXT, min_size=1), st.data())
def test_a_tail_torn_at_any_byte_leaves_the_whole_lines(texts: list[str], data: st.DataObject) -> None:
    """A crash can stop the last write after any byte."""
    whole = b"".join(map(encode_line, texts[:-1]))
    last = encode_line(texts[-1])
    torn = whole + last[: data.draw(st.integers(0, len(last) - 1))]
    decoded = decode_lines(torn, HERE)
    assert (decoded.texts, decoded.good_size) == (tuple(texts[:-1]), len(whole))


@given(st.binary(max_size=200))
def test_any_bytes_give_lines_or_a_damaged_file(data: bytes) -> None:
    """A binary or hostile file never ends in another error."""
    try:
        good_size = decode_lines(data, HERE).good_size
    except DamagedFileError as error:
        good_size = 0
        message = error.message
    else:
        message = f"{HERE}, line 1"
    assert good_size <= len(data)
    assert message.startswith(f"{HERE}, line 1")


def test_a_damaged_line_in_the_middle_is_said_and_not_cut() -> None:
    """A crash tears only the last line; a bad one before it means bit rot or a person."""
    data = encode_line("one") + encode_line("two").replace(b"two", b"owt") + encode_line("three")
    with pytest.raises(DamagedFileError, match=r"journal\.jsonl, line 2: the line is damaged"):
        decode_lines(data, HERE)


def test_a_last_line_torn_inside_but_with_its_line_feed_counts_as_torn() -> None:
    """A disk may write the end of an append and lose its middle."""
    data = encode_line("one") + encode_line("two").replace(b"two", b"\0\0\0")
    assert decode_lines(data, HERE).texts == ("one",)


def test_the_torn_tail_is_cut_before_the_next_append(tmp_path: Path) -> None:
    """Otherwise the next line would be glued to half a line and be lost with it."""
    path = tmp_path / "lines"
    path.write_bytes(encode_line("one") + b"0badc0de tw")
    lines = CheckedLines(LocalFileSystem(), path)
    assert lines.refresh() == ("one",)
    lines.append("three")
    lines.close()
    assert path.read_bytes() == encode_line("one") + encode_line("three")


def test_an_append_is_one_write_and_one_fsync(tmp_path: Path) -> None:
    """Durable before the screen moves on, and no slower than it must be."""
    filesystem = RecordingFileSystem()
    lines = CheckedLines(filesystem, tmp_path / "lines")
    lines.append("one")
    filesystem.operations.clear()
    lines.append("two", "three")
    lines.close()
    assert filesystem.operations == [("write", "lines"), ("fsync", "lines")]


@pytest.mark.parametrize("operation", ["write", "fsync"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_after_a_failed_append_the_next_one_starts_a_new_file(tmp_path: Path, operation: str, code: int) -> None:
    """After a failed fsync nobody knows what the disk holds: the same file is never trusted again."""
    failing = {"on": False}
    filesystem = FailingFileSystem(code=code, when=lambda name, path: failing["on"] and name == operation)
    path = tmp_path / "lines"
    lines = CheckedLines(filesystem, path)
    lines.append("one")
    before = path.stat().st_ino
    failing["on"] = True
    with pytest.raises(StorageError):
        lines.append("two")
    failing["on"] = False
    lines.append("three")
    lines.close()
    assert path.stat().st_ino != before
    assert CheckedLines(filesystem, path).refresh() == ("one", "three")


def test_a_full_disk_keeps_every_line_that_was_acknowledged(tmp_path: Path) -> None:
    """Half a line lands on the disk; the lines before it count, and the app says that the disk is full."""
    path = tmp_path / "lines"
    disk = FullDisk(at=3)
    lines = CheckedLines(disk, path)
    for text in ("one", "two", "three"):
        lines.append(text)
    with pytest.raises(StorageError, match="the disk is full") as caught:
        lines.append("four")
    assert "Free some space" in caught.value.remedy
    assert CheckedLines(LocalFileSystem(), path).refresh() == ("one", "two", "three")
    lines.append("five")
    lines.close()
    assert CheckedLines(LocalFileSystem(), path).refresh() == ("one", "two", "three", "five")


def test_two_readers_see_what_the_other_appended(tmp_path: Path) -> None:
    """Two windows on one production share the marks."""
    path = tmp_path / "lines"
    first, second = CheckedLines(LocalFileSystem(), path), CheckedLines(LocalFileSystem(), path)
    first.append("one")
    assert second.refresh() == ("one",)
    second.append("two")
    assert first.refresh() == ("two",)
    assert first.texts == second.texts == ("one", "two")
    first.close()
    second.close()

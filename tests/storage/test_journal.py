"""The journal of a run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from showclear.storage.failures import AlreadyThereError, DamagedFileError, MissingFileError
from showclear.storage.files import LocalFileSystem
from showclear.storage.journal import Journal
from showclear.storage.lines import encode_line

DISK = LocalFileSystem()
NASTY = ("[/]", "[@click=app.quit]x[/]", "\x1b[2J", "\u202e", "a\nb", "\ud800", "x" * 10_000, "Zoë 🎬")


def test_a_journal_gives_back_every_event(tmp_path: Path) -> None:
    """Strings, integers, booleans and lists, whatever a person typed."""
    path = tmp_path / "run" / "journal.jsonl"
    journal = Journal.create(DISK, path, {"plan": "D", "steps": [1, 2], "demo": True})
    for text in NASTY:
        journal.append({"event": "answered", "value": text})
    journal.close()
    again = Journal.open(DISK, path)
    assert again.events() == journal.events()
    assert [event["value"] for event in again.events()[1:]] == list(NASTY)


def test_the_line_is_the_crc_and_plain_json(tmp_path: Path) -> None:
    """A person can read it with any editor."""
    journal = Journal.create(DISK, tmp_path / "journal.jsonl", {"plan": "é"})
    journal.close()
    assert journal.path.read_bytes() == encode_line('{"plan":"\\u00e9"}')


def test_a_journal_is_never_started_twice(tmp_path: Path) -> None:
    """Two windows that start the same run must not write over each other."""
    Journal.create(DISK, tmp_path / "journal.jsonl", {}).close()
    with pytest.raises(AlreadyThereError):
        Journal.create(DISK, tmp_path / "journal.jsonl", {})


def test_a_missing_journal_says_what_may_have_happened(tmp_path: Path) -> None:
    """Another window may have finished the run."""
    with pytest.raises(MissingFileError, match="no such journal") as caught:
        Journal.open(DISK, tmp_path / "journal.jsonl")
    assert "finished or abandoned" in caught.value.remedy


def test_a_torn_journal_is_resumed_without_its_last_event(tmp_path: Path) -> None:
    """The event was never acknowledged; the app asks the step again."""
    path = tmp_path / "journal.jsonl"
    journal = Journal.create(DISK, path, {"plan": "D"})
    journal.append({"event": 1})
    journal.append({"event": 2})
    journal.close()
    path.write_bytes(path.read_bytes()[:-3])
    again = Journal.open(DISK, path)
    assert again.events() == ({"plan": "D"}, {"event": 1})
    again.append({"event": 3})
    again.close()
    assert Journal.open(DISK, path).events() == ({"plan": "D"}, {"event": 1}, {"event": 3})


@pytest.mark.parametrize(
    "text",
    ["[]", "1", "{", '{"a":', "[" * 100_000, "", "NaN"],
    ids=["list", "number", "open", "cut", "deep", "empty", "nan"],
)
def test_a_checked_line_that_is_no_event_is_damage(tmp_path: Path, text: str) -> None:
    """The checksum is no secret: somebody can write a line that fits it."""
    path = tmp_path / "journal.jsonl"
    path.write_bytes(encode_line(json.dumps({"plan": "D"})) + encode_line(text))
    with pytest.raises(DamagedFileError, match="line 2"):
        Journal.open(DISK, path)

"""The search index: it finds what was put in, never obeys what is typed, and is made anew where it does not hold."""

from __future__ import annotations

import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from showclear.storage.index import SCHEMA, Index, IndexFaultError
from showclear.storage.index_rows import IndexRow, Search

KEY = {"production": "ab" * 32, "folder": "/set"}


def row(number: int, text: str = "", **more: object) -> IndexRow:
    """A record of log cart."""
    digest = f"{number:064x}"
    base = IndexRow(f"cart-a1b2-{number:06d}-{digest[:32]}.toml", digest, "intact", 1_700_000_000 + number, text=text)
    return replace(base, **more)  # type: ignore[arg-type]  # any field of a row


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "machine account" / "index.sqlite"


@pytest.fixture
def index(path: Path) -> Iterator[Index]:
    made = Index(path, KEY)
    yield made
    made.close()


def numbers(index: Index, wanted: Search, most: int = 200) -> list[int]:
    """The numbers of what is found."""
    return [int(hit.name.split("-")[2]) for hit in index.search(wanted, most)]


def test_records_are_found_by_everything_that_they_are_about(index: Index) -> None:
    """Words, thing, person, day, procedure, scene, result: and all that is asked has to hold."""
    index.update(
        [
            row(1, "a ladder in the line of fire", things=("A-07",), day="12", kind="hold", marks={"stop": "a ladder"}),
            row(
                2,
                "Mara Reyes inspection",
                things=("A-07", "DUM-3"),
                people=("mara",),
                procedure="inspection",
                scene="42",
            ),
            row(
                3,
                "Mara Reyes inspection",
                things=("B-02",),
                people=("mara",),
                procedure="inspection",
                date="2026-03-01",
            ),
        ]
    )
    assert numbers(index, Search()) == [3, 2, 1]
    assert numbers(index, Search(words="LADD fire")) == [1]
    assert numbers(index, Search(thing="A-07")) == [2, 1]
    assert numbers(index, Search(person="mara", thing="A-07")) == [2]
    assert numbers(index, Search(day="12")) == [1]
    assert numbers(index, Search(day="2026-03-01")) == [3]
    assert numbers(index, Search(procedures=("inspection", "handover"))) == [3, 2]
    assert numbers(index, Search(procedures=("hold",))) == [1]
    assert numbers(index, Search(scene="42")) == [2]
    assert numbers(index, Search(marks=("stop", "fast"))) == [1]
    assert numbers(index, Search(words="inspection", thing="A-07", scene="7")) == []
    assert numbers(index, Search(between=(1_700_000_002, 1_700_000_002))) == [2]
    assert numbers(index, Search(), most=2) == [3, 2]


def test_a_tag_is_found_as_it_is_typed_and_by_its_beginning(index: Index) -> None:
    """A-07 is one word to whoever types it."""
    index.update([row(1, "A-07: taken back"), row(2, "A-08: taken back"), row(3, "Ängström, café")])
    assert numbers(index, Search(words="A-07")) == [1]
    assert numbers(index, Search(words="a-0")) == [2, 1]
    assert numbers(index, Search(words="cafe")) == [3]


HOSTILE = [
    '"',
    '"" OR 1',
    "*",
    "-",
    "a AND",
    "NEAR(a b)",
    "body:x",
    "^a",
    "'; DROP TABLE records; --",
    "\0",
    "a\0b",
    "(((",
    "💥",
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_is_typed_is_never_read_as_a_language(index: Index, typed: str) -> None:
    """Half a word is typed at every key press; none of it may fail, or find what it does not say."""
    index.update([row(1, "the inspection")])
    assert numbers(index, Search(words=typed)) == []
    assert numbers(index, Search(thing=typed, person=typed, day=typed, scene=typed)) == []
    if not any(map(str.isalnum, typed)):
        assert numbers(index, Search(words=f"inspection {typed}")) == [1]


def test_a_record_that_changed_takes_the_place_of_what_stood_there(index: Index) -> None:
    """By its words, too: what it said before is not found any more."""
    index.update([row(1, "the first words", things=("A-07",))])
    index.update([row(1, "other words", verdict="altered", things=("B-02",))])
    assert index.size() == 1
    assert numbers(index, Search(words="first")) == []
    assert numbers(index, Search(words="other")) == [1]
    assert numbers(index, Search(thing="A-07")) == []
    assert index.search(Search())[0].verdict == "altered"
    index.update((), [row(1).name])
    assert numbers(index, Search(words="other")) == [] == numbers(index, Search(thing="B-02"))


def test_what_was_reviewed_is_told_from_what_was_not(index: Index) -> None:
    """By the record that a signed record names."""
    index.update([row(1, marks={"fast": "0.2 s"}), row(2, marks={"fast": "0.3 s"})])
    index.update([row(3, kind="review", about=(row(1).name.removesuffix(".toml"),))])
    assert numbers(index, Search(marks=("fast",), unreviewed=True)) == [2]
    assert [hit.kind for hit in index.reviews_of(row(1).name)] == ["review"]
    assert index.says(row(1).name) == {"fast": "0.2 s"}


def test_days_are_counted_by_their_name_or_their_date(index: Index) -> None:
    """The newest first; what has no time is of no day."""
    index.update([row(1, day="12", date="2026-03-01"), row(2, day="12"), row(3, date="2026-03-02"), row(4, made_at=0)])
    assert [(one.day, one.records) for one in index.days()] == [("2026-03-02", 1), ("12", 2)]


def test_records_of_one_second_stand_beside_each_other(index: Index) -> None:
    """Also where their digests begin alike."""
    index.update([row(1, made_at=5, digest="0" * 64), row(2, made_at=5, digest="0" * 64)])
    assert sorted(numbers(index, Search())) == [1, 2]


def test_the_index_stays_from_one_opening_to_the_next(path: Path) -> None:
    """With nothing to say about it, and for its owner alone."""
    first = Index(path, KEY)
    first.update([row(1, "kept")])
    first.close()
    second = Index(path, KEY)
    assert (second.notice, second.private, second.size()) == ("", False, 1)
    assert second.known() == {row(1).name: (row(1).digest, "intact")}
    second.close()
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_index_of_another_production_or_version_is_made_anew_and_said_so(path: Path) -> None:
    """It is thrown away; nothing of it is shown."""
    first = Index(path, KEY)
    first.update([row(1, "of another production")])
    first.close()
    other = Index(path, {**KEY, "production": "cd" * 32})
    assert other.size() == 0
    assert "another version or folder. It is made anew" in other.notice
    other.close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE meta SET value = ? WHERE key = 'schema'", (SCHEMA + "0",))
    connection.close()
    assert "made anew" in Index(path, {**KEY, "production": "cd" * 32}).notice


@pytest.mark.parametrize("bytes_", [b"", b"no database at all" * 400, b"SQLite format 3\0" + b"\xff" * 8000])
def test_a_file_that_is_no_index_is_made_anew(path: Path, bytes_: bytes) -> None:
    """An empty file is what a full disk leaves."""
    path.parent.mkdir()
    path.write_bytes(bytes_)
    index = Index(path, KEY)
    index.update([row(1, "anew")])
    assert numbers(index, Search(words="anew")) == [1]
    assert "made anew" in index.notice
    index.close()


def test_damage_that_is_met_later_is_told_and_the_index_begins_anew(path: Path) -> None:
    """Pages of a file go bad one by one; the header may be well."""
    index = Index(path, KEY)
    index.update([row(number, f"words {number} " * 40) for number in range(400)])
    index.close()
    data = bytearray(path.read_bytes())
    for page in range(2, len(data) // 4096):
        data[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    path.write_bytes(bytes(data))
    damaged = Index(path, KEY)
    with pytest.raises(IndexFaultError):
        damaged.known()
    damaged.make_anew("The search index was damaged.")
    assert damaged.notice == "The search index was damaged. It is made anew from the records."
    assert damaged.size() == 0
    damaged.close()


def test_where_another_program_keeps_it_busy_the_window_makes_one_of_its_own(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits at a desk for a window that hangs; nothing of its own stays behind."""
    monkeypatch.setattr("showclear.storage.index.WAIT_SECONDS", 0.01)
    path.parent.mkdir()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    index = Index(path, KEY)
    assert index.private
    assert "busy by another window" in index.notice
    index.update([row(1, "its own")])
    assert numbers(index, Search(words="own")) == [1]
    index.close()
    other.close()


def test_where_nothing_can_be_written_the_window_makes_one_of_its_own(tmp_path: Path) -> None:
    """A folder stands where the index should be."""
    (tmp_path / "index.sqlite").mkdir()
    index = Index(tmp_path / "index.sqlite", KEY)
    assert index.private
    assert "cannot be written" in index.notice
    index.update([row(1, "its own")])
    assert index.size() == 1
    index.close()


def test_a_row_that_fails_leaves_nothing_of_its_batch(index: Index) -> None:
    """Half a batch would never be looked at again."""
    with pytest.raises(IndexFaultError):
        index.update([row(1, "first"), row(2, "second", title=object())])
    assert index.size() == 0


def refusing(words: frozenset[str]) -> Callable[..., sqlite3.Connection]:
    """An opener of databases that refuse these words, as a disk does that takes no more."""

    def refuses(action: int, word: str | None, *rest: str | None) -> int:
        return sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_TRANSACTION and word in words else sqlite3.SQLITE_OK

    def opened(*where: Any, **how: Any) -> sqlite3.Connection:
        connection = sqlite3.Connection(*where, **how)
        connection.execute("PRAGMA user_version")
        connection.set_authorizer(refuses)
        return connection

    return opened


def broken_off() -> Iterator[IndexRow]:
    """A batch in the middle of which somebody ends the app."""
    yield row(1, "half")
    raise KeyboardInterrupt


@pytest.mark.parametrize("words", [("COMMIT",), ("COMMIT", "ROLLBACK")], ids=" ".join)
def test_what_could_not_be_kept_leaves_no_half(
    path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """What could not be committed is never found, and the next batch goes in, at the latest after a beginning anew."""
    Index(path, KEY).close()
    with monkeypatch.context() as patch:
        patch.setattr("showclear.storage.index.sqlite3.connect", refusing(frozenset(words)))
        index = Index(path, KEY)
    with pytest.raises(IndexFaultError, match="not authorized"):
        index.update([row(1, "half")])
    for _ in range(2):
        try:
            assert numbers(index, Search()) == []
            break
        except IndexFaultError:
            index.make_anew("The search index was damaged.")
    other = Index(path, KEY)
    other.update([row(2, "whole")])
    assert numbers(other, Search()) == [2]
    other.close()
    index.close()


def test_the_first_fault_of_a_batch_is_told_where_even_the_way_back_fails(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever reads only that nothing could be taken back looks for the wrong fault; what broke off is heard, too."""
    Index(path, KEY).close()
    with monkeypatch.context() as patch:
        patch.setattr("showclear.storage.index.sqlite3.connect", refusing(frozenset({"ROLLBACK"})))
        index, other = Index(path, KEY), Index(path, KEY)
    with pytest.raises(IndexFaultError, match="not supported"):
        index.update([row(1, "first"), row(2, "second", title=object())])
    with pytest.raises(KeyboardInterrupt):
        other.update(broken_off())
    for one in (index, other):
        one.make_anew("The search index was damaged.")
        assert one.size() == 0
        one.close()


def test_a_closed_index_is_never_thrown_away(path: Path) -> None:
    """A thread that is still at work while the app is left must not take it for damaged."""
    index = Index(path, KEY)
    index.update([row(1, "kept")])
    index.close()
    with pytest.raises(IndexFaultError):
        index.search(Search())
    with pytest.raises(IndexFaultError, match="closed"):
        index.make_anew("The search index was damaged.")
    again = Index(path, KEY)
    assert again.size() == 1
    again.close()

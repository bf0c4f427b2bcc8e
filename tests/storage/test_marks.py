"""Marks that go on from what was read of them before say what the whole file says."""

from __future__ import annotations

from pathlib import Path

import pytest

from showclear.storage.failures import DamagedFileError
from showclear.storage.files import LocalFileSystem
from showclear.storage.marks import Marks
from showclear.storage.paths import ProductionState


def name(number: int, log: str = "cart-a1b2") -> str:
    """The name of a record."""
    return f"{log}-{number:06d}-{number:032x}.toml"


@pytest.fixture
def state(tmp_path: Path) -> ProductionState:
    """Marks of five records of our own, two of another laptop, one of them early."""
    state = ProductionState(tmp_path / "state")
    marks = Marks(LocalFileSystem(), state)
    for number in range(1, 6):
        marks.published(name(number), f"{number:064x}")
    marks.seen([name(1, "truck-c3d4"), name(2, "truck-c3d4")])
    marks.came_early([name(2, "truck-c3d4")])
    return state


def fresh(state: ProductionState) -> Marks:
    """All of them, line by line."""
    marks = Marks(LocalFileSystem(), state)
    marks.refresh()
    return marks


def said(marks: Marks) -> tuple[object, ...]:
    """Everything that marks say."""
    return (
        marks.names(), marks.early(), marks.head("cart-a1b2"), marks.head("truck-c3d4"),
        marks.published_from("cart-a1b2", 1), marks.published_from("cart-a1b2", 6),
    )  # fmt: skip


def test_marks_go_on_from_what_was_read_before(state: ProductionState) -> None:
    """What this and another window add comes on top, and the older ones are read where somebody asks."""
    before = fresh(state)
    kept, names = before.state(), before.names()
    fresh(state).published(name(6), f"{6:064x}")
    marks = Marks(LocalFileSystem(), state)
    assert marks.resume(kept, names)
    marks.refresh()
    assert marks.names() == {*names, name(6)}
    assert marks.head("cart-a1b2").sequence == 6
    assert [one.sequence for one in marks.published_from("cart-a1b2", 6)] == [6]
    assert marks.seen([name(1), name(3, "truck-c3d4")]) == (name(3, "truck-c3d4"),)
    marks.published(name(5), f"{5:064x}")
    assert said(marks) == said(fresh(state))
    assert [one.sequence for one in marks.published_from("cart-a1b2", 2)] == [2, 3, 4, 5, 6]


@pytest.mark.parametrize("change", ["cut", "edited", "gone"])
def test_marks_that_are_not_what_they_were_are_read_line_by_line(state: ProductionState, change: str) -> None:
    """Then they say what they say without anything kept, and a damaged line is an error as ever."""
    before = fresh(state)
    kept, names = before.state(), before.names()
    data = state.marks.read_bytes()
    match change:
        case "cut":
            state.marks.write_bytes(data[: data.rindex(b"\n", 0, -1) + 1])
        case "edited":
            state.marks.write_bytes(data.replace(b"published", b"Published", 1))
        case _:
            state.marks.unlink()
    marks = Marks(LocalFileSystem(), state)
    assert not marks.resume(kept, names)
    if change == "edited":
        with pytest.raises(DamagedFileError):
            marks.refresh()
        return
    marks.refresh()
    assert said(marks) == said(fresh(state))


def test_marks_are_only_taken_over_before_they_are_read(state: ProductionState) -> None:
    """Whoever has read them keeps what was read."""
    before = fresh(state)
    marks = fresh(state)
    assert not marks.resume(before.state(), frozenset())
    assert said(marks) == said(before)


def test_the_names_that_were_marked_last_are_told_alone(state: ProductionState) -> None:
    """Of a hundred thousand nobody looks at all for one more; where it cannot be told which are new, all are."""
    before = fresh(state)
    kept, names = before.state(), before.names()
    marks = Marks(LocalFileSystem(), state)
    marks.resume(kept, names)
    known = len(marks)
    fresh(state).published(name(6), f"{6:064x}")
    marks.refresh()
    assert set(marks.newest(len(marks) - known)) == {name(6)}
    assert name(6) in marks
    assert name(1) in marks
    assert name(7) not in marks
    assert set(marks.newest(len(marks))) == set(marks.newest(-1)) == {*names, name(6)}

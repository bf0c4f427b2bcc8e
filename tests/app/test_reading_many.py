"""A folder read from nothing by several processes: the same is known as if one had read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing import active_children
from pathlib import Path
from threading import Thread

import pytest

from showclear.app.folding_ahead import Ahead
from showclear.app.log_reading import LogReading
from showclear.app.reading_many import look_at
from showclear.ledger.inspection import inspect_record
from showclear.ledger.steps import Verdict
from showclear.storage.clock import FakeClock
from showclear.storage.files import FileSystem, LocalFileSystem
from showclear.storage.log_folder import LogFolder
from showclear.storage.paths import ProductionPaths, ProductionState
from tests.ledger.workshop import ARMORER, SAFETY, SECOND_ARMORER, STRANGER, Workshop, Written, crewed

CART, TRUCK = "cart-a1b2", "truck-c3d4"
Open = Callable[[FileSystem], LogReading]


class Noting(LocalFileSystem):
    """Notes which files are read through it."""

    def __init__(self) -> None:
        self.read_names: set[str] = set()

    def before(self, operation: str, path: Path) -> None:
        """Note it."""
        if operation == "read":
            self.read_names.add(path.name)


def approved(shop: Workshop) -> Written:
    """An adoption that the safety officer proposes on the cart, and the armorer approves on the truck."""
    body = {"title": "Rules", "effects": [{"effect": "unheard-of", "value": 3}]}
    proposed = shop.write(CART, "approval", [(SAFETY, "signed")], {**body, "remote": {"signed_as": "definitions"}})
    of = f"{proposed.head.place} sha256:{proposed.digest}"
    return shop.write(
        TRUCK, "approval", [(ARMORER, "signed")], {**body, "remote": {"signed_as": "definitions", "of": of}}
    )  # fmt: skip


def forged_name(number: int) -> str:
    """The name of a record that nobody wrote."""
    return f"{CART}-{number:06d}-{'ab' * 16}.toml"


@pytest.fixture
def shop() -> Workshop:
    """What two laptops wrote, and what somebody did to it since; `files` are those that can be read."""
    shop = crewed()
    approved(shop)
    shop.enrol(SECOND_ARMORER)
    for tag in ("R-1", "R-2", "R-3"):
        shop.inspect(CART, tag)
        shop.inspect(TRUCK, tag)
    shop.stand_down(TRUCK)
    shop.revoke(SECOND_ARMORER)
    shop.write(CART, "procedure", [(STRANGER, "performed"), (SECOND_ARMORER, "verified")], {"title": "D"})
    shop.write(TRUCK, "kind-of-tomorrow", [(ARMORER, "signed")], {"title": "Not known here"})
    shop.inspect(CART, "R-4")
    one, other, third, gone = [name for name in shop.files if b'"empty"' in shop.files[name]][:4]
    del shop.files[gone]
    shop.files[one] = shop.files[one].replace(b'"empty"', b'"dummy"', 1)
    shop.files[other], shop.files[third] = shop.files[third], shop.files[other]
    shop.files[forged_name(100)] = b""
    shop.files[forged_name(101)] = shop.files[one][:-40]
    shop.files[forged_name(102)] = b"\xff" * 20
    elsewhere = crewed()
    elsewhere.production = "0123456789abcdef" * 4
    foreign = elsewhere.inspect("van-e5f6", "F-1")
    shop.files[foreign.name] = foreign.data
    return shop


@pytest.fixture
def folder(shop: Workshop, tmp_path: Path) -> Path:
    """They lie there, with a record that is a folder, one that is a link to nothing, and a stray."""
    log = tmp_path / "set" / "log"
    log.mkdir(parents=True)
    for name, data in shop.files.items():
        (log / name).write_bytes(data)
    (log / forged_name(103)).mkdir()
    (log / forged_name(104)).symlink_to(tmp_path / "nowhere")
    (log / "notes.txt").write_bytes(b"A note.")
    return log.parent


@pytest.fixture
def book(folder: Path, shop: Workshop) -> Iterator[Open]:
    """Opens it, each time with marks of its own."""
    made: list[int] = []

    def open_it(disk: FileSystem) -> LogReading:
        made.append(0)
        state = ProductionState(folder.parent / f"state-{len(made)}")
        return LogReading(LogFolder(disk, ProductionPaths(folder), state), FakeClock(shop.now), shop.production)

    yield open_it
    assert active_children() == []


def known_by(book: LogReading) -> dict[str, object]:
    """Everything that it says of the folder."""
    result, view = book.result, book.situation.view
    names = book.listed()
    return {
        "records": dict(result.records),
        "findings": result.all_findings(),
        "of logs": (result.logs, result.heads, result.forks, result.strays, result.verdict),
        "order": (book.names(), book.founding(), tuple(book.folder.marks.names())),
        "facts": {name: (book.facts(name), book.title(name)) for name in names},
        "not whole": book.not_whole,
        "folded": [view.history.record(index) for index in range(book.situation.size)],
        "situation": (book.situation.findings, book.situation.restricted_items, book.situation.people()),
        "unknown": book.situation.held_by_unknown,
        "bodies": {name: book.body(name) for name, one in result.records.items() if one.is_intact},
    }


def test_several_processes_know_of_a_damaged_folder_what_one_knows(book: Open, shop: Workshop, folder: Path) -> None:
    """Altered, cut off, swapped, foreign and unreadable files among them; who looked is not in the answer."""
    alone, together = book(LocalFileSystem()), book(LocalFileSystem())
    alone.processes, together.processes = 1, 3
    assert alone.refresh()
    assert together.refresh()
    assert known_by(together) == known_by(alone)
    facts = [one for name in alone.names() if (one := alone.facts(name)) is not None]
    assert any(one.kind == "definitions" and len(one.signers) == 2 for one in facts), "an approval that counts"
    assert alone.result.records[forged_name(103)].verdict is Verdict.ALTERED
    assert alone.result.records[forged_name(104)].verdict is Verdict.ALTERED
    assert {forged_name(number) for number in range(100, 105)} <= alone.not_whole
    assert alone.situation.held_by_unknown
    # What comes later is taken in as ever.
    stop = shop.stand_down(TRUCK)
    (folder / "log" / stop.name).write_bytes(stop.data)
    together.processes = None
    assert alone.refresh()
    assert together.refresh()
    assert known_by(together) == known_by(alone)


def test_a_disk_that_something_stands_in_for_is_read_by_this_process(book: Open) -> None:
    """Another process would not meet what the stand-in does."""
    disk = Noting()
    stands_in, alone = book(disk), book(LocalFileSystem())
    stands_in.processes = 3
    stands_in.refresh()
    alone.refresh()
    assert set(alone.result.records) <= disk.read_names
    assert known_by(stands_in) == known_by(alone)


def test_processes_are_used_from_a_thread_too(book: Open) -> None:
    """The first frame stands while a thread reads the log."""
    alone, together = book(LocalFileSystem()), book(LocalFileSystem())
    together.processes = 2
    thread = Thread(target=together.refresh)
    thread.start()
    thread.join()
    alone.refresh()
    assert known_by(together) == known_by(alone)


def sound() -> Workshop:
    """Two laptops that cite each other now and then, with nothing wrong."""
    shop = crewed()
    shop.enrol(SECOND_ARMORER)
    for tag in ("R-1", "R-2", "R-3", "R-4"):
        shop.inspect(CART, tag)
        shop.inspect(TRUCK, tag)
        shop.inspect(TRUCK, tag)
    return shop


def turned() -> Workshop:
    """The same; then a key ends, and a record signed with it turns up that knows nothing of that."""
    shop = sound()
    shop.revoke(SECOND_ARMORER)
    shop.write(CART, "procedure", [(ARMORER, "performed"), (SECOND_ARMORER, "verified")], {"title": "D"})
    for tag in ("R-5", "R-6"):
        shop.inspect(CART, tag)
    return shop


def gap() -> Workshop:
    """The same as `sound` with a record missing, and another in the place of one."""
    shop = sound()
    names = sorted(shop.files)
    del shop.files[names[-3]]
    shop.files[names[6]] = shop.files[names[7]]
    return shop


def lie(shop: Workshop, root: Path) -> Callable[..., LogReading]:
    """Lay the files out; gives what opens them."""
    log = root / "set" / "log"
    log.mkdir(parents=True)
    for name, data in shop.files.items():
        (log / name).write_bytes(data)

    def read(state: str, at_once: int, processes: int = 1) -> LogReading:
        folder = LogFolder(LocalFileSystem(), ProductionPaths(log.parent), ProductionState(root / state))
        book = LogReading(folder, FakeClock(shop.now), shop.production)
        book.processes, book.at_once = processes, at_once
        assert book.refresh()
        return book

    return read


@pytest.mark.parametrize(("made", "processes"), [(sound, 1), (turned, 2), (gap, 1)])
def test_what_was_folded_meanwhile_is_what_the_fold_of_all_gives(
    made: Callable[[], Workshop], processes: int, tmp_path: Path
) -> None:
    """Whether the guess was right, as for most, or something that was read later says another thing of it."""
    read = lie(made(), tmp_path)
    plain = known_by(read("plain", at_once=10_000))
    assert known_by(read("one by one", at_once=1)) == plain
    assert known_by(read("five by five", at_once=5, processes=processes)) == plain


def test_a_damaged_folder_is_known_alike_whether_folded_meanwhile_or_not(book: Open) -> None:
    """Approvals, foreign records and files that are none among them."""
    plain, ahead = book(LocalFileSystem()), book(LocalFileSystem())
    plain.at_once, ahead.at_once = 10_000, 1
    plain.refresh()
    ahead.refresh()
    assert known_by(ahead) == known_by(plain)


def folded_of(shop: Workshop) -> tuple[int, int]:
    """How many of its records are folded while others are read, one by one; and how many of these are kept."""
    ahead = Ahead(shop.production, shop.files, at_once=1)
    for name in ahead.names:
        ahead.take(look_at(name, shop.files[name]))
    guessed = len(ahead.folded)
    ahead.verifier.add_inspections(inspect_record(data, name) for name, data in shop.files.items())
    result = ahead.verifier.result()
    facts = {one.digest: replace(one, intact=result.records[one.name].is_intact) for one in ahead.folded}
    return guessed, ahead.beginning_of(result.chain.in_order(facts), facts).size


def test_all_of_a_sound_log_is_folded_meanwhile_and_nothing_of_a_wrong_guess_is_kept() -> None:
    """Where a gap begins nothing is guessed any more."""
    whole, broken = sound(), gap()
    assert folded_of(whole) == (len(whole.files), len(whole.files))
    guessed, kept = folded_of(broken)
    assert 0 < guessed == kept < len(broken.files)
    guessed, kept = folded_of(turned())
    assert guessed > 0 == kept

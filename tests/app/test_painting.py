"""The painting permits nothing: forged, stale, foreign or torn it is not shown, and no gun in it is ever cold."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from showclear.app import painting as painting_module
from showclear.app import production as production_module
from showclear.app.painting import STATES, PaintedGun, Painting
from showclear.app.production import Production
from showclear.app.snapshot import key as key_module
from showclear.app.start import Start
from showclear.domain.checklists import Procedure
from showclear.domain.situation.status import State, statuses
from showclear.domain.situation.stops import set_status
from showclear.errors import StorageError
from showclear.storage.files import LocalFileSystem
from showclear.storage.paths import MachinePaths, ProductionPaths, ProductionState
from tests.app.stage import COLT, PISTOL, RUBBER, Stage
from tests.storage.fakes import FailingFileSystem

MAGIC = b"showclear-painting/2\n"


@pytest.fixture(autouse=True)
def _few_are_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(production_module, "WORTH_REMEMBERING", 1)


def state_of(stage: Stage) -> ProductionState:
    """Where this laptop keeps what it knows of the production."""
    (folder,) = (stage.machine.root / "productions").iterdir()
    return stage.machine.production(folder.name)


def never() -> Production:
    """Nothing in these tests reads the log through a start."""
    raise AssertionError("it is only looked at")


def start_of(stage: Stage) -> Start:
    """A window that is just opened."""
    return Start(stage.folder, LocalFileSystem(), stage.clock, never, stage.machine)


def painted(stage: Stage) -> Painting | None:
    """What its first frame shows."""
    return start_of(stage).painting


def leave(stage: Stage) -> Painting:
    """Keep what is there, and no window; what was painted."""
    stage.production.remember(0)
    found = stage.production._boards.painting()
    stage.crash()
    return found


def least_permitting(production: Production) -> tuple[PaintedGun, ...]:
    """Every gun as the whole log has it where nobody knows what time it is."""
    found = {one.tag: one for one in production._boards.painting().guns}
    said = statuses(production.book.situation, None, production.book.situation.limits)
    assert {one.weapon.tag: str(one.state) for one in said} == {tag: one.state for tag, one in found.items()}
    return tuple(found.values())


# A good one


def test_the_first_frame_shows_every_gun_and_none_of_them_cold(stage: Stage) -> None:
    """Cold is a permission, and it may have run out; who has a gun is what somebody needs who looks up."""
    stage.clear()
    assert stage.status().state is State.COLD
    leave(stage)
    found = painted(stage)
    assert found is not None
    board = stage.open(shifts=False, window=False).board()
    assert [one.tag for one in found.guns] == [one.weapon.tag for one in board.weapons]
    assert {one.state for one in found.guns} <= set(STATES)
    colt = next(one for one in found.guns if one.tag == COLT)
    assert (colt.state, colt.custody) == ("unverified", "Mara Reyes, armorer")
    assert (found.production, found.demonstration) == (board.production, True)


def test_what_stops_the_set_and_what_is_barred_is_painted(stage: Stage) -> None:
    """The heaviest first; a gun that is barred is not painted as less."""
    stage.production.start_emergency(Procedure.MISFIRE, (COLT,), walk=False)
    stage.production.stand_down("A bang.")
    left = leave(stage)
    found = painted(stage)
    assert found == left
    assert found is not None
    assert found.stops[0] == "stand-down"
    assert next(one for one in found.guns if one.tag == COLT).state == "quarantined"


def test_no_clock_changes_what_is_painted(stage: Stage) -> None:
    """Nothing in it has a time that could be believed too long."""
    stage.clear()
    left = leave(stage)
    stage.clock.advance(-10 * 24 * 3600)
    assert painted(stage) == left
    stage.clock.advance(400 * 24 * 3600)
    assert painted(stage) == left


def test_an_open_run_hides_nothing(stage: Stage) -> None:
    """Its journal says nothing that counts yet."""
    left = leave(stage)
    stage.open()
    stage.start(
        Procedure.INSPECTION,
        COLT,
        {"scene": "1", "use": "take", "place": "Stage 3", "plan.contents": "nothing", "plan.count": "0", "box": ""},
    )
    stage.crash()
    assert painted(stage) == left


def test_what_a_desktop_hides_in_the_folder_does_not_matter(stage: Stage) -> None:
    """A file browser leaves such a file in every folder that somebody looks into."""
    left = leave(stage)
    (stage.folder / "log" / ".DS_Store").write_bytes(b"x")
    assert painted(stage) == left


# Where nothing is painted


def copied_in(stage: Stage) -> None:
    """Another laptop's record came."""
    (stage.folder / "log" / "cart-zz99-000001-0123456789abcdef0123456789abcdef.toml").write_bytes(b"x")


def gone(stage: Stage) -> None:
    """A record was taken away."""
    sorted((stage.folder / "log").iterdir())[-1].unlink()


def waiting_stop(stage: Stage) -> None:
    """A stop that was written and not published."""
    start_of(stage).hold()


def torn_stop(stage: Stage) -> None:
    """Nobody knows what it says."""
    folder = stage.folder / ".showclear" / "pending" / ("ab" * 16)
    folder.mkdir(parents=True)
    (folder / "restriction.jsonl").write_bytes(b"0000 nothing\n")


def on_its_way(stage: Stage) -> None:
    """A record that was signed and is not in the log yet."""
    folder = stage.folder / ".showclear" / "pending" / ("cd" * 16)
    folder.mkdir(parents=True)
    (folder / "journal.jsonl").write_bytes(b"")
    (folder / f"finished-{'0' * 64}.toml").write_bytes(b"")


def more_marks(stage: Stage) -> None:
    """This laptop has seen a record that is not there any more: an older copy of the folder was put back."""
    with state_of(stage).marks.open("ab") as file:
        file.write(b"00000000 seen cart-zz99-000001-0123456789abcdef0123456789abcdef.toml\n")


def no_snapshot(stage: Stage) -> None:
    """Something in it was found out to be wrong, and it was taken away."""
    state_of(stage).snapshot.unlink()


def other_snapshot(stage: Stage) -> None:
    """A snapshot that another window wrote."""
    path = state_of(stage).snapshot
    data = path.read_bytes()
    start = len(b"showclear-snapshot/1\n")
    path.write_bytes(data[:start] + b"0" * 64 + data[start + 64 :])


def readable_by_all(stage: Stage) -> None:
    """Somebody else may have written it."""
    state_of(stage).painting.chmod(0o644)


def too_large(stage: Stage) -> None:
    """No production has so many guns."""
    rewrite(stage, lambda table: table["said"].update(guns=[["A", "x" * (1 << 20), "unverified", ""]]))


def rewrite(stage: Stage, change: Callable[[dict], object]) -> None:  # type: ignore[type-arg]
    """Forge the painting, with the digest that fits."""
    path = state_of(stage).painting
    table = json.loads(path.read_bytes()[len(MAGIC) + 65 :])
    change(table)
    data = json.dumps(table).encode()
    path.write_bytes(MAGIC + sha256(data).hexdigest().encode() + b"\n" + data)


def forged(change: Callable[[dict], object]) -> Callable[[Stage], None]:  # type: ignore[type-arg]
    """As `rewrite`."""
    return lambda stage: rewrite(stage, change)


AGAINST: dict[str, Callable[[Stage], None]] = {
    "a record came": copied_in,
    "a record is gone": gone,
    "a stop waits": waiting_stop,
    "a torn stop waits": torn_stop,
    "a record is on its way": on_its_way,
    "more was seen than is there": more_marks,
    "no snapshot": no_snapshot,
    "another snapshot": other_snapshot,
    "others may write it": readable_by_all,
    "too large": too_large,
    "says cold": forged(lambda table: table["said"]["guns"][0].__setitem__(2, "cold")),
    "says a state that there is not": forged(lambda table: table["said"]["guns"][0].__setitem__(2, "safe")),
    "says a stop that there is not": forged(lambda table: table["said"].update(stops=["lunch"])),
    "a column too many": forged(lambda table: table["said"]["guns"][0].append("x")),
    "a number for a tag": forged(lambda table: table["said"]["guns"][0].__setitem__(0, 7)),
    "no guns": forged(lambda table: table["said"].pop("guns")),
    "says nothing": forged(lambda table: table.pop("said")),
    "of nothing": forged(lambda table: table.pop("of")),
    "of another folder": forged(lambda table: table["of"].update(folder="/elsewhere")),
    "of another production": forged(lambda table: table["of"].update(production="0" * 64)),
    "of another Python": forged(lambda table: table["of"].update(python="2.7")),
    "of other names": forged(lambda table: table["of"].update(names=["0" * 64])),
    "of names that are a text": forged(lambda table: table["of"].update(names="".join(table["of"]["names"]))),
    "no table": forged(lambda table: (table.clear(), table.update(a=1))),
    "torn": lambda stage: os.truncate(state_of(stage).painting, 100),
    "empty": lambda stage: os.truncate(state_of(stage).painting, 0),
    "gone": lambda stage: state_of(stage).painting.unlink(),
}  # fmt: skip


@pytest.mark.parametrize("against", AGAINST)
def test_nothing_is_painted_where_anything_speaks_against_it(stage: Stage, against: str) -> None:
    """Then the first frame only says that the log is read."""
    leave(stage)
    assert painted(stage) is not None
    AGAINST[against](stage)
    stage.damaged = True
    assert painted(stage) is None


class Backwards(LocalFileSystem):
    """A disk that gives names in another order than it did before."""

    def as_listed(self, path: Path) -> Sequence[str]:
        """The names, the last one first."""
        return super().as_listed(path)[::-1]


def test_the_order_in_which_the_disk_gives_the_names_says_nothing(stage: Stage) -> None:
    """A copied disk or another system may give the same names in another order; they are still the same names."""
    leave(stage)
    shown = painted(stage)
    assert shown is not None
    assert Start(stage.folder, Backwards(), stage.clock, never, stage.machine).painting == shown


def test_nothing_is_painted_by_other_code(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other rules may call hot what these call unverified."""
    leave(stage)
    monkeypatch.setattr(key_module, "code_digest", lambda: "other")
    assert painted(stage) is None


def test_nothing_is_painted_of_a_copy_of_the_folder(stage: Stage, tmp_path: Path) -> None:
    """What stops the set here may be in the other one."""
    leave(stage)
    shutil.copytree(stage.folder, tmp_path / "copy")
    assert Start(tmp_path / "copy", LocalFileSystem(), stage.clock, never, stage.machine).painting is None


def test_nothing_is_painted_where_two_productions_lie_in_one_folder(stage: Stage) -> None:
    """Which of them it is, the log says."""
    leave(stage)
    first = state_of(stage).folder
    other = first.with_name(first.name[:40] + "0" * 24)
    shutil.copytree(first, other)
    assert painted(stage) is None


def test_a_byte_that_changed_is_never_painted(stage: Stage) -> None:
    """Whatever it was: there is the same painting, or none."""
    left = leave(stage)
    path, chance = state_of(stage).painting, Random(5)
    whole = path.read_bytes()
    for _ in range(300):
        data, at = bytearray(whole), chance.randrange(len(whole))
        data[at] ^= 1 << chance.randrange(8)
        path.write_bytes(bytes(data))
        assert painted(stage) in (None, left)
    path.write_bytes(whole)
    assert painted(stage) == left


def test_a_disk_that_cannot_keep_it_keeps_nobody_from_closing(stage: Stage) -> None:
    """It is only what is seen half a second earlier."""
    production = stage.open(FailingFileSystem(when=lambda operation, path: "painting" in path.name))
    production.remember(0)
    stage.crash()
    assert painted(stage) is None


def test_what_is_painted_is_never_less_restricted_than_the_whole_log(stage: Stage) -> None:
    """A day of acts, each in a window that is closed or crashes; what is kept is sometimes stale."""
    chance, shown = Random(11), 0
    acts: tuple[Callable[[Production], object], ...] = (
        lambda production: production.take_back(chance.choice((COLT, PISTOL))),
        lambda production: production.lock(chance.choice((COLT, RUBBER)), "safe 1"),
        lambda production: production.out_of_sight(COLT),
        lambda production: production.hold(),
        lambda production: production.stand_down("Stop."),
        lambda production: production.start_emergency(Procedure.MISFIRE, (PISTOL,), walk=False),
    )
    stage.clear()
    for _ in range(14):
        production = stage.production
        if chance.random() < 0.6:
            chance.choice(acts)(production)
        if chance.random() < 0.6:
            production.remember(0)
        guns = least_permitting(production)
        stops = {one.restriction.kind for one in set_status(production.book.situation).stops}
        stage.crash()
        found = painted(stage)
        if found is not None:
            shown += 1
            assert (found.guns, set(found.stops)) == (guns, stops)
        stage.open()
    assert shown > 3


# The stop that need not wait


def restrictions(stage: Stage) -> list[str]:
    """The kinds of what waits to be published."""
    book = stage.open(shifts=False, window=False).book
    found = [one.kind for one in book.folder.pending_restrictions()]
    stage.opened[-1].close()
    stage.opened.pop()
    return found


def test_a_hold_before_the_log_is_read_counts_at_once(stage: Stage) -> None:
    """In this window and in every other one of the folder."""
    leave(stage)
    start_of(stage).hold()
    assert restrictions(stage) == ["hold"]
    reader = stage.open(shifts=False, window=False)
    assert [one.kind for one in reader.board().stops] == ["hold"]
    stage.crash()
    assert [one.kind for one in stage.open().board().stops] == ["hold"]
    assert restrictions(stage) == [], "the next window publishes it"


def test_a_second_hold_before_the_log_is_read_is_a_stand_down(stage: Stage) -> None:
    """As in every window."""
    start = start_of(stage)
    start.hold()
    assert start.already_held
    start.hold()
    assert sorted(restrictions(stage)) == ["hold", "stand-down"]


@pytest.mark.parametrize("kept", [True, False], ids=["painted", "not painted"])
def test_a_hold_over_an_open_hold_becomes_a_stand_down(stage: Stage, kept: bool) -> None:
    """Also where nothing was painted, so that only the log knows of the first one."""
    stage.production.hold()
    leave(stage)
    if not kept:
        state_of(stage).painting.unlink()
    start = start_of(stage)
    assert start.already_held is kept
    start.hold()
    production = stage.open()
    start.settle(production)
    assert "stand-down" in {one.kind for one in production.board().stops}
    assert production.board().pending == 0


def test_a_hold_that_the_disk_refused_is_written_when_the_log_is_read(stage: Stage) -> None:
    """Whoever pressed the key was told; nothing is given up."""
    full = FailingFileSystem(when=lambda operation, path: "restriction" in path.name)
    start = Start(stage.folder, full, stage.clock, never, MachinePaths(stage.machine.root))
    with pytest.raises(StorageError):
        start.hold()
    production = stage.open()
    assert not production.board().stops
    start.settle(production)
    assert [one.kind for one in production.board().stops] == ["hold"]


def test_a_start_in_a_folder_that_cannot_be_listed_shows_nothing(stage: Stage) -> None:
    """Whoever reads it next says what is wrong."""
    log = ProductionPaths(stage.folder).log
    log.rename(log.with_name("kept"))
    log.write_bytes(b"")
    start = start_of(stage)
    assert (start.painting, start.files) == (None, 0)
    log.unlink()
    log.with_name("kept").rename(log)


def test_the_module_of_the_first_frame_knows_no_rule() -> None:
    """So that it is loaded in no time; and no rule can be asked by mistake."""
    assert not [name for name in vars(painting_module) if "situation" in name]

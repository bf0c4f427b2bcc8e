"""What lines do around runs: holds lifted, misfires waited out, sittings, reports, concerns; on a wound clock."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path

import pytest

from showclear.app.action_views import Standing
from showclear.app.demo import Demonstration, make_demo
from showclear.app.founding import NewKey
from showclear.app.production import Production
from showclear.app.walking import sign_session
from showclear.cli.lines.menu import WORDS, Menu, place_of
from showclear.cli.lines.place import EVERYWHERE
from showclear.cli.lines.terminal import WIDTH, Lines
from showclear.domain.situation.status import State
from showclear.storage.paths import MachinePaths
from tests.app.stage import NOW, Stage, keys_of

ROOT = Path(__file__).resolve().parents[2]

Line = str | Callable[[str], str]
"""What is typed; a function is given what was written since the last line."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Demonstration, dict[str, NewKey]]:
    """One demonstration with its keys opened."""
    demonstration = make_demo(tmp_path_factory.mktemp("made") / "set", now=NOW, rounds=1)
    return demonstration, keys_of(demonstration)


@pytest.fixture
def stage(made: tuple[Demonstration, dict[str, NewKey]], tmp_path: Path) -> Iterable[Stage]:
    """A copy of it, with four people on shift; at the end every record of it is verified."""
    copied = Stage.copy(made[0], made[1], tmp_path / "set")
    copied.open()
    yield copied
    copied.assert_whole()
    copied.close()


class Typed(io.TextIOBase):
    """Somebody who types one line after the other."""

    def __init__(self, lines: Iterable[Line], written: io.StringIO) -> None:
        self._lines, self._written, self._at = iter(lines), written, 0

    def readline(self, _: int = -1, /) -> str:
        """The next line; nothing when all were typed."""
        new, self._at = self._written.getvalue()[self._at :], len(self._written.getvalue())
        line = next(self._lines, None)
        return "" if line is None else (line if isinstance(line, str) else line(new)) + "\n"


def say(stage: Stage, *lines: Line) -> str:
    """Type lines in the menu until they are all typed; everything that was written."""
    written = io.StringIO()
    place = place_of(stage.production, Lines(Typed(lines, written), written))  # type: ignore[arg-type]
    with pytest.raises(EOFError):
        Menu(place).go()
    text = written.getvalue()
    assert all(len(line) <= WIDTH for line in text.split("\n"))
    return text


def pin(stage: Stage, person: str) -> str:
    """The PIN of somebody's shift."""
    return stage.pins[person]


def test_a_hold_is_lifted_by_two_with_reason_and_answer(stage: Stage) -> None:
    """What is signed is read in words above each PIN; a wrong PIN signs nothing."""
    right = pin(stage, "mara-reyes")
    wrong = "000000" if right != "000000" else "000001"
    text = say(
        stage, "! a ladder", "X", "It is gone", "Looked at by both", "1", "1", wrong, right, pin(stage, "jonas-weil")
    )
    assert "HOLD. FINGERS OFF." in text
    assert "NOT SIGNED." in text
    assert re.search(r"^SIGNED\. ", text, re.MULTILINE)
    assert not stage.production.board().stops


def test_a_stop_is_reviewed_and_the_day_is_sealed_with_its_words(stage: Stage) -> None:
    """The forms of the screens, field by field; the words go on the paper production report."""
    armorer, director, officer = (pin(stage, one) for one in ("mara-reyes", "jonas-weil", "ines-park"))
    reviewed = ("! a ladder", "W", "The ladder stands elsewhere now", "Ines Park", officer)
    lifted = ("X", "It is gone", "Looked at by both", "1", "1", armorer, director)
    text = say(stage, *reviewed, *lifted, "G", "1", "1", armorer, director)
    assert len(re.findall(r"^SIGNED\. ", text, re.MULTILINE)) == 3
    sealed = text.partition("Write these eight words")[2]
    assert re.findall(r"^  (\d)  [a-z]+$", sealed, re.MULTILINE) == list("12345678")


def test_a_gun_leaves_the_production_and_the_board_says_so(stage: Stage) -> None:
    """Both sides sign what goes to a repair."""
    armorer, handler = pin(stage, "mara-reyes"), pin(stage, "sam-tran")
    text = say(
        stage, "2", "D", "S-01", "Gunsmith", "the hammer slips", "Mara Reyes", "Sam Tran", armorer, handler, ":board"
    )
    assert len(re.findall(r"^SIGNED\. ", text, re.MULTILINE)) == 1, text
    assert "off production" in " ".join(text.rpartition("SIGNED.")[2].split())


def test_a_misfire_is_written_at_once_and_its_wait_cannot_be_answered_early(stage: Stage) -> None:
    """Nobody moves until the clock of the run says so; what is said meanwhile is written at once."""

    def wait(_: str) -> str:
        stage.clock.advance(120)
        return "done"

    text = say(stage, ":emergency M", "1", "done", "P", wait, ":leave")
    said = " ".join(text.split())
    assert "What has to stop is written already." in said
    assert "seconds yet. Nobody moves." in said
    assert "A weak pop, or strange smoke: written." in said
    assert said.index("DO NOT OPEN IT.") < said.index("Question: WAIT")
    assert said.count("Question: WAIT") == 3
    kinds = {one.kind for one in stage.production.book.situation.open_restrictions("A-07")}
    assert "misfired" in kinds
    assert stage.production.board().stops


def honest(stage: Stage, told: dict[tuple[str, str], str] | None = None) -> Callable[[str], str]:
    """What two people type who look: `told` by name and headline, else the first row. Guns are planned empty."""
    serials = {tag: one.serial for tag, one in stage.production.book.situation.weapons().items()}
    people = {"Performs it": "1", "Verifies it": "1"}
    fields = {"Slate": "42A", "For": "1", "Place": "Stage 3", "It shall hold": "1"} | people

    def answer(block: str) -> str:
        stage.clock.advance(2)
        if "\nMenu. " in block or "What now?" in block:
            return "?"
        if found := re.findall(r"^Your PIN(?: signs all of these| signs it)?, (.+?)(?: \(.+\))?:", block, re.MULTILINE):
            return pin(stage, found[-1].lower().replace(" ", "-"))
        if "\nQuestion: " not in block:
            return fields.get(re.findall(r"^Asked: (\w+(?: \w+)*)", block, re.MULTILINE)[-1], "")
        headline = re.findall(r"^Question: (.+?)\.? Block", block, re.MULTILINE)[-1].split(",")[0]
        person = re.findall(r"^Keys: (.+?), ", block, re.MULTILINE)[-1]
        gun = (re.findall(r"^Gun: (.+)$", block, re.MULTILINE) or ["A-07"])[-1]
        if found := re.findall(r"stand on it: ([\d and]+)", block):
            return "".join(serials[gun][int(at) - 1] for at in found[-1].split(" and "))
        rows = re.findall(r"^  (\w+) +\S", block.rpartition("Answer: ")[2], re.MULTILINE)
        return (told or {}).get((person, headline), rows[0] if rows else "0")

    return answer


def test_several_guns_in_one_sitting_are_named_at_each_question_and_signed_together(stage: Stage) -> None:
    """Nobody may answer for the gun beside it."""
    text = say(stage, "P D A-07 A-08", *[honest(stage)] * 60)
    assert "Gun: A-07" in text
    assert "Gun: A-08" in text
    assert len(re.findall(r"^SIGNED\. ", text, re.MULTILINE)) == 2
    assert {stage.status(tag).state for tag in ("A-07", "A-08")} == {State.COLD}


def test_two_answers_stop_the_run_in_words_that_show_both(stage: Stage) -> None:
    """Neither Enter nor a word that is no way out leads around it."""
    answer = honest(stage, {("Jonas Weil", "C-07"): "L"})
    text = say(stage, "I A-07", *[answer] * 40, "", "go on", "Q")
    stopped = text.partition("NOT THE SAME.")[2]
    assert "Mara Reyes, armorer, entered: Empty" in stopped
    assert "Jonas Weil, assistant director, entered: It is locked away" in stopped
    assert "A-07 stays UNVERIFIED." in stopped
    assert "Nothing was typed." in stopped
    assert '"go on" is none of these.' in stopped
    assert "SIGNED." not in text
    assert not stage.production.open_runs()
    assert stage.status("A-07").state is State.UNVERIFIED


def test_a_report_and_a_concern_need_no_name_and_a_slip_is_told(stage: Stage) -> None:
    """Whoever says something is not asked who they are."""
    text = say(
        stage,
        "E",
        "N",
        "a foot on a cable",
        "",
        "",
        "C",
        "The corridor is too narrow.",
        "Z",
        "O nosuch",
        "k",
        "C\udcff",
    )
    assert "The report is open." in text
    assert "It is kept without a name" in text
    assert "there is no need for a new one" in text
    assert "Nothing on the register is called NOSUCH." in text
    assert '"k" is no letter of the menu.' in text
    assert "bytes that are no text, so nothing was entered" in text
    assert [one.kind for one in stage.production.board().open_items] == ["incident"]


def test_a_stop_that_comes_in_while_somebody_types_is_said_and_the_line_is_not_taken(stage: Stage) -> None:
    """Whoever answers did not know of it; from another window as from another laptop."""

    def meanwhile(block: str) -> str:
        other = stage.open(shifts=False, window=False)
        other.hold("a round on the floor")
        stage.opened.pop()
        return answer(block)

    answer = honest(stage)
    text = say(stage, "I A-07", *[answer] * 7, meanwhile, "?")
    assert "a round on the floor" in text.partition("Question: SERIAL")[2]
    assert "That came in while you typed, so nothing was entered." in text
    assert "Entered." not in text


def test_a_stop_that_takes_the_place_of_a_lifted_one_is_said_and_the_line_is_not_taken(stage: Stage) -> None:
    """As many stops are open as before; it is another one."""
    here = stage.production
    here.hold("a ladder")

    def meanwhile(_: str) -> str:
        held = here.board().stops[0].record
        lifted = here.lift_hold(held, "It is gone", "Looked at by both", "mara-reyes", "jonas-weil")
        sign_session(lifted, stage.pins)
        other = stage.open(shifts=False, window=False)
        other.hold("a round on the floor")
        stage.opened.pop()
        return "The corridor is too narrow."

    text = say(stage, "C", meanwhile)
    assert "a round on the floor" in text
    assert "That came in while you typed, so nothing was entered." in text


def test_a_stop_is_said_where_the_disk_refuses_to_mark_that_it_was_seen(stage: Stage, tmp_path: Path) -> None:
    """The error is said, and then what came in from another laptop before the disk refused."""
    truck = tmp_path / "truck"
    shutil.copytree(stage.folder, truck)
    lock = stage.machine.production(stage.production.book.production).lock

    def meanwhile(block: str) -> str:
        other = Production.open(truck, machine=MachinePaths(tmp_path / "account"), clock=stage.clock)
        other.hold("a round on the floor")
        other.close()
        for one in (truck / "log").iterdir():
            if not (stage.folder / "log" / one.name).exists():
                shutil.copy2(one, stage.folder / "log" / one.name)
        lock.unlink(missing_ok=True)
        lock.mkdir()
        return answer(block)

    answer = honest(stage)
    text = say(stage, "I A-07", *[answer] * 7, meanwhile)
    lock.rmdir()
    assert "That came in while you typed, so nothing was entered." in text
    assert "a round on the floor" in text.partition("Question: SERIAL")[2]


def test_what_is_overdue_comes_next_and_two_sign_that_it_is_done(stage: Stage) -> None:
    """R-116, R-136: no gun is cleared before, so it is the first thing that N does."""
    opened = stage.production.actions.open(stage.names()[-1], "Paint the line.", "armorer", "", "mara-reyes")
    sign_session(opened, stage.pins)
    text = say(stage, "N", "It is painted", "1", "1", pin(stage, "ines-park"), pin(stage, "jonas-weil"))
    assert "Overdue: Paint the line." in text
    assert re.search(r"^SIGNED\. ", text, re.MULTILINE)
    assert [one.standing for one in stage.production.actions.views()] == [Standing.DONE]


def test_an_idle_pass_asks_for_the_pin_again(stage: Stage) -> None:
    """Two minutes without an entry: somebody else may sit there."""

    def late(_: str) -> str:
        stage.clock.advance(timedelta(minutes=3).total_seconds())
        return "I cannot see"

    armorer = pin(stage, "mara-reyes")
    text = say(stage, "I A-07", "42A", "1", "Stage 3", "1", "1", "1", armorer, late)
    assert text.count("Your PIN, Mara Reyes:") == 2


def test_everything_that_can_be_typed_is_documented() -> None:
    """Each word at every prompt stands in the reference; each letter of the menu is one of the board, or is there."""
    reference = (ROOT / "docs/cli.md").read_text("utf-8")
    keys = (ROOT / "docs/keys.md").read_text("utf-8")
    for typed, _ in EVERYWHERE:
        assert f"`{typed}`" in reference, typed
    board = re.search(r"^## 1 Board\n(.*?)^## ", keys, re.MULTILINE | re.DOTALL)
    assert board
    for typed, _ in WORDS:
        letter = typed.split(" ")[0]
        assert f"| `{letter}` |" in board[1] or f"`{letter}`" in reference, letter


def test_a_record_is_corrected_and_an_action_opened_and_closed_in_lines(stage: Stage) -> None:
    """R-135, R-136: by the forms of the desk, so that nobody needs the screen for what stands in the record."""
    armorer, director, officer = (pin(stage, one) for one in ("mara-reyes", "jonas-weil", "ines-park"))
    record = stage.names()[-1].removesuffix(".toml")
    corrected = ("4", "K", record, "1", "It was Stage 4", "misheard", "Mara Reyes", armorer)
    opened = ("4", "O", record, "Paint the line", "1", "2", "Mara Reyes", armorer)
    closed = ("4", "A", "It is painted", "1", "1", officer, director)
    text = say(stage, *corrected, *opened, *closed)
    assert len(re.findall(r"^SIGNED\. ", text, re.MULTILINE)) == 3, text
    assert [one.standing for one in stage.production.actions.views()] == [Standing.DONE]
    page = stage.production.record(f"{record}.toml")
    assert [one.now for one in page.corrections] == ["It was Stage 4"]


def test_a_rule_pack_is_adopted_and_a_key_ended_in_lines(stage: Stage) -> None:
    """Every limit is read first, and what becomes stricter; then the two sign. A shift with an ended key is over."""
    armorer, officer = pin(stage, "mara-reyes"), pin(stage, "ines-park")
    adopted = ("3", "R", "A", "adopt california", "", "Ines Park", "Mara Reyes", officer, armorer)
    ended = ("3", "V", "Sam Tran", "1", "lost", "Ines Park", officer)
    text = say(stage, *adopted, *ended)
    assert len(re.findall(r"^SIGNED\. ", text, re.MULTILINE)) == 2, text
    assert [one.id for one in stage.production.rules.adopted()] == ["california"]
    assert not [one for one in stage.production.shifts.people() if one.id == "sam-tran"]

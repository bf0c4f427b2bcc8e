"""The app in lines: what a screen reader reads, what a serial terminal shows, what a pipe carries."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest

from showclear import words
from showclear.app.demo import Demonstration, demo_machine, make_demo
from showclear.app.production import Production
from showclear.cli import main
from showclear.cli.lines.menu import COMMANDS, WORDS
from showclear.cli.lines.place import EVERYWHERE
from showclear.cli.lines.terminal import WIDTH, Lines
from showclear.domain.situation.status import State
from showclear.ledger.steps import Verdict
from tests.cli.conftest import Run
from tests.cli.crew import Crew
from tests.tui.test_words_on_screens import data_words, plain_words

GUN = "A-07"
ALWAYS = {"showclear", "utc"}
"""The program, and the zone of a clock."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """A demonstration on a day that is open, its keys cheap to open."""
    folder = tmp_path_factory.mktemp("lines") / "Übung"
    return make_demo(folder, now=datetime.now(UTC).replace(microsecond=0), rounds=1)


@pytest.fixture
def demonstration(made: Demonstration, tmp_path: Path) -> Demonstration:
    """A copy, on which this laptop begins a log of its own."""
    folder = tmp_path / "Übung"
    shutil.copytree(made.folder, folder)
    return Demonstration(folder, demo_machine(folder), made.credentials, made.records)


def read(demonstration: Demonstration) -> Production:
    """The production, only to look at it."""
    return Production.open(demonstration.folder, machine=demonstration.machine, window=False)


def serial_of(demonstration: Demonstration, tag: str = GUN) -> str:
    """What is engraved on a gun."""
    weapon = read(demonstration).book.situation.weapon(tag)
    assert weapon is not None
    return weapon.serial


def assert_plain(heard: str) -> None:
    """No line is wider than a terminal, and nothing in it moves a cursor."""
    for line in heard.split("\n"):
        assert sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line) <= WIDTH, line
        assert all(unicodedata.category(sign)[0] != "C" for sign in line), repr(line)


def menu(block: str) -> bool:
    """Whether the menu is asked."""
    return "\nMenu. " in block


def test_the_menu_says_nothing_that_is_not_in_the_catalogue(
    demonstration: Demonstration, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """In the language of tests only names, what is typed and what others wrote are in plain letters."""
    typed = "?\n2\n:leave\n3\n:leave\n4\n:leave\nS\n:leave\nX\nU\nW\nN\n:leave\nV\nZ\nQ\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8"))
    words.use(words.PSEUDO)
    try:
        assert main(["--plain", str(demonstration.folder)]) == 0
    finally:
        words.use("en")
    # With the window: what is due depends on it.
    production = Production.open(demonstration.folder, machine=demonstration.machine)
    roles = [one.role.words for one in production.people()]
    data = data_words([production.board(), production.armory(), production.people_today(), roles])
    production.close()
    keys = plain_words(" ".join(key for key, _ in (*WORDS, *COMMANDS, *EVERYWHERE)))
    said = plain_words(capfd.readouterr().out)
    assert said & data, "nothing of the production was said"
    assert said - data - keys - ALWAYS == set()


def test_a_clearance_a_handover_and_a_take_back_go_through_a_pipe_and_verify_intact(
    demonstration: Demonstration,
) -> None:
    """The main job by lines alone, through a real process: D by two people with rounds, E, and the gun comes back.

    It takes seconds, because every PIN is derived as slowly as it has to be.
    """
    crew = Crew.at(demonstration, "--plain", serial=serial_of(demonstration))
    for line in ("?", f"I {GUN}", f"H {GUN}", f"B {GUN}"):
        crew.until(menu)
        crew.type(line)
    crew.until(menu)
    crew.type("Q")
    assert crew.end() == 0
    assert_plain(crew.heard)
    assert len(re.findall("^SIGNED. ", crew.heard, re.MULTILINE)) == 2
    assert "may be handed over cold, holding 6 dummies" in " ".join(crew.heard.split())
    assert re.search(r"knows a logged gun:\s[A-Z]+$", crew.heard, re.MULTILINE)
    assert re.search(r"^Asked: .+(?:\n  .+)*\nWhy: .+(?:\n  .+)*\nAnswer: ", crew.heard, re.MULTILINE)
    assert "A-07 is back." in crew.heard
    production = read(demonstration)
    result = production.verify()
    assert result.verdict is Verdict.INTACT, result.all_findings()
    assert len(result.records) >= demonstration.records + 4
    gun = next(one for one in production.board().weapons if one.weapon.tag == GUN)
    assert (gun.state, gun.count) == (State.UNVERIFIED, 6)


def test_a_question_is_one_block_a_hold_goes_at_any_prompt_and_the_end_of_the_input_keeps_the_run(
    demonstration: Demonstration,
) -> None:
    """What, how and who come in one order; Enter answers nothing; a line that breaks loses nothing that was answered.

    One walk, because opening shifts takes seconds.
    """
    crew = Crew.at(demonstration, "run", "--plain", "D", GUN, serial=serial_of(demonstration))
    block = crew.until(lambda block: "Question: SERIAL" in block)
    order = [block.index(f"\n{label}: ") for label in ("Question", "Asked", "Answer", "Keys")]
    assert order == sorted(order)
    crew.type("")
    again = crew.hear()
    assert "Nothing was typed" in again
    assert "Question: SERIAL" in again
    crew.type(crew.answer(again))
    crew.until(lambda block: "Question: CHAMBER 3" in block)
    assert crew.end() == 130
    assert "kept as a draft" in " ".join(crew.heard.split())
    assert_plain(crew.heard)
    (run,) = read(demonstration).open_runs()
    assert run.subject == GUN
    resumed = Crew.at(demonstration, "run", "--plain", "D", GUN.lower(), serial=serial_of(demonstration))
    assert "Go on with it?" in resumed.hear()
    resumed.type("yes")
    assert "CHAMBER 2" in resumed.until(lambda block: "Question: " in block)
    resumed.type("! a ladder in the line of fire")
    held = " ".join(resumed.hear().split())
    assert "HOLD. FINGERS OFF. STAY STILL." in held
    assert "a ladder in the line of fire" in held
    assert "asked anew" in held
    assert "At the keys now: Mara Reyes" in held
    resumed.type(":leave")
    assert resumed.end() == 1
    assert [stop.kind for stop in read(demonstration).board().stops] == ["hold"]


def test_the_board_is_read_in_sentences(showclear: Run, demonstration: Demonstration) -> None:
    """Without a terminal, a colour, or a column to align."""
    ran = showclear("board", demonstration.folder, "--plain")
    assert ran.code == 0
    assert_plain(ran.out)
    assert re.search(r"^A-07 UNVERIFIED\. Ridgeway Single Action\.", ran.out, re.MULTILINE)
    assert showclear("board", demonstration.folder, "--plain", "--json").code == 2


def test_a_terminal_without_unicode_gets_words_for_signs(tmp_path: Path) -> None:
    """What the terminal has no code for is written in letters, never lost."""
    with (tmp_path / "tty").open("w", encoding="ascii") as sink:
        Lines(sys.stdin, sink).show("■ Brücke × 2 … 撮")
    assert (tmp_path / "tty").read_text("ascii") == "* Brucke x 2 ... <U+64AE>\n"


def test_hostile_text_is_shown_as_text_and_broken_at_the_edge(tmp_path: Path) -> None:
    """A name from a file commands nothing here either."""
    with (tmp_path / "tty").open("w", encoding="utf-8") as sink:
        Lines(sys.stdin, sink).show("\x1b[2J\u202e" + "x" * 300)
    text = (tmp_path / "tty").read_text("utf-8")
    assert text.startswith("<U+001B>[2J<U+202E>xxx")
    assert_plain(text)


def test_a_hold_and_an_emergency_need_no_shift_and_no_name(showclear: Run, demonstration: Demonstration) -> None:
    """Whoever sees it types it, at whatever prompt; the list is read aloud although nobody is on shift."""
    ran = showclear("--plain", demonstration.folder, typed=":emergency\nM\n1\n:board\nQ\n")
    assert ran.code == 0
    assert_plain(ran.out)
    assert "It is written as soon as one more line says which gun." in " ".join(ran.out.split())
    assert "What has to stop is written already." in ran.out
    assert "Read aloud:" in ran.out
    assert "HOLD since" in ran.out
    held = showclear("--plain", demonstration.folder, typed="X\n!\nQ\nyes\n")
    assert "STAND-DOWN" in held.out


def test_a_word_that_means_nothing_here_is_told(showclear: Run, demonstration: Demonstration) -> None:
    """With what there is instead; nothing is written."""
    ran = showclear("--plain", demonstration.folder, typed="P nosuch\nB Q-99\n:nosuch\n:\nQ\n")
    assert ran.code == 0
    assert 'There is no procedure "nosuch" here.' in ran.out
    assert "Nothing on the register is called Q-99." in ran.out


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_what_is_hidden_is_not_on_the_terminal_when_the_other_one_looks() -> None:
    """The second person never sees the first answer, and a line cannot be covered afterwards: killer steps, PINs."""
    import pty

    leader, follower = pty.openpty()
    program = "from showclear.cli.lines.terminal import Lines; one = Lines(); print(len(one.read(hidden=True)))"
    with subprocess.Popen(
        (sys.executable, "-c", program), stdin=follower, stdout=follower, stderr=follower, start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")},
    ) as process:  # fmt: skip
        os.close(follower)
        heard = b""
        while not heard.endswith(b"> "):
            heard += os.read(leader, 1024)
        os.write(leader, b"five hidden words\n")
        assert process.wait(timeout=300) == 0
        heard += os.read(leader, 1024)
    os.close(leader)
    assert b"hidden" not in heard
    assert b"17" in heard


def test_plain_before_the_command_is_the_same_as_behind_it(showclear: Run, demonstration: Demonstration) -> None:
    """`showclear --plain run` is not told that it has to be written once more."""
    ran = showclear("--plain", "run", "D", "Q-99", "--in", demonstration.folder)
    assert "showclear run --plain" not in ran.err
    assert "Open a shift:" in ran.out

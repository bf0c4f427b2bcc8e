"""`showclear board`: the board for scripts and for eyes, without a screen and without writing."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from showclear.app.demo import demo_machine, make_demo
from showclear.app.production import Production
from tests.cli.conftest import Run
from tests.cli.productions import Founded

REFERENCE = Path(__file__).resolve().parent.parent.parent / "docs/cli.md"


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration with a hold on it."""
    folder = tmp_path_factory.mktemp("shared") / "Übung 1"
    make_demo(folder, now=datetime.now(UTC).replace(microsecond=0), rounds=1)
    production = Production.open(folder, machine=demo_machine(folder))
    production.hold("[/][@click=app.quit]x[/] a round on the floor", "Ines Park")
    production.close()
    return folder


def documented(schema: str) -> dict[str, Any]:
    """The example object in the reference."""
    blocks = re.findall(r"```json\n(.*?)```", REFERENCE.read_text("utf-8"), re.DOTALL)
    (found,) = [block for block in map(json.loads, blocks) if block["schema"] == schema]
    return dict(found)


def assert_same_shape(real: Any, example: Any, where: str = "") -> None:
    """The keys of objects and of the first elements of lists are the same."""
    if isinstance(real, dict) and isinstance(example, dict) and example:
        if where not in (".logs",):
            assert set(real) == set(example), where
            for key in real:
                assert_same_shape(real[key], example[key], f"{where}.{key}")
    elif isinstance(real, list) and isinstance(example, list) and real and example:
        for one in real:
            assert_same_shape(one, example[0], f"{where}[]")
    elif real is not None and example is not None and not isinstance(real, (list, dict)):
        assert type(real) is type(example), where


def test_the_json_of_the_board_has_the_documented_shape(showclear: Run, demonstration: Path) -> None:
    """Somebody builds a wall display on it."""
    ran = showclear("board", demonstration, "--json")
    assert ran.code == 0
    board = json.loads(ran.out)
    assert_same_shape(board, documented("showclear-board/1"))
    assert {weapon["tag"] for weapon in board["weapons"]} >= {"A-07", "A-08"}
    assert "serial" not in ran.out


def test_the_json_of_verify_has_the_documented_shape(showclear: Run, demonstration: Path) -> None:
    """And on this a nightly check."""
    ran = showclear("verify", demonstration, "--json")
    assert_same_shape(json.loads(ran.out), documented("showclear-verify/1"))


def test_a_stop_stands_above_the_weapons_and_its_reason_is_text(showclear: Run, demonstration: Path) -> None:
    """A hold is the first thing to see; what somebody wrote into it commands nothing."""
    ran = showclear("board", demonstration)
    assert ran.code == 0
    assert ran.out.index("HOLD since") < ran.out.index("A-07")
    assert "[/][@click=app.quit]x[/] a round on the floor" in ran.out
    assert "COLD" not in ran.out
    assert "DEMONSTRATION" in ran.out.splitlines()[0]


def test_no_colour_reaches_a_pipe(showclear: Run, demonstration: Path) -> None:
    """State is a mark and a word before it is a colour."""
    ran = showclear("board", demonstration)
    assert "\x1b" not in ran.out
    assert "? UNVERIFIED" in ran.out


def test_a_production_without_weapons_says_so(showclear: Run, production: Founded) -> None:
    """An empty table looks like a fault."""
    assert "No weapon has been taken in." in showclear("board", production.folder).out


def test_a_read_only_folder_can_be_looked_at(showclear: Run, production: Founded) -> None:
    """An archive on a locked stick."""
    log = production.folder / "log"
    log.chmod(0o555)
    try:
        assert showclear("board", production.folder).code == 0
        assert showclear("verify", production.folder).code == 0
    finally:
        log.chmod(0o755)


@pytest.mark.parametrize("command", ["board", "verify", "open"])
@pytest.mark.parametrize("log", ["empty", "a file", "strangers only"])
def test_a_log_without_a_production_is_told(showclear: Run, tmp_path: Path, command: str, log: str) -> None:
    """Half a copy from a stick."""
    folder = tmp_path / "ride"
    folder.mkdir()
    if log == "a file":
        (folder / "log").write_bytes(b"\x00")
    else:
        (folder / "log").mkdir()
    if log == "strangers only":
        (folder / "log" / "a.toml").write_bytes(b"\xff" * 100_000)
        (folder / "log" / "cart-000001-00000000000000000000000000000000.toml").write_bytes(b"[" * 100_000)
    ran = showclear(command, folder)
    assert ran.code in {2, 11, 12} or (ran.code == 0 and command == "verify" and log == "empty")
    assert ran.err
    assert "Traceback" not in ran.out + ran.err


def test_the_app_refuses_to_open_without_a_terminal(showclear: Run, demonstration: Path) -> None:
    """And names the commands for scripts."""
    ran = showclear(demonstration)
    assert ran.code == 2
    assert "needs a terminal" in ran.err
    assert "showclear board" in ran.err


def test_a_machine_account_that_cannot_be_written_is_told(showclear: Run, machine: Path, production: Founded) -> None:
    """What this laptop has seen could not be kept: better no board than one that forgets."""
    folder = production.folder
    machine.rename(machine.with_name("moved"))
    machine.write_text("a file where the folder should be")
    ran = showclear("board", folder)
    assert ran.code == 4
    assert "What to do:" in ran.err

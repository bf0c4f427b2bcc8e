"""`showclear demo`: a ready production that is genuine in everything but its people."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_demonstration_is_made_and_verifies(showclear: Run, machine: Path, tmp_path: Path) -> None:
    """Its records are as real as any, and it says that it is none."""
    folder = tmp_path / "Übung 1"
    ran = showclear("demo", folder, "--no-open")
    assert ran.code == 0
    assert showclear("verify", folder).code == 0
    board = json.loads(showclear("board", folder, "--json").out)
    assert board["demonstration"] is True
    assert len([weapon for weapon in board["weapons"] if weapon["action"] == "revolver"]) == 2
    assert {"semi-auto", "break", "none"} <= {weapon["action"] for weapon in board["weapons"]}


def test_pins_and_words_are_data_and_the_rest_is_talk(showclear: Run, tmp_path: Path) -> None:
    """So that they can be kept with `showclear demo DIR --no-open > words.txt`."""
    ran = showclear("demo", tmp_path / "demo", "--no-open")
    head, *rows = ran.out.splitlines()
    assert head.split() == ["PERSON", "ROLE", "PIN", "FIVE", "WORDS"]
    assert len(rows) == 5
    assert all(len(row.split("  ")[-1].split()) == 5 for row in rows)
    assert "Open it with: showclear" in ran.err


def test_none_of_its_keys_gets_among_real_ones(showclear: Run, machine: Path, tmp_path: Path) -> None:
    """A key whose PIN was on a screen must never sign anything real."""
    showclear("demo", tmp_path / "demo", "--no-open")
    showclear("board", tmp_path / "demo")
    showclear("verify", tmp_path / "demo")
    assert not machine.exists()


def test_history_is_written_in_the_number_that_was_asked_for(showclear: Run, tmp_path: Path) -> None:
    """Through the same engine, so verify has nothing to say about it."""
    showclear("demo", tmp_path / "none", "--no-open")
    showclear("demo", tmp_path / "some", "--no-open", "--history", "12")
    counts = [len(list((tmp_path / name / "log").iterdir())) for name in ("none", "some")]
    assert counts[1] - counts[0] == 12
    assert showclear("verify", tmp_path / "some").code == 0


def test_without_a_name_a_free_one_is_taken(showclear: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command of the README works twice."""
    monkeypatch.chdir(tmp_path)
    assert showclear("demo", "--no-open").code == 0
    assert showclear("demo", "--no-open").code == 0
    assert (tmp_path / "showclear-demo/log").is_dir()
    assert (tmp_path / "showclear-demo-2/log").is_dir()


def test_a_folder_with_something_in_it_is_left_alone(showclear: Run, tmp_path: Path) -> None:
    """Nothing is ever overwritten."""
    (tmp_path / "notes.txt").write_text("keep")
    ran = showclear("demo", tmp_path, "--no-open")
    assert ran.code != 0
    assert "not empty" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_in_its_place_is_told(showclear: Run, tmp_path: Path) -> None:
    """Not a traceback about a folder."""
    (tmp_path / "demo").write_text("keep")
    ran = showclear("demo", tmp_path / "demo", "--no-open")
    assert ran.code not in {0, 70}
    assert (tmp_path / "demo").read_text() == "keep"


def test_without_a_terminal_nothing_is_made(showclear: Run, tmp_path: Path) -> None:
    """Better than a demonstration that nobody sees."""
    ran = showclear("demo", tmp_path / "demo")
    assert ran.code == 2
    assert "needs a terminal" in ran.err
    assert not (tmp_path / "demo").exists()


def test_a_folder_named_like_a_demonstrations_keys_does_not_hide_the_marks_of_a_real_production(
    showclear: Run, tmp_path: Path, production: object
) -> None:
    """Otherwise putting a folder there would make this laptop forget which records it has seen."""
    folder = production.folder  # type: ignore[attr-defined]
    (folder / ".demonstration").mkdir()
    sorted((folder / "log").iterdir())[-1].unlink()
    assert showclear("verify", folder).code == 10


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that nobody can write")
@pytest.mark.parametrize("name", ["demo", "a long way/down"])
def test_a_folder_that_cannot_be_made_is_told(showclear: Run, name: str) -> None:
    """A locked stick, a share that was unmounted; root may write everywhere else."""
    ran = showclear("demo", Path("/proc") / name, "--no-open")
    assert ran.code == 4
    assert "What to do:" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("before", [True, False], ids=["before", "behind"])
def test_it_is_tried_in_lines_with_the_shifts_open(before: bool, showclear: Run, tmp_path: Path) -> None:
    """With a screen reader the first command has to work too; `--plain` means the same wherever it is written."""
    folder = tmp_path / "demo"
    words = ("--plain", "demo", folder) if before else ("demo", "--plain", folder)
    ran = showclear(*words, typed="S\n:leave\nQ\n")
    assert ran.code == 0, ran.err
    assert "Menu. Next due:" in ran.out
    assert "Mara Reyes, armorer. Since" in ran.out
    assert "It stays in" in ran.err


def test_a_production_with_the_name_of_a_command_is_named(
    showclear: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever made a demonstration in a folder called demo, and means that one now."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "board" / "log").mkdir(parents=True)
    ran = showclear("board")
    assert "showclear ./board" in ran.err
    assert "No production here." in ran.err

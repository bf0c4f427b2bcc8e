"""The guides say what the app says: words in italics are on screens, keys do something, the example has its fault."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from showclear.app.definitions.shipped import definitions_folder
from showclear.cli import main

ROOT = Path(__file__).parent.parent
GUIDES = sorted((ROOT / "docs").glob("guide-*.md"))
WRITING = ROOT / "docs" / "guide-writing-checklists.md"


@cache
def words_of_the_app() -> str:
    """All that stands in strings of the program and in the checklists, without line ends and case."""
    files = [*(ROOT / "src" / "showclear").rglob("*.py"), *(ROOT / "checklists").rglob("*.toml")]
    text = "\n".join(file.read_text("utf-8") for file in files)
    joined = re.sub(r"\"\s*\n\s*f?\"", "", text)
    return " ".join(joined.replace('"', " ").split()).casefold()


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_words_in_italics_stand_on_a_screen(guide: Path) -> None:
    text = " ".join(guide.read_text("utf-8").replace("**", "").split())
    quoted = [one for one in re.findall(r"\*([^*]+)\*", text) if one != "italics"]
    assert quoted
    for one in quoted:
        assert one.casefold() in words_of_the_app(), f"{guide.name}: {one}"


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_every_key_in_a_guide_is_in_the_list_of_keys(guide: Path) -> None:
    listed = set(re.findall(r"`([^`]+)`", (ROOT / "docs" / "keys.md").read_text("utf-8")))
    keys = re.findall(r"`([A-Z]|F[0-9]{1,2}|[0-9]|Enter|Esc|Back|/)`", guide.read_text("utf-8"))
    assert {key for key in keys if key != "Back"} <= listed


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_every_guide_has_pictures_and_says_what_it_does_not_prove(guide: Path) -> None:
    text = guide.read_text("utf-8")
    assert "](pictures/" in text
    assert "\n## What it does not prove\n" in text
    assert "\n## What can go wrong\n" in text


def test_the_example_of_the_guide_has_the_fault_that_stands_there_and_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The step is put where the guide says, into the shipped checklist."""
    page = WRITING.read_text("utf-8")
    fenced = page.split("```")[1::2]
    (step,) = (one.removeprefix("toml\n") for one in fenced if one.startswith("toml\n"))
    (fault,) = (one for one in fenced if "unknown key" in one)
    shipped = (definitions_folder() / "weapon-inspection.toml").read_text("utf-8")
    at = shipped.index('[[block.step]]\nid = "stays"')
    file = tmp_path / "weapon-inspection.toml"
    file.write_text(f"{shipped[:at]}{step}\n{shipped[at:]}", "utf-8")
    assert main(["lint", str(file)]) == 1
    assert fault.strip() in capsys.readouterr().out.replace(f"{tmp_path}/", "")
    file.write_text(file.read_text("utf-8").replace("killr", "killer"), "utf-8")
    assert main(["lint", str(file)]) == 0


@pytest.mark.parametrize("script", ["pictures.py", "morning.py"])
def test_the_pictures_say_what_the_app_says_now(script: str) -> None:
    """About ten seconds of processor time each: the app is walked on a real production, picture by picture.

    The morning of the safety officer also exports a bundle, and checks it with stock tools.
    """
    command = [sys.executable, str(ROOT / "scripts" / script), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=1800)
    assert done.returncode == 0, done.stdout + done.stderr

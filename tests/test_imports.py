"""What may not be loaded yet: a board that opens slowly is left in the truck."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import showclear

HEAVY = ("pydantic", "cryptography", "nacl")


def modules_after(statement: str) -> set[str]:
    """The top-level packages and modules loaded by one statement in a fresh interpreter."""
    code = f"{statement}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize("module", ["showclear.tui.app", "showclear.cli", "showclear.app.production"])
def test_opening_the_board_loads_no_parser_and_no_cryptography(module: str) -> None:
    """Each of the three costs tens of milliseconds at every start, on a laptop on a camera cart."""
    loaded = modules_after(f"import {module}")
    assert module in loaded
    assert loaded.isdisjoint(HEAVY)


def test_the_command_line_loads_nothing_but_click_before_a_command_is_chosen() -> None:
    """`showclear --version` and shell completion run on every keypress of some shells."""
    loaded = modules_after("import showclear.cli.edge")
    assert "click" in loaded
    ours = {name for name in loaded if name.startswith("showclear.")}
    assert ours == {
        "showclear.cli",
        "showclear.cli.edge",
        "showclear.cli.group",
        "showclear.cli.plain",
        "showclear.errors",
        "showclear.words",
    }
    assert loaded.isdisjoint({*HEAVY, "textual", "rich", "platformdirs", "filelock", "tomllib"})


def test_the_version_is_said_without_looking_for_a_language() -> None:
    """Nothing is looked up for who only asks which version this is."""
    loaded = modules_after("from showclear.cli import main\nassert main(['--version']) == 0")
    assert not {name for name in loaded if name.startswith(("showclear.settings", "showclear.storage"))}


@pytest.mark.parametrize("command", ["open", "demo", "new", "lint", "board", "show", "verify", "rules", "hazards"])
def test_no_command_loads_textual_before_it_runs(command: str) -> None:
    """Scripts ask for the board and for verify; they never see a screen."""
    loaded = modules_after(f"import showclear.cli.commands.{command}_command")
    assert loaded.isdisjoint({*HEAVY, "textual", "rich"})


@pytest.mark.parametrize("layer", ["domain", "ledger"])
def test_the_pure_layers_load_without_any_dependency(layer: str) -> None:
    """The rules and the bytes of a record can be read and checked with nothing but Python."""
    code = (
        f"import importlib, pkgutil, showclear.{layer} as package\n"
        "for module in pkgutil.walk_packages(package.__path__, package.__name__ + '.'):\n"
        "    importlib.import_module(module.name)"
    )
    loaded = modules_after(code)
    assert loaded.isdisjoint({"pydantic", "click", "textual", "rich", "platformdirs", "filelock", "tomli_w"})


FIRST_FRAME = """
app.collecting app.painting app.snapshot app.snapshot.key app.start
cli cli.commands cli.commands.open_command cli.edge cli.group cli.plain cli.productions
errors settings settings.file settings.reading settings.schema
storage storage.beside storage.clock storage.diagnostics storage.durable storage.failures storage.files
storage.fingerprints storage.locking storage.names storage.open_files storage.paths storage.snapshot_file
tui tui._textual_compat tui.app tui.drawing tui.drawing.text tui.drilling tui.faults tui.following tui.later
tui.palettes tui.preferring tui.presenters tui.presenters.scanning tui.presenters.times tui.screens
tui.screens.emergency_keys tui.screens.host tui.screens.reading tui.screens.scans tui.starting tui.taking_in
tui.terminal tui.themes app words
"""
"""Our modules that are loaded before the first frame, each of which costs up to a millisecond there."""


def test_the_first_frame_loads_a_known_set_of_modules() -> None:
    """So that it does not creep up: import later what it does not need, or add it here and measure the start.

    No rule and no record is among them: what the frame shows was written down by them (ADR 0026).
    """
    loaded = modules_after(
        "import showclear.cli.edge, showclear.cli.commands.open_command, showclear.app.start, showclear.storage.clock\n"
        "import showclear.app.collecting, showclear.tui.app, showclear.settings.file, showclear.tui.faults"
    )
    ours = {name.removeprefix("showclear.") for name in loaded if name.startswith("showclear.")}
    assert ours == set(FIRST_FRAME.split())
    there_anyway = modules_after(
        "import click, gc, hashlib, json, textual.app, textual.containers\nfrom textual.widgets import Static"
    )
    others = {name for name in loaded - there_anyway if name.partition(".")[0] != "showclear"}
    assert others == set()


def test_all_that_a_key_imports_is_loaded_soon_after_the_first_frame() -> None:
    """An update under a running program must not give it other code, and no key may wait for the disk."""
    root = Path(showclear.__file__).parent
    files = [*(root / "tui").rglob("*.py"), root / "app" / "production.py", root / "app" / "stops.py"]
    imported = {name for file in files for name in imported_in_functions(file)}
    assert "showclear.tui.screens.run" in imported
    loaded = modules_after("import showclear.tui.app\nfrom showclear.tui.later import load_one\nwhile load_one(): pass")
    assert imported - loaded == set()
    assert "pydantic" not in loaded


def imported_in_functions(file: Path) -> set[str]:
    """The modules of ours that the functions of a file import themselves."""
    functions = [one for one in ast.walk(ast.parse(file.read_text())) if isinstance(one, ast.FunctionDef)]
    imports = [one for function in functions for one in ast.walk(function) if isinstance(one, ast.ImportFrom)]
    return {one.module for one in imports if one.module and one.module.startswith("showclear.")}


def test_the_board_loads_no_run_and_no_screen_behind_it() -> None:
    """Each costs milliseconds before the first frame; they are loaded after it."""
    loaded = modules_after("import showclear.app.production, showclear.tui.app")
    behind = {"domain.runs", "tui.screens.run", "tui.screens.armory", "tui.screens.people", "app.emergencies"}
    assert loaded.isdisjoint({f"showclear.{name}" for name in behind})

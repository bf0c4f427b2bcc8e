"""What may not be loaded yet: a board that opens slowly is left in the truck."""

from __future__ import annotations

import subprocess
import sys

import pytest

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
    }
    assert loaded.isdisjoint({*HEAVY, "textual", "rich", "platformdirs", "filelock", "tomllib"})


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

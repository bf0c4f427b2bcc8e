"""`showclear locate`: nobody has to search for a key or a log."""

from __future__ import annotations

import json
from pathlib import Path

from showclear.app.opening import production_digest
from showclear.storage.files import LocalFileSystem
from showclear.storage.paths import MachinePaths, ProductionPaths
from tests.cli.conftest import Run
from tests.cli.productions import Founded
from tests.cli.test_board import assert_same_shape, documented


def places(showclear: Run, folder: Path) -> dict[str, dict[str, object]]:
    """Every place by its id."""
    told = json.loads(showclear("locate", "--json", folder).out)
    assert_same_shape(told, documented("showclear-locate/1"), "")
    return {one["id"]: one for one in told["places"]}


def test_every_place_is_named_where_it_is(showclear: Run, production: Founded, machine: Path) -> None:
    """As the program itself uses them; in words each with whether it may be deleted."""
    showclear("board", production.folder)
    found = places(showclear, production.folder)
    paths, account = ProductionPaths(production.folder), MachinePaths(machine)
    state = account.production(production_digest(LocalFileSystem(), paths))
    expected = {
        "production": paths.root, "log": paths.log, "definitions": paths.definitions, "private": paths.private,
        "attachments": paths.attachments, "marks": state.marks, "ownership": state.ownership, "unit": state.unit,
        "snapshot": state.snapshot, "painting": state.painting, "index": state.index, "account": account.root,
        "keys": account.keys, "signers": account.signers, "diagnostics": account.diagnostics,
        "settings": machine / "settings.toml",
    }  # fmt: skip
    assert {name: str(path) for name, path in expected.items()}.items() <= {
        name: one["path"] for name, one in found.items()
    }.items()
    assert all(one["there"] == Path(str(one["path"])).exists() for one in found.values())
    assert {name for name, one in found.items() if one["keep"] == "rebuilt"} == {"snapshot", "painting", "index"}
    words = showclear("locate", production.folder).out
    assert f"{machine / 'keys'}\n" in words
    assert words.count("Never delete it.") == sum(one["keep"] == "always" for one in found.values())


def test_without_a_production_the_places_of_the_account_are_named(
    showclear: Run, tmp_path: Path, machine: Path
) -> None:
    """Before there is one, too; nothing is made by asking."""
    empty = tmp_path / "empty"
    empty.mkdir()
    found = places(showclear, empty)
    assert found["keys"]["path"] == str(machine / "keys")
    assert "log" not in found
    assert list(empty.iterdir()) == []
    assert not machine.exists()


def test_a_production_without_its_first_record_has_places_all_the_same(showclear: Run, production: Founded) -> None:
    """Whoever looks for the log looks because something is wrong."""
    for number in range(1, 6):
        production.overwrite(number, b"rotten\n")
    ran = showclear("locate", production.folder)
    assert ran.code == 0
    assert str(production.folder / "log") in ran.out
    assert "marks" in ran.err

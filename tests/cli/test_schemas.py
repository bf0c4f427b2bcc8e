"""What `--json` writes is what docs/schemas say, and what the reference shows."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from showclear.app.demo import demo_machine, make_demo
from showclear.app.production import Production
from showclear.cli.group import COMMANDS
from showclear.cli.group import showclear as root
from tests.cli.conftest import Run
from tests.cli.schema_check import FOLDER, faults, schema_of

ROOT = Path(__file__).resolve().parents[2]

HERE = "{here}"
"""Stands for the folder of the production."""

WRITTEN: dict[str, tuple[tuple[str, ...], ...]] = {
    "actions": (("actions", "--json", HERE),),
    "board": (("board", HERE, "--json"),),
    "log": (("log", "--json", HERE), ("log", "--json", HERE, "hold")),
    "show": (("show", "--in", HERE, "--json", "{record}"), ("show", "--in", HERE, "--json", "{hold}")),
    "verify": (
        ("verify", "--json", HERE), ("verify", "--json", f"{HERE}/.."), ("verify", "--json", f"{HERE}/log/{{record}}"),
        ("verify", "--json", "--at", "2099-01-01", HERE),
    ),
    "people": (("people", "--json", HERE),),
    "keys": (("keys", "--json", HERE),),
    "rules": (("rules", "--json", HERE),),
    "approve": (("approve", "--list", "--json", HERE),),
    "hazards": (("hazards", "--json"), ("hazards", "--json", HERE)),
    "lint": (("lint", "--json"), ("lint", "--list", "--json")),
    "doctor": (("doctor", "--json", HERE),),
    "drill": (("drill", "--debrief", "--json", "{drill}"),),
    "locate": (("locate", "--json", HERE),),
    "settings": (("settings", "--json"),),
    "export": (("export", "--all", "--json", "--out", "{free}", HERE), ("verify", "--json", "{free}")),
    "report": tuple(
        ("report", *what, "--json", "-o", "-", *where)
        for what, where in (
            (("day",), (HERE,)), (("weapon", "A-07"), (HERE,)), (("person", "mara-reyes"), (HERE,)),
            (("incident", "{hold}"), (HERE,)), (("production",), (HERE,)),
        )
    ),
}  # fmt: skip
"""How each command with `--json` is called; a new one has to be put in here, or the test says so."""


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A demonstration with a hold on it, and the names of two of its records."""
    folder = tmp_path_factory.mktemp("archive") / "Übung"
    make_demo(folder, now=datetime.now(UTC).replace(microsecond=0), rounds=1)
    opened = Production.open(folder, machine=demo_machine(folder))
    opened.hold("a round on the floor", "Ines Park")
    opened.close()
    names = sorted(path.name for path in (folder / "log").iterdir() if path.name.endswith(".toml"))
    return folder, {"record": names[-2], "hold": names[-1]}


def commands_with_json() -> set[str]:
    """Every command that can write JSON."""
    found = set()
    for name in COMMANDS:
        command = root.get_command(click.Context(root), name)
        assert command is not None
        if any("--json" in parameter.opts for parameter in command.params):
            found.add(name)
    return found


def test_every_command_that_writes_json_is_held_against_its_schema() -> None:
    """None is forgotten here."""
    assert commands_with_json() == set(WRITTEN)


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_what_is_written_is_as_its_schema_says(
    name: str, showclear: Run, production: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    """Keys, kinds of values, words of a closed set: all of it, in what the command writes now."""
    folder, records = production
    if name == "drill":
        records = {**records, "drill": str(tmp_path / "drill")}
        assert showclear("drill", "--no-open", "--seed", "7", tmp_path / "drill").code == 0
    for arguments in WRITTEN[name]:
        said = [one.replace(HERE, str(folder)).replace("{free}", str(tmp_path / "bundle")) for one in arguments]
        ran = showclear(*(one.format(**records) if "{" in one else one for one in said))
        assert ran.out, ran.err
        value = json.loads(ran.out)
        assert faults(value, schema_of(value["schema"])) == []


def test_the_schemas_are_those_of_the_values_and_of_the_documented_examples() -> None:
    """Made by a script, so that neither the reference nor the schema tells of something that is not there."""
    command = [sys.executable, str(ROOT / "scripts" / "schemas.py")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=_environment())
    assert done.returncode == 0, done.stdout + done.stderr


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(ROOT / "src")}


def test_a_schema_is_printed_by_each_of_its_names(showclear: Run) -> None:
    """`showclear schema board` for people, `showclear-board/1` for programs that read it from an object."""
    listed = showclear("schema").out.split()
    assert listed == sorted(path.stem for path in FOLDER.glob("*.json"))
    texts = {showclear("schema", name).out for name in ("board", "showclear-board", "showclear-board/1")}
    assert len(texts) == 1
    assert json.loads(texts.pop())["title"] == "showclear-board/1"
    assert showclear("schema", "bord").code == 2


@pytest.mark.parametrize(
    ("value", "schema", "fault"),
    [
        (
            {"a": 1},
            {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]},
            ".a: 1 is no string",
        ),
        ({}, {"type": "object", "properties": {"a": {}}, "required": ["a"]}, ": there is no a"),
        ({"b": 1}, {"type": "object", "properties": {"a": {}}, "required": []}, ": b is not documented"),
        ([True], {"type": "array", "items": {"type": "integer"}}, "[0]: True is no integer"),
        ("x", {"anyOf": [{"const": "y"}, {"type": "null"}]}, ": 'x' is not 'y'"),
    ],
)
def test_the_check_of_these_tests_finds_what_is_wrong(value: object, schema: dict[str, object], fault: str) -> None:
    """A check that finds nothing would hold every schema."""
    assert faults(value, schema) == [fault]

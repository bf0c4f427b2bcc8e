"""Every example in the documents runs, or says why it cannot; every command line that is shown can be written.

A block of a document is one of these: JSON (held against its schema), TOML (parsed), lines that begin with `showclear`
(read by the command line's own parser), or anything else, which has a marker on the line before it:

    <!-- runs -->              it is run by `sh`, beside a demonstration
    <!-- read: WHY -->         it is only read, and why
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from showclear.app.demo import make_demo
from showclear.cli.group import COMMANDS
from showclear.cli.group import showclear as root
from tests.cli.schema_check import FOLDER, faults, schema_of
from tests.test_docs import PAGES, ROOT

BLOCK = re.compile(
    r"^(?P<marker><!-- [^\n]+ -->\n)?(?P<indent> *)```(?P<language>[a-z]*)\n(?P<text>.*?)^ *```$", re.M | re.S
)
RUNS, READ = "<!-- runs -->", "<!-- read: "


@dataclass(frozen=True)
class Block:
    """A block of a document."""

    page: str
    line: int
    language: str
    text: str
    marker: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"

    @property
    def is_commands(self) -> bool:
        """Whether each of its lines is a command line of ours."""
        lines = [line for line in self.text.replace("\n   ", " ").splitlines() if line.strip()]
        return bool(lines) and all(line.startswith("showclear") for line in lines)


def blocks() -> Iterator[Block]:
    """Every block of every document."""
    for page in PAGES:
        text = (ROOT / page).read_text("utf-8")
        for found in BLOCK.finditer(text):
            line = text.count("\n", 0, found.start("language")) + 1
            yield Block(str(page), line, found["language"], found["text"], (found["marker"] or "").strip())


BLOCKS = tuple(blocks())


def command_of(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that a line calls, and the rest of the line."""
    name = next((word for word in words[1:] if not word.startswith("-")), "")
    if name not in COMMANDS:
        return root, words[1:]
    command = root.get_command(click.Context(root), name)
    assert command is not None
    at = words.index(name)
    return command, [*(word for word in words[1:at] if word == "--help"), *words[at + 1 :]]


def assert_can_be_written(line: str, where: object) -> None:
    """The parser of the command line takes it; what stands in brackets or behind two spaces is no part of it."""
    said = re.split(r"  +|\s[|>#]\s", line.strip())[0].replace("…", "...")
    words = shlex.split(said)
    command, rest = command_of(words)
    try:
        command.make_context(command.name or "", rest, parent=click.Context(root), resilient_parsing=False)
    except click.exceptions.Exit:
        return
    except click.UsageError as error:
        raise AssertionError(f"{where}: {said}: {error.format_message()}") from error


@pytest.mark.parametrize("block", [one for one in BLOCKS if one.language == "json"], ids=str)
def test_every_json_example_is_as_its_schema_says(block: Block) -> None:
    """A program is written after it."""
    value = json.loads(block.text)
    if isinstance(value, dict) and (FOLDER / f"{str(value.get('schema')).partition('/')[0]}.json").exists():
        assert faults(value, schema_of(value["schema"])) == []


@pytest.mark.parametrize("block", [one for one in BLOCKS if one.language == "toml" and not one.marker], ids=str)
def test_every_toml_example_is_toml(block: Block) -> None:
    """It is copied into a file."""
    tomllib.loads(block.text)


def test_every_other_block_runs_or_says_why_it_does_not() -> None:
    """Nobody pastes what nobody tried."""
    plain = [one for one in BLOCKS if (one.marker or one.language not in ("json", "toml")) and not one.is_commands]
    unmarked = [str(one) for one in plain if one.marker != RUNS and not one.marker.startswith(READ)]
    assert unmarked == []


@pytest.mark.skipif(shutil.which("ssh-keygen") is None or os.name == "nt", reason="needs ssh-keygen and a POSIX shell")
def test_every_block_that_runs_runs(tmp_path: Path) -> None:
    """In one folder with a demonstration, where `log` is its log and NAME its newest record."""
    make_demo(tmp_path / "showclear-demo", now=datetime.now(UTC).replace(microsecond=0), rounds=1)
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    (tmp_path / "log").symlink_to(tmp_path / "showclear-demo" / "log")
    newest = sorted((tmp_path / "log").glob("*.toml"))[-1].stem
    marked = [block for block in BLOCKS if block.marker == RUNS]
    assert len(marked) > 1
    for block in marked:
        script = block.text.replace("NAME.toml", f"{newest}.toml")
        done = subprocess.run(("sh", "-ec", script), cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{block}: {done.stdout}{done.stderr}"


@pytest.mark.parametrize("block", [one for one in BLOCKS if one.is_commands and "cli.md" not in one.page], ids=str)
def test_every_command_line_of_a_guide_can_be_written(block: Block) -> None:
    """With the options that there are, in the order in which they are read."""
    for line in block.text.splitlines():
        if line.strip():
            assert_can_be_written(line, block)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_usage_in_the_reference_names_every_option_and_no_other(name: str) -> None:
    """The line that people look at first."""
    command = root.get_command(click.Context(root), name)
    assert command is not None
    usages = [one.text for one in BLOCKS if one.page == "docs/cli.md" and one.is_commands]
    usage = " ".join(one for one in usages if re.search(rf"^showclear {name}\b", one, re.MULTILINE))
    there = {option for one in command.params if isinstance(one, click.Option) for option in one.opts}
    named = set(re.findall(r"(?<![\w-])(--?[a-z][a-z0-9-]*)", usage))
    assert named <= there | {"--help"}, f"{name}: {named - there} is no option"
    missing = {one for one in command.params if isinstance(one, click.Option) and not named & set(one.opts)}
    assert not missing, f"{name}: {[one.opts for one in missing]} is not in its usage"


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_example_in_a_help_text_can_be_written(name: str) -> None:
    """`--help` is pasted, too."""
    command = root if not name else root.get_command(click.Context(root), name)
    assert command is not None
    lines = re.findall(r"^ +(showclear(?: .+)?)$", command.help or "", re.MULTILINE)
    assert lines
    for line in lines:
        assert_can_be_written(line, f"showclear {name} --help")


def test_every_command_that_a_text_names_can_be_written() -> None:
    """In the middle of a sentence, too: the command is there, and so are its options."""
    wrong = []
    for page in PAGES:
        for said in re.findall(r"`(showclear(?: [^`\n]+)?)`", (ROOT / page).read_text("utf-8")):
            words = said.replace("[", " ").replace("]", " ").split()
            names = [word for word in words[1:] if not word.startswith("-")]
            command = root
            if names and names[0] in COMMANDS:
                found = root.get_command(click.Context(root), names[0])
                assert found is not None
                command = found
            elif names and re.fullmatch("[a-z]+", names[0]) and "/" not in said:
                wrong.append(f"{page}: {said}: there is no such command")
                continue
            there = {option for one in (*command.params, *root.params) for option in one.opts} | {"--help", "-h"}
            wrong += [
                f"{page}: {said}: {one}"
                for one in words
                if re.match(r"--[a-z]", one) and one.split("=")[0] not in there
            ]
    assert wrong == []

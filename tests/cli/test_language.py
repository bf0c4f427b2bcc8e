"""The command line in the language that the person chose: what is said, and the help."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest

from scripts import words as script
from showclear import words
from showclear.cli.group import COMMANDS
from showclear.cli.group import showclear as root
from showclear.cli.helping import in_language, paragraphs
from showclear.words.pseudo import accented
from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    words.use("en")


def commands() -> Iterator[click.Command]:
    """Every command, and the commands below one."""
    yield root
    for name in COMMANDS:
        command = import_module(f"showclear.cli.commands.{name}_command").command
        yield command
        yield from getattr(command, "commands", {}).values()


def test_the_help_of_every_command_is_in_the_catalogue() -> None:
    """Help that is put together from pieces would never be translated."""
    helps = [
        text
        for command in commands()
        for text in (
            command.help, command.short_help, *(one.help for one in command.params if isinstance(one, click.Option))
        )
    ]  # fmt: skip
    texts = {one for text in helps if text for _, one in paragraphs(text)}
    files = (Path(script.SOURCE) / "showclear" / "cli").rglob("*.py")
    known = {text for file in files for text in script.helps(file.read_text("utf-8"))}
    assert len(texts) > 200
    assert texts - known == set()


def test_help_is_said_in_the_language_of_the_process_and_stays_english_itself(showclear: Run) -> None:
    """Paragraphs are looked up one by one; what click leaves as it is keeps its lines."""
    before = showclear("settings", "--help").out
    words.use(words.PSEUDO)
    said = showclear("--help").out
    assert accented("Guided, signed firearm checks for film sets.") in said
    assert accented("Check every record, signature, chain and citation.") in said
    assert accented("In lines: for screen readers, serial terminals and pipes.") in said
    settings = showclear("settings", "--help").out
    assert accented("Change one setting.") in settings
    assert [len(line) for line in settings.splitlines()] == [len(line) for line in before.splitlines()]
    words.use("en")
    assert showclear("settings", "--help").out == before


def test_an_unknown_command_is_refused_in_the_language_of_the_process(showclear: Run) -> None:
    """And so is what a person can do about it."""
    words.use(words.PSEUDO)
    ran = showclear("verfy")
    assert ran.code == 2
    assert accented('Did you mean "') + "verify" in ran.err
    assert accented("is neither a command nor a folder.") in ran.err


@pytest.mark.parametrize(
    ("settings", "is_english"),
    [(None, False), ('language = "en"\n', True), ('language = "xx"\n', True)],
)
def test_the_language_of_the_settings_holds_for_every_command(
    showclear: Run, machine: Path, monkeypatch: pytest.MonkeyPatch, settings: str | None, is_english: bool
) -> None:
    """Without a file it stays as it is: English, since nothing else was begun with. So it is where a file is wrong."""
    if settings is not None:
        machine.mkdir()
        (machine / "settings.toml").write_text(settings)
    monkeypatch.setattr("showclear.cli.language.LANGUAGES", {"en": "", words.PSEUDO: ""})
    words.use(words.PSEUDO)
    showclear("settings", "path")
    assert words.is_english() is is_english


def test_what_programs_read_stays_english(showclear: Run, machine: Path) -> None:
    """JSON is compared and read by programs in every language."""
    before = showclear("locate", "--json", machine).out
    words.use(words.PSEUDO)
    assert showclear("locate", "--json", machine).out == before
    assert in_language(root).help != root.help

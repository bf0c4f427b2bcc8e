"""Make docs/man/showclear.1 from what `--help` says and from the tables of docs/cli.md.

`python scripts/man.py --write` writes it, without it says whether it differs. A test runs the check.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from showclear.cli.group import COMMANDS
from showclear.cli.group import showclear as root

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "man" / "showclear.1"
LEAST_INDENT = "  "


def roff(text: str) -> str:
    """A text as it stands for itself: no escape, no request, hyphens that are copied as hyphens."""
    shown = text.replace("\\", r"\e").replace("-", r"\-").replace("…", r"\&...").replace("`", "")
    return rf"\&{shown}" if shown.startswith((".", "'")) else shown


def paragraphs(text: str) -> Iterator[str]:
    """The lines of a help text: what click keeps as it is (after \\b) as an example, the rest as paragraphs."""
    for number, part in enumerate(re.split(r"\n\s*\n", inspect.cleandoc(text))):
        lines = part.split("\n")
        if lines[0].strip() == "\b":
            yield ".PP"
            for line in lines[1:]:
                if line.startswith(LEAST_INDENT):
                    yield from (".RS 4", ".nf", roff(line.strip()), ".fi", ".RE")
                else:
                    yield roff(line.strip())
            continue
        if number:
            yield ".PP"
        yield from (roff(line.strip()) for line in lines)


def options(command: click.Command, context: click.Context) -> Iterator[str]:
    """Every option with what it does, as `--help` has it."""
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None and record[1]:
            yield from (".TP", rf"\fB{roff(record[0])}\fR", roff(record[1]))


def command_section(name: str) -> Iterator[str]:
    """One command: how it is written, what it does, its options."""
    command = root.get_command(click.Context(root, info_name="showclear"), name)
    assert command is not None, name
    context = click.Context(command, info_name=f"showclear {name}")
    yield f".SS {roff(f'showclear {name}')}"
    pieces = " ".join(command.collect_usage_pieces(context))
    yield rf"\fBshowclear {name}\fR {roff(pieces)}"
    yield ".PP"
    yield from paragraphs(command.help or "")
    yield from options(command, context)


def table(heading: str) -> Iterator[str]:
    """A table of two columns from the reference, as a list."""
    text = (ROOT / "docs/cli.md").read_text("utf-8")
    section = re.search(rf"^## {heading}\n(.*?)(?=^## )", text, re.DOTALL | re.MULTILINE)
    assert section is not None, heading
    for key, words in re.findall(r"^\| `?([^|`]+)`? \| (.+) \|$", section[1], re.MULTILINE):
        if key.strip("- ") and key != "code" and key != "variable" and not key.startswith("---"):
            yield from (".TP", rf"\fB{roff(key.strip())}\fR", roff(words))


def page() -> str:
    """The whole page."""
    context = click.Context(root, info_name="showclear")
    lines = [
        '.\\" Made by scripts/man.py from the help of the program; do not edit.',
        '.TH SHOWCLEAR 1 "" "Show Clear" "User Commands"',
        ".SH NAME",
        r"showclear \- guided, signed firearm checks for film sets",
        ".SH SYNOPSIS",
        r".B showclear",
        roff(" ".join(root.collect_usage_pieces(context))),
        ".SH DESCRIPTION",
        *paragraphs(root.help or ""),
        ".SH OPTIONS",
        *options(root, context),
        ".SH COMMANDS",
    ]
    for name in COMMANDS:
        lines += command_section(name)
    lines += [".SH EXIT STATUS", *table("Exit codes")]
    lines += [".SH ENVIRONMENT", *table("Environment")]
    lines += [
        ".SH SEE ALSO",
        r".BR ssh\-keygen (1)",
        ".PP",
        roff("Everything in full: docs/cli.md. The record format: docs/format.md. What the keys do: docs/keys.md."),
    ]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Write it, or say that it differs; 1 where it does."""
    made = page()
    if "--write" in arguments:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(made, "utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text("utf-8") == made:
        return 0
    print("docs/man/showclear.1 is not what the help says: run scripts/man.py --write")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

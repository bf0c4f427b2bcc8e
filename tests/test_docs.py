"""The documents say what is there: commands, options, exit codes, links, and the test command itself."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from showclear.app.demo import make_demo
from showclear.cli.edge import EXIT_INTERRUPTED, EXIT_UNEXPECTED
from showclear.cli.group import COMMANDS
from showclear.cli.group import showclear as root
from showclear.errors import ShowClearError

ROOT = Path(__file__).resolve().parent.parent
PAGES = tuple(
    sorted(
        path.relative_to(ROOT)
        for path in (
            *ROOT.glob("*.md"),
            *ROOT.glob("docs/**/*.md"),
            *ROOT.glob("checklists/*.md"),
            ROOT / "benchmarks/README.md",
        )
    )
)


def section(page: str, heading: str) -> str:
    """The text below `heading` up to the next one of its level."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE)
    assert found, f"no section {heading!r}"
    return found[1]


def cli_page() -> str:
    """The reference of the command line."""
    return (ROOT / "docs/cli.md").read_text("utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_in_the_reference(name: str) -> None:
    """What is not written down is found by nobody."""
    command = root.get_command(click.Context(root), name)
    assert command is not None
    text = section(cli_page(), f"showclear {name}")
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            for option in parameter.opts:
                assert f"`{option}" in text, f"{name}: {option} is not documented"
        else:
            assert str(parameter.make_metavar(click.Context(command))).strip("[].") in text


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_summary_for_the_list_of_commands(name: str) -> None:
    """`showclear --help` is read first."""
    command = root.get_command(click.Context(root), name)
    assert command is not None
    assert command.short_help


def test_no_command_is_documented_that_is_not_there() -> None:
    """A reference that promises too much costs time when there is none."""
    assert set(re.findall(r"^## showclear ([a-z]+)$", cli_page(), re.MULTILINE)) == set(COMMANDS)


def every_error(base: type[ShowClearError] = ShowClearError) -> set[type[ShowClearError]]:
    """The errors of our own that are declared where the command line can meet them."""
    return {base}.union(
        *(every_error(each) for each in base.__subclasses__() if each.__module__.startswith("showclear."))
    )


def test_every_exit_code_is_in_the_reference() -> None:
    """Scripts branch on them, so they never change their meaning."""
    from showclear.cli.verdicts import EXIT_CODES

    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", section(cli_page(), "Exit codes"), re.MULTILINE)}
    codes = {error.exit_code for error in every_error()} | {*EXIT_CODES.values(), EXIT_UNEXPECTED, EXIT_INTERRUPTED, 0}
    assert codes == documented


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    """Also pictures."""
    text = re.sub(r"```.*?```", "", (ROOT / page).read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if not re.match(r"[a-z]+:", target):
            assert (ROOT / page).parent.joinpath(target).exists(), f"{page}: {target}"


def test_every_decision_is_in_the_index() -> None:
    """With its title as it stands there."""
    index = (ROOT / "docs/adr/README.md").read_text("utf-8")
    for page in sorted((ROOT / "docs/adr").glob("[0-9]*.md")):
        title = page.read_text("utf-8").splitlines()[0].partition(": ")[2]
        assert f"| [{page.name[:4]}]({page.name}) | {title} |" in index


def test_ci_runs_exactly_the_test_command_of_the_readme() -> None:
    """What a newcomer pastes is what guards the repository."""
    readme = (ROOT / "README.md").read_text("utf-8")
    last = (ROOT / ".ci/run").read_text("utf-8").splitlines()[-1]
    command = last.removeprefix("exec ").removesuffix(" </dev/null")
    assert command == "python3 scripts/check.py"
    assert f"\n{command}\n" in readme


def test_the_readme_says_what_it_is_not() -> None:
    """Nobody may take a green board for a safe gun."""
    readme = " ".join((ROOT / "README.md").read_text("utf-8").split())
    for sentence in ("makes no gun safe", "proves no compliance", "knives", "not on the register"):
        assert sentence in readme


@pytest.mark.skipif(shutil.which("ssh-keygen") is None or os.name == "nt", reason="needs ssh-keygen and a POSIX shell")
def test_the_check_with_stock_tools_in_the_readme_works_as_it_stands_there(tmp_path: Path) -> None:
    """Who does not trust us pastes exactly this."""
    readme = (ROOT / "README.md").read_text("utf-8")
    script = next(block for block in re.findall(r"```sh\n(.*?)```", readme, re.DOTALL) if "check-record.sh" in block)
    answer = re.search(r"```\n(GOOD.*?)```", readme, re.DOTALL)
    assert answer
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    make_demo(tmp_path / "showclear-demo", now=datetime.now(UTC).replace(microsecond=0), rounds=1)

    def check() -> str:
        done = subprocess.run(("sh", "-c", script), cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.stdout

    good = check()
    assert good.endswith(answer[1])
    assert all(line.startswith("GOOD: ") for line in good.splitlines())
    newest = sorted((tmp_path / "showclear-demo/log").iterdir())[-1]
    newest.chmod(0o644)
    newest.write_bytes(newest.read_bytes().replace(b"RUB-1", b"RUB-7", 1))
    assert "ALTERED" in check()


def test_the_page_about_accidents_is_what_the_accounts_say() -> None:
    """docs/incidents.md is written from tests/incidents, which hold every sentence of it."""
    command = [sys.executable, str(ROOT / "scripts" / "incidents.py"), "--check"]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0

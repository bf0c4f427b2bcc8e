"""Every attack of the catalogue, held over the program and both stand-alone verifiers."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from zlib import crc32

import pytest

from showclear.ledger.steps import STEPS
from showclear.ledger.verification import LogResult, verify_log
from tests.attacks.cases import CASES
from tests.attacks.catalogue import RANKS, WARNING
from tests.attacks.table import MARK, PAGE, table
from tests.standalone import scripts

needs_shell = pytest.mark.skipif(not scripts.has_shell_tools, reason="needs sh, awk and ssh-keygen")
IDS = {step.number: step.id for step in STEPS}
WORST_FIRST = (*RANKS[:3], WARNING)


def said(result: LogResult) -> scripts.Said:
    """The findings of the program as the scripts give theirs."""
    return frozenset(
        (one.step, WARNING if one.is_warning else str(one.verdict), scripts.place(one.where))
        for one in result.all_findings()
    )


def by_step(found: scripts.Said) -> dict[str, str]:
    """Step id to the worst that it says."""
    worst: dict[str, str] = {}
    for step, verdict, _ in found:
        worst[IDS[step]] = min(verdict, worst.get(IDS[step], WARNING), key=WORST_FIRST.index)
    return worst


@cache
def files_of(name: str) -> dict[str, bytes]:
    """The forged folder of a case."""
    return CASES[name].files()


@cache
def program_says(name: str) -> LogResult:
    """What the program says about it."""
    return verify_log(files_of(name))


@pytest.mark.parametrize("name", CASES)
def test_the_program_finds_what_the_catalogue_says(name: str) -> None:
    """Verdict, steps and words."""
    case, result = CASES[name], program_says(name)
    assert by_step(said(result)) == case.expected
    assert str(result.verdict) == case.verdict
    assert case.says in "\n".join(map(str, result.all_findings()))


@pytest.mark.parametrize("name", CASES)
def test_the_python_script_says_the_same_about_the_same_files(name: str) -> None:
    """Two programs that share no line find the same steps, verdicts and files."""
    answer, ours = scripts.python_says(files_of(name)), program_says(name)
    assert answer.said == said(ours)
    assert answer.verdict == str(ours.verdict)


ALONE = ("edits", "characters", "grammar", "signatures")
"""Groups of attacks on one file each: the shell script is given all of a group in one folder, as it takes a while."""
TOGETHER = {group: [case.name for case in CASES.values() if case.group == group] for group in ALONE}
SINGLE = [case.name for case in CASES.values() if case.group not in ALONE]


@needs_shell
@pytest.mark.parametrize("name", SINGLE)
def test_the_shell_script_says_the_same_at_every_step_that_it_does(name: str, tmp_path: Path) -> None:
    """With each awk in turn."""
    answer = shell_says(tmp_path, files_of(name), name)
    assert answer.said == frozenset(one for one in said(program_says(name)) if one[0] in scripts.SHELL_STEPS)


@needs_shell
@pytest.mark.parametrize("group", ALONE)
def test_the_shell_script_says_the_same_about_every_forged_file(group: str, tmp_path: Path) -> None:
    """All files of a group beside each other: it says of each what the program says."""
    files = {name: data for case in TOGETHER[group] for name, data in files_of(case).items()}
    answer = shell_says(tmp_path, files, group)
    assert answer.said == frozenset(one for one in said(verify_log(files)) if one[0] in scripts.SHELL_STEPS)


def shell_says(folder: Path, files: dict[str, bytes], name: str) -> scripts.Answer:
    """What the shell script says about files, with an awk that the name chooses."""
    for file, data in files.items():
        (folder / file).write_bytes(data)
    return scripts.shell_says(folder, scripts.AWKS[crc32(name.encode()) % len(scripts.AWKS)])


def test_the_table_of_attacks_in_the_docs_is_that_of_the_catalogue() -> None:
    """Case, verdict and finding, for who has to trust this without running it."""
    assert PAGE.read_text("utf-8").partition(MARK)[2] == table()
    assert table().count("\n| `") == len(CASES)

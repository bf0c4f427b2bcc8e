"""docs/format.md says what the code does, byte for byte where it gives bytes."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from showclear.domain.text import FORBIDDEN_RANGES
from showclear.ledger.head import FIRST_LINE
from showclear.ledger.quorum import QUORUMS
from showclear.ledger.record import CUT, parse_frame
from showclear.ledger.sshsig import armor
from showclear.ledger.steps import STEPS, Verdict
from tests.golden.make_golden import FOLDER

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "format.md").read_text("utf-8")


def fence(language: str, holding: str) -> str:
    """The code block that holds a text."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    return next(block for block in blocks if holding in block)


def test_the_steps_are_those_of_the_code() -> None:
    """One table: number, id, sentence and rules."""
    rows = re.findall(r"^\| (\d+) \| ([a-z]+) \| (.+) \| (.+) \|$", PAGE, re.MULTILINE)
    assert rows == [(str(step.number), step.id, step.sentence, step.rules or "–") for step in STEPS]
    assert [step.number for step in STEPS] == list(range(1, len(STEPS) + 1))


def test_the_forbidden_code_points_are_those_of_the_code() -> None:
    """Rule 2."""
    shown = ", ".join(f"{one:04X}" if one == two else f"{one:04X}–{two:04X}" for one, two in FORBIDDEN_RANGES)
    assert f"stand nowhere: {shown}." in PAGE


def test_every_kind_is_listed_with_its_signers() -> None:
    """Rule 19."""
    for quorum in QUORUMS.values():
        assert f"| `{quorum.kind}` | {quorum.sentence} |" in PAGE


def test_the_verdicts_are_listed_worst_first() -> None:
    """The same words and order as in the code."""
    assert re.findall(r"^\| (altered|unverifiable|incomplete|intact) \|", PAGE, re.MULTILINE) == list(Verdict)


def test_the_fixed_lines_are_those_of_the_code() -> None:
    """Rules 4 and 13."""
    assert f"| `{FIRST_LINE}` |" in PAGE
    assert fence("text", "# ====").encode() == CUT


def test_the_worked_example_is_a_golden_record_with_the_numbers_given() -> None:
    """Bytes, lengths, covered ranges, digest and the signature in hexadecimal."""
    data = fence("toml", "schema =").encode()
    frame = parse_frame(data)
    name = next(name for name in re.findall(r"`([a-z0-9-]+\.toml)` of `tests/golden/`", PAGE))
    assert (FOLDER / name).read_bytes() == data
    one, two = frame.blocks
    assert f"has {len(data)} bytes. Bytes 0 to {len(frame.body) - 1} are the body, the next {len(CUT)} are CUT" in PAGE
    flowing = PAGE.replace("\n", " ")
    assert (
        f"The first signature covers bytes 0 to {one.covered - 1}, the second bytes 0 to {two.covered - 1}" in flowing
    )
    assert f"`{frame.digest}`" in PAGE
    shown = "".join(re.findall(r"(?<![0-9a-z])(?:[0-9a-f]{2}){4,}(?![0-9a-z])", fence("text", "53534853494")))
    blob = bytes.fromhex(shown)
    assert len(blob) == 188
    assert armor(blob) == one.armored


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen")
def test_the_two_commands_of_the_page_check_the_golden_folder(tmp_path: Path) -> None:
    """What the page tells an auditor to type."""
    allowed = tmp_path / "allowed_signers"
    files = sorted(FOLDER.iterdir())
    made = subprocess.run(["sh", DOCS / "allowed-signers.sh", *files], capture_output=True, check=True)
    allowed.write_bytes(made.stdout)
    assert made.stdout.count(b"\n") == 5
    codes = [
        subprocess.run(["sh", DOCS / "check-record.sh", file, allowed], capture_output=True, check=False).returncode
        for file in files
    ]
    assert codes == [0] * 10 + [2] * 2

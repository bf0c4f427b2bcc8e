"""`showclear show`: a record as a person reads it, and its bytes as they are."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import pytest

from tests.cli.conftest import Run
from tests.cli.productions import Founded


def test_a_record_is_found_by_name_by_number_and_by_digest(showclear: Run, production: Founded) -> None:
    """Whatever somebody reads out over the radio."""
    name = production.names[2]
    digest = hashlib.sha256(production.file(3).read_bytes()).hexdigest()
    log = name.rpartition("-000003-")[0]
    pages = {showclear("show", one, "--in", production.folder).out for one in (name, f"{log}/3", digest[:10])}
    (page,) = pages
    assert "Enrolment: Jonas Weil, assistant director" in page
    assert "verdict  intact" in page
    assert "signature 2  Jonas Weil, assistant director: accepted" in page
    assert digest in page


def test_the_raw_bytes_are_exactly_those_of_the_file(machine: object, production: Founded) -> None:
    """They go into sha256sum and ssh-keygen."""
    command = (sys.executable, "-m", "showclear", "show", production.names[0], "--raw")
    done = subprocess.run(command, cwd=production.folder, env=os.environ.copy(), capture_output=True, check=False)
    assert done.returncode == 0
    assert done.stdout == production.file(1).read_bytes()


@pytest.mark.parametrize("wanted", ["nothing", "", "cart/99", "../../etc/passwd", "\x1b[2J"])
def test_a_record_that_is_not_there_is_told(showclear: Run, production: Founded, wanted: str) -> None:
    """With what may be given instead."""
    ran = showclear("show", wanted, "--in", production.folder)
    assert ran.code == 2
    assert ran.out == ""
    assert "Give the file name" in ran.err
    assert "\x1b" not in ran.err


HOSTILE = {
    "empty": b"",
    "binary": bytes(range(256)) * 64,
    "escape sequence": b"\x1b[2J\x1b]0;owned\x07\n",
    "markup": "[/][@click=app.quit]x[/]\n\u202e\n".encode(),
    "a line of two megabytes": b"x" * 2_000_000,
    "deeply nested": b"a = " + b"[" * 50_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_damaged_record_is_shown_with_its_verdict_and_nothing_is_obeyed(
    showclear: Run, production: Founded, name: str
) -> None:
    """What cannot be read is said; what can is text."""
    production.overwrite(4, HOSTILE[name])
    ran = showclear("show", production.names[3], "--in", production.folder)
    assert ran.code == 0
    assert "verdict  altered" in ran.out
    assert "step 1" in ran.out or "step 2" in ran.out
    assert "\x1b" not in ran.out
    assert len(ran.out) < 5_000

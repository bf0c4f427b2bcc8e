"""`showclear paper`: the hours on paper, entered line by line and signed by two."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from showclear.app.demo import ARMORER, DIRECTOR, make_demo
from showclear.domain.situation.paper import RECONSTRUCTION
from tests.cli.conftest import Run
from tests.cli.productions import Founded

BEGUN = "2026-01-05 10:00\n2026-01-05 11:30\npad of 5 January\n\n"
"""When it was, from which paper, in nobody's words."""


def test_hours_on_paper_are_entered_and_say_so_wherever_they_are_shown(showclear: Run, tmp_path: Path) -> None:
    """A line that does not hold, one that does not agree, one that does; then the five words of two."""
    made = make_demo(tmp_path / "demo", now=datetime.now(UTC).replace(microsecond=0), rounds=1)
    words = {one.person.id: one.passphrase for one in made.credentials}
    photograph = tmp_path / "sheets.jpg"
    photograph.write_bytes(b"a photograph")
    # Kinds: 1 who had it, 5 counted, 6 sign, 7 take the last out.
    lines = "5\n10:05\n1\nmany\n\n5\n10:05\n1\n7\n\n7\n1\n10:30\n1\n1\nsafe 9\n6\ny\n"
    signers = f"1\n{words[ARMORER.id]}\n1\n{words[DIRECTOR.id]}\n"
    ran = showclear("paper", made.folder, "--photo", photograph, typed=f"{BEGUN}{lines}{signers}")
    assert ran.code == 0, ran.err
    assert "How many, by both" in ran.err
    assert "Does not agree: " in ran.err
    assert "10:30  A-07 is locked in safe 9." in ran.out
    record = ran.out.splitlines()[-1]
    shown = showclear("show", record, "--in", made.folder).out
    assert shown.splitlines()[1] == RECONSTRUCTION
    assert "paper: pad of 5 January" in shown
    assert "photograph: sha256:" in shown
    assert "safe 9" in showclear("board", made.folder).out
    assert showclear("verify", made.folder).code == 0


def test_nothing_is_recorded_where_nothing_was_entered(showclear: Run, production: Founded) -> None:
    """Signing nothing is refused, giving up is not."""
    ran = showclear("paper", production.folder, typed=f"{BEGUN}6\n8\n")
    assert ran.code == 1
    assert "Nothing is entered yet." in ran.err
    assert "Unit Main unit, 2026-01-05 10:00 to 11:30." in ran.out
    assert len(list((production.folder / "log").iterdir())) == 5


def test_a_time_that_is_none_is_asked_again(showclear: Run, production: Founded) -> None:
    """All four are asked again: the message names the one."""
    ran = showclear("paper", production.folder, typed=f"noon\n\npad\n\n{BEGUN}8\n")
    assert ran.code == 1
    assert '"noon" is not a time' in ran.err


def test_a_photograph_that_is_not_there_is_told(showclear: Run, production: Founded) -> None:
    """Before anything is asked."""
    ran = showclear("paper", production.folder, "--photo", production.folder / "none.jpg")
    assert ran.code != 0
    assert "none.jpg" in ran.err

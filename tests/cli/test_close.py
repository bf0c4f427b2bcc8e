"""`showclear close`: the end of a production, and what is left of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from showclear.storage import passphrase
from tests.cli.conftest import Run
from tests.cli.productions import Founded

OFFICER, PRODUCER, ARMORER = "ada-nilsen", "otto-brandt", "mara-reyes"


def agreed(production: Founded) -> str:
    """Yes, and the five words of both."""
    return f"y\n{production.words[OFFICER]}\n{production.words[PRODUCER]}\n"


def test_after_the_closing_nothing_is_signed_and_everything_verifies(
    showclear: Run, production: Founded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every key but the producer's ends. A reshoot begins with a new key of the safety officer, by the producer."""
    folder = production.folder
    ran = showclear("close", folder, typed="n\n")
    assert ran.code == 1
    assert len(list((folder / "log").iterdir())) == 5
    ran = showclear("close", folder, typed=agreed(production))
    assert ran.code == 0, ran.err
    assert len(ran.out.split()) == 3, "armorer, assistant director, and the officer last"
    last = (folder / "log" / ran.out.split()[-1]).read_text()
    assert "Production closed: key of Ada Nilsen, safety officer" in last
    assert showclear("verify", folder).code == 0
    assert "This production is closed" in showclear("board", folder).out
    assert showclear("people", folder).out.count("  counts") == 1
    ran = showclear("close", folder)
    assert (ran.code, "is closed" in ran.err) == (0, True)
    ran = showclear("rules", folder, "--adopt", "canada", typed=agreed(production))
    assert (ran.code, "is closed" in ran.err) == (6, True)
    assert showclear("copy", folder, tmp_path / "archive").code == 0

    words = "able acid acorn acre actor"
    monkeypatch.setattr(passphrase, "generate_passphrase", lambda: words)
    ran = showclear("people", folder, "--new-key", OFFICER, typed=f"{production.words[PRODUCER]}\n1\n{words}\n")
    assert ran.code == 0, ran.err
    assert "closed" not in showclear("board", folder).out
    ran = showclear("people", folder, "--new-key", ARMORER, typed=f"{words}\n1\n{words}\n")
    assert ran.code == 0, ran.err
    assert showclear("verify", folder).code == 0


def test_a_record_that_another_laptop_signs_after_the_closing_counts_nowhere(
    showclear: Run, production: Founded, tmp_path: Path
) -> None:
    """A copy that knows nothing of the closing works on; when the records meet, nothing of it counts."""
    elsewhere = tmp_path / "elsewhere"
    assert showclear("copy", production.folder, elsewhere).code == 0
    assert showclear("close", production.folder, typed=agreed(production)).code == 0
    typed = f"y\n{production.words[OFFICER]}\n{production.words[ARMORER]}\n"
    late = showclear("rules", elsewhere, "--adopt", "canada", typed=typed)
    assert late.code == 0, late.err
    showclear("copy", elsewhere, production.folder)
    ran = showclear("verify", production.folder)
    assert ran.code == 11
    assert any(late.out.split()[-1] in line and "is revoked" in line for line in ran.out.splitlines())
    assert "Canada" not in showclear("board", production.folder).out

"""`showclear approve`: what waits for a signature from afar, and signing it."""

from __future__ import annotations

from pathlib import Path

import pytest

from showclear.app.beginning import key_of_words
from showclear.app.founding import KeysAtHand
from showclear.app.production import Production
from showclear.app.signing import SigningSession
from showclear.domain.people import Role
from showclear.ledger.record import parse_frame
from showclear.storage.files import LocalFileSystem
from showclear.storage.paths import MachinePaths
from tests.cli.conftest import Run
from tests.cli.productions import Founded

OFFICER, ARMORER = "ada-nilsen", "mara-reyes"


@pytest.fixture
def proposed(production: Founded, machine: Path) -> str:
    """The safety officer signed the adoption of a rule pack; the armorer is elsewhere."""
    opened = Production.open(production.folder, machine=MachinePaths(machine))
    try:
        officer = opened.person(OFFICER)
        assert officer.role is Role.SAFETY_OFFICER
        draft = opened.rules.draft(opened.rules.propose(("california",)), OFFICER, ARMORER)
        key = key_of_words(LocalFileSystem(), MachinePaths(machine), officer, production.words[OFFICER])
        session = SigningSession(
            opened.approvals.propose(draft, [OFFICER]), opened.book, KeysAtHand((key,)), opened.clock
        )
        published = session.sign(key.passphrase)
        assert published is not None
        assert opened.rules.adopted() == ()
        return published.name.removesuffix(".toml")
    finally:
        opened.close()


def test_what_waits_is_listed_word_by_word_and_then_signed(
    showclear: Run, production: Founded, machine: Path, proposed: str
) -> None:
    """The pack holds from the approval on; everything verifies."""
    ran = showclear("approve", production.folder, "--list")
    assert ran.code == 0
    assert ran.out.startswith(proposed)
    assert "signed by Ada Nilsen; needs the safety officer and the armorer" in ran.out
    ran = showclear("approve", production.folder, typed="n\n")
    assert (ran.code, len(list((production.folder / "log").iterdir()))) == (1, 6)
    ran = showclear("approve", production.folder, typed=f"y\n{production.words[ARMORER]}\n")
    assert ran.code == 0, ran.err
    name = ran.out.splitlines()[-1]
    (block,) = parse_frame((production.folder / "log" / name).read_bytes()).blocks
    assert (block.person, block.meaning) == (ARMORER, "approved")
    opened = Production.open(production.folder, machine=MachinePaths(machine), window=False)
    assert "california" in [one.id for one in opened.rules.adopted()]
    opened.close()
    assert showclear("verify", production.folder).code == 0
    ran = showclear("approve", production.folder)
    assert (ran.code, ran.out) == (0, "")
    assert "Nothing waits" in ran.err


def test_an_adoption_is_proposed_with_one_key_and_taken_back(showclear: Run, production: Founded) -> None:
    """`--elsewhere` names who signs on another laptop; nothing changes, and the officer thinks better of it."""
    ran = showclear("rules", production.folder, "--adopt", "california", "--elsewhere", "otto-brandt", typed="y\n")
    assert ran.code == 2
    assert "does not sign this" in ran.err
    typed = f"y\n{production.words[OFFICER]}\n"
    ran = showclear("rules", production.folder, "--adopt", "california", "--elsewhere", ARMORER, typed=typed)
    assert ran.code == 0, ran.err
    assert "Nothing changed yet." in ran.err
    assert "California" in showclear("approve", production.folder, "--list").out
    ran = showclear("approve", production.folder, "--take-back", typed=typed)
    assert ran.code == 0, ran.err
    assert showclear("approve", production.folder, "--list").out == ""
    assert showclear("verify", production.folder).code == 0

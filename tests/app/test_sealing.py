"""The seal of a day, through real signatures: what it states, what it ends, and what its words prove years on."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from showclear.app.demo import ARMORER, DIRECTOR, HANDLER, OFFICER
from showclear.app.sealing import code_of
from showclear.domain.effects import Effect
from showclear.domain.situation.sealing import unsealed_day
from showclear.errors import InputError, RefusedError
from showclear.ledger.seal_words import start_of
from showclear.ledger.sealing import read_seal, root_of
from showclear.ledger.steps import STEP_IDS, Verdict
from tests.app.signing_by_hand import sign_out, signed
from tests.app.stage import COLT, Stage
from tests.app.test_ends_of_stops import open_day

SCRIPT = Path(__file__).resolve().parent.parent.parent / "docs/seal-words.sh"


@pytest.fixture
def day(stage: Stage) -> Stage:
    """A day that is open."""
    stage.open()
    open_day(stage)
    return stage


def seal(stage: Stage) -> str:
    """Seal the day; the name of the record."""
    session = stage.production.seals.seal(stage.production.unit, ARMORER.id, DIRECTOR.id)
    published = sign_out(stage, session)
    assert not published.not_counted
    return next(name for name in stage.names() if published.name.removesuffix(".toml") in name)


def wrap(stage: Stage) -> None:
    """J, with a gap."""
    unit = stage.production.unit
    ends = Effect("wrapped", {"unit": unit, "day": "2026-03-02", "reconciled": "no", "gaps": "none counted"})
    signed(stage, "wrap", ends, by=(ARMORER, DIRECTOR))


def test_a_seal_is_over_every_record_and_verifies(day: Stage) -> None:
    """Its root is that of the files as they are on the disk; the second seal covers what came after the first."""
    wrap(day)
    before = day.names()
    first = seal(day)
    stated = read_seal(first, day.production.book.body(first))
    digests = [day.production.book.facts(name).digest for name in before]  # type: ignore[union-attr]
    assert stated.leaves == len(before)
    assert stated.root == root_of([bytes.fromhex(one) for one in digests])
    assert len(stated.heads) == 1
    day.production.take_back(COLT)
    second = read_seal("", day.production.book.body(seal(day)))
    assert second.leaves == 2
    day.assert_whole()


def test_a_day_that_was_not_wrapped_can_be_sealed_and_the_seal_says_so(day: Stage) -> None:
    """A seal is always possible; what is open stands in it in words."""
    name = seal(day)
    body = day.production.book.body(name)
    assert body["gaps"]["open"][0] == "The day 2026-03-02 is not wrapped (J)."
    assert "not wrapped" in " ".join(body["in_words"])


def test_after_the_wrap_the_seal_is_due_until_it_is_signed(day: Stage) -> None:
    """One key starts it; the next morning does not wait for it."""
    wrap(day)
    view = day.production.book.situation.view
    assert unsealed_day(view, day.production.unit) == "2026-03-02"
    (line,) = [one for one in day.production.board().due if one.act == "seal"]
    assert not line.blocking
    seal(day)
    assert not [one for one in day.production.board().due if one.act == "seal"]
    assert unsealed_day(day.production.book.situation.view, day.production.unit) == ""


def test_a_seal_ends_what_is_still_cleared(stage: Stage) -> None:
    """R-030: design section 6, a clearance ends with the day seal."""
    stage.open()
    stage.clear()
    assert stage.status().clearance is not None
    seal(stage)
    assert stage.status().clearance is None
    assert stage.status().state == "unverified"


def test_concerns_that_wait_are_under_the_seal(day: Stage) -> None:
    """Published with the seal, so nobody can take one away afterwards."""
    day.production.stops.concern("nobody slept", date(2026, 3, 2))
    wrap(day)
    assert day.production.stops.concerns.waiting() == 1
    seal(day)
    kinds = [day.production.record(name).kind for name in day.names()]
    assert kinds.index("concern") < kinds.index("day-seal")


def test_only_the_armorer_and_an_assistant_director_seal_a_day(day: Stage) -> None:
    """R-052."""
    for armorer, director in ((HANDLER, DIRECTOR), (ARMORER, OFFICER), (DIRECTOR, ARMORER)):
        with pytest.raises(RefusedError, match="R-052"):
            day.production.seals.seal(day.production.unit, armorer.id, director.id)
    with pytest.raises(RefusedError, match="no day to seal"):
        day.production.seals.seal("Unit of nobody", ARMORER.id, DIRECTOR.id)


def test_a_gap_that_opens_before_the_second_signature_starts_the_seal_anew(day: Stage) -> None:
    """What both sign is what is open then."""
    session = day.production.seals.seal(day.production.unit, ARMORER.id, DIRECTOR.id)
    session.sign(day.pins[ARMORER.id])
    wrap(day)
    with pytest.raises(RefusedError, match="has changed"):
        session.sign(day.pins[DIRECTOR.id])
    assert not [name for name in day.names() if day.production.record(name).kind == "day-seal"]


def test_a_seal_that_states_another_root_is_found(day: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Step 20: two people could sign what their records do not give."""
    monkeypatch.setattr("showclear.ledger.sealing.root_of", lambda leaves: "0" * 64)
    name, day.damaged = seal(day), True
    monkeypatch.undo()
    result = day.verify()
    (finding,) = [one for one in result.all_findings() if one.step == STEP_IDS["seals"]]
    assert (finding.verdict, finding.where) == (Verdict.UNVERIFIABLE, name)


def test_stock_tools_find_the_words_of_a_seal(day: Stage) -> None:
    """By hand: sha256sum and awk."""
    name = seal(day)
    told = day.production.seals.of(name)
    assert start_of(" ".join(told.words)) == told.digest[:22]
    assert told.code == code_of(told.digest)
    for shell in filter(None, map(shutil.which, ("sh", "bash"))):
        done = subprocess.run(
            [shell, str(SCRIPT), str(day.folder / "log" / name)], capture_output=True, text=True, check=True
        )
        assert done.stdout.startswith(" ".join(told.words) + "  ")


def test_what_stops_the_set_is_named_as_open(day: Stage) -> None:
    """A concern that nobody could answer is published with the seal; it said that nothing was open."""
    wrap(day)
    day.production.stops.concern("the stairs are icy", day.clock.now().date())
    day.production.hold("a round on the floor")
    session = day.production.seals.seal(day.production.unit, ARMORER.id, DIRECTOR.id)
    told = " ".join(session.view().follows)
    assert "Open: The concern is not answered: the stairs are icy" in told
    assert "Open: The hold is not lifted: a round on the floor" in told
    assert "Nothing is open" not in told
    sign_out(day, session)


def test_the_root_is_computed_by_hand_with_stock_tools(day: Stage, tmp_path: Path) -> None:
    """Of the first seal, and of one that leaves out what the first one covers; a file that is gone is named."""
    script = str(SCRIPT.with_name("seal-root.sh"))
    wrap(day)
    first = seal(day)
    day.production.take_back(COLT)
    second = seal(day)
    for name in (first, second):
        stated = read_seal(name, day.production.book.body(name))
        for shell in filter(None, map(shutil.which, ("sh", "bash"))):
            done = subprocess.run(
                [shell, script, str(day.folder / "log"), str(day.folder / "log" / name)],
                capture_output=True, text=True, check=True,
            )  # fmt: skip
            assert done.stdout.split() == ["leaves", str(stated.leaves), "root", f"sha256:{stated.root}"]
    elsewhere = tmp_path / "copy"
    shutil.copytree(day.folder / "log", elsewhere)
    (elsewhere / day.names()[2]).unlink()
    done = subprocess.run(["sh", script, str(elsewhere), str(elsewhere / first)], capture_output=True, text=True)
    assert done.returncode == 1
    assert "missing: " in done.stderr


def test_words_that_are_none_say_which_and_what_they_may_have_been() -> None:
    """Somebody reads their own handwriting."""
    with pytest.raises(InputError, match="7 words"):
        start_of("noble behave comfort true gap bridge lesson")
    with pytest.raises(InputError, match=r'Word 8, "ventre".*"venture"'):
        start_of("noble behave comfort true gap bridge lesson ventre")
    assert start_of("1 Noble, 2 behave 3 comf 4 true 5 gap 6 bridge 7 less 8 VENTURE.") == start_of(
        "noble behave comfort true gap bridge lesson venture"
    )

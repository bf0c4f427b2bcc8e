"""A verifier keeps its books as files come, go and change; it never says another thing than one that starts anew."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

import pytest

from showclear.ledger import verification
from showclear.ledger.inspection import inspect_record
from showclear.ledger.record import read_name
from showclear.ledger.relations import (
    chain_findings,
    citation_findings,
    key_findings,
    production_findings,
    quorum_findings,
    relate,
    seal_findings,
    time_findings,
)
from showclear.ledger.verification import LogResult, Verifier, verify_log
from tests.ledger.workshop import two_laptops

Files = Mapping[str, bytes]


def said(result: LogResult) -> tuple[object, ...]:
    """Everything that a result says, without the order in which it was found."""
    return (
        result.verdict,
        dict(result.records),
        sorted(result.findings, key=str),
        dict(result.logs),
        result.forks,
        result.strays,
        dict(result.heads),
    )


def changes(chance: random.Random) -> Iterator[Files]:
    """A folder as it is found one look after the other: files come in any order, one is edited, one goes, one is back.

    Beside it lie a conflict copy, a record under another name, and a clone of this laptop that goes on by itself.
    """
    workshop = two_laptops()
    clone = two_laptops()
    clone.inspect("cart-a1b2", "R-9")
    everything = {**workshop.files, **clone.files, "cart (conflict).toml": b"x"}
    names = list(everything)
    chance.shuffle(names)
    files: dict[str, bytes] = {}
    for name in names:
        files[name] = everything[name]
        yield dict(files)
        victim = chance.choice(sorted(files))
        if chance.random() < 0.3:
            yield {**files, victim: files[victim][:-20]}
        if chance.random() < 0.3:
            yield {other: data for other, data in files.items() if other != victim}


@pytest.mark.parametrize("few", [verification.A_FEW, 0, 3])
@pytest.mark.parametrize("seed", range(6))
def test_a_verifier_that_is_asked_after_each_change_says_what_a_new_one_says(
    seed: int, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Verdicts, gaps, forks, heads and doubled events; and `turned` names just those whose verdict is another one.

    However often it puts together what it said of many files; what it said before stays as it was.
    """
    monkeypatch.setattr(verification, "A_FEW", few)
    workshop = two_laptops()
    verifier = Verifier(workshop.production)
    before: Files = {}
    known = verifier.result()
    for files in changes(random.Random(seed)):
        said_before = dict(known.records)
        gone = before.keys() - files.keys()
        if gone:
            verifier.forget(gone)
        verifier.add({name: data for name, data in files.items() if before.get(name) != data})
        result = verifier.result()
        assert said(result) == said(verify_log(files, (), workshop.production))
        assert dict(known.records) == said_before
        later, each = result.records.later, dict(result.records)
        assert (len(later), dict(later.items()), list(later.values())) == (len(each), each, list(each.values()))
        verdicts = {name: one.verdict for name, one in known.records.items()}
        assert result.turned == {
            name for name, one in result.records.items() if verdicts.get(name, one.verdict) is not one.verdict
        }
        before, known = files, result


@pytest.mark.parametrize("seed", range(3))
def test_what_is_said_of_a_record_is_what_each_step_says_by_itself(seed: int) -> None:
    """Nearly all records are asked once, whether any step could have something to say. None may slip through."""
    silent = told = 0
    for files in changes(random.Random(seed)):
        verifier = Verifier()
        verifier.add(files)
        context = verifier.context()
        for one in (inspect_record(data, name) for name, data in files.items() if read_name(name) is not None):
            steps = (
                *production_findings(one, context.production),
                *quorum_findings(one),
                *key_findings(one, context.roster),
                *chain_findings(one, context.chain),
                *citation_findings(one, context.chain),
                *time_findings(one, context.chain),
                *seal_findings(one, context.chain),
            )
            assert relate(one, context) == steps
            silent, told = silent + (not steps), told + bool(steps)
    assert silent
    assert told

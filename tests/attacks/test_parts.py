"""A part of a forged folder, as a bundle hands it on, says of every record in it what the whole folder says."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest

from showclear.app.bundle.choosing import Choice, Chosen, Scope, Why, choose
from showclear.app.bundle.noted import Holding, hold
from showclear.app.desk.noting import Surroundings
from showclear.ledger.inspection import inspect_record
from showclear.ledger.record import read_name
from showclear.ledger.verification import verify_log
from tests.attacks.cases import CASES

FALL_BACK = ("changed-field-after", "foreign-log-outnumbers")
"""The attacks of which a part would look different, as the second is a matter of how many records there are: of all
others a part is enough, revocations and all."""


def held(files: dict[str, bytes]) -> Holding:
    """A folder in memory as a bundle sees it."""
    records = {name: data for name, data in files.items() if read_name(name) is not None}
    strays = {name: data for name, data in files.items() if name not in records and not name.startswith(".")}
    inspections = [inspect_record(data, name) for name, data in records.items()]
    return hold(Path("log"), inspections, strays, records.__getitem__, Surroundings({}, frozenset(), UTC))


def parts(holding: Holding) -> list[tuple[str, Chosen]]:
    """The bundles of the first, a middle and the last record."""
    names = list(holding.records)
    return [
        (name, choose(Choice(Scope.RECORD, name), holding)) for name in {names[0], names[len(names) // 2], names[-1]}
    ]


@pytest.mark.parametrize("name", CASES)
def test_a_part_says_what_the_whole_says(name: str) -> None:
    """Whoever hands on one day must not make an altered record look better, nor a good one worse."""
    files = CASES[name].files()
    holding = held(files)
    for asked, chosen in parts(holding):
        assert chosen.why[asked] is Why.ASKED
        assert not chosen.because or name in FALL_BACK
        alone = verify_log({one: files[one] for one in chosen.why}).records
        for one in chosen.why:
            whole = holding.result.records[one]
            assert alone[one].verdict is whole.verdict, one
            assert {found.step for found in alone[one].findings} == {found.step for found in whole.findings}, one


@pytest.mark.parametrize("name", FALL_BACK)
def test_where_a_part_would_say_something_else_all_goes_along(name: str) -> None:
    """The bundle checks itself before it is written, and says why more is in it than was asked for."""
    holding = held(CASES[name].files())
    fuller = [chosen for _, chosen in parts(holding) if chosen.because]
    assert fuller
    assert all(chosen.whole and set(chosen.why) == set(holding.records) for chosen in fuller)

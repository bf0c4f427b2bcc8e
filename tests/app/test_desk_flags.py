"""The two flags that a normal day does not make: something left for later, a clock that went back; in desk and log."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest

from showclear.app.definitions import shipped
from showclear.app.desk.needs import Group
from showclear.app.walking import Told
from showclear.cli import main
from showclear.domain.checklists import DEFERRED, Procedure
from tests.app.signing_by_hand import sign_out
from tests.app.stage import COLT, EMPTY, NOW, SECOND_COLT, TOLD, Stage
from tests.app.test_desk_needs import waiting

CLEANING = """[[block]]
id = "own-cleaning"
title = "Our own"
passing = "prep"

[[block.step]]
id = "cleaned"
headline = "CLEANED?"
answer = "choice"
defer = true
do = ["armorer"]
see = ["assistant-director"]
ask = "Is it cleaned?"
why = "A gun that is dirty sticks."
options = [
  { id = "cleaned", text = "Cleaned", key = "c" },
  { id = "tagged", text = "Tagged for cleaning", key = "t" },
]
prevents = ["obstructed-bore"]

[[effect]]
"""
"""A step that may be done later, as `checklists/README.md` shows it; no shipped checklist has one."""


def listed(stage: Stage, result: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What `showclear log --result` says about this production."""
    capsys.readouterr()
    assert main(["log", os.fspath(stage.folder), "--result", result]) == 0
    return capsys.readouterr().out


def test_what_was_left_for_later_is_flagged_with_the_step_that_is_still_to_do(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    """R-RUN-21: a production adopts a step that may be done later; whoever leaves it is found by the officer."""
    text = shipped().files["weapon-inspection"].decode()
    version = next(one for one in shipped().checklists if one.id == "weapon-inspection").version
    text = text.replace(f'version = "{version}"', 'version = "99.0.0"', 1).replace("[[effect]]\n", CLEANING, 1)
    extensions = stage.production.extensions
    extension = extensions.propose([("weapon-inspection.toml", text.encode())])
    draft = extensions.draft(extension, "ines-park", "mara-reyes")
    assert sign_out(stage, stage.production.sign(draft)).not_counted == ()
    done = stage.do(Procedure.INSPECTION, SECOND_COLT, EMPTY, TOLD)
    later = stage.do(Procedure.INSPECTION, COLT, EMPTY, Told({**TOLD.answers, "cleaned": DEFERRED}))
    assert (done.not_counted, later.not_counted) == ((), ())
    (row,) = [one for one in waiting(stage) if one.group is Group.FLAGGED]
    assert (row.what, row.record, row.thing) == ("deferred", later.name, COLT)
    assert row.words == "Left for later: own-cleaning cleaned."
    assert "! deferred: Left for later: own-cleaning cleaned." in listed(stage, "deferred", capsys)


def test_a_laptop_whose_clock_went_back_is_flagged_with_both_times(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    """The order of the records stands; the officer sees which one claims to be older than the one before it."""
    assert stage.clear(COLT, EMPTY).not_counted == ()
    stage.clock.set(NOW - timedelta(hours=3))
    stage.production.take_back(COLT)
    name = stage.names()[-1]
    found = {one.record: one for one in waiting(stage) if one.what == "clock"}
    assert f"It says {NOW - timedelta(hours=3):%Y-%m-%d %H:%M:%S}, before the record before it" in found[name].words
    assert "The clocks of the laptops" in found[""].title
    shown = listed(stage, "clock", capsys)
    assert shown.count("! clock: It says 2026-03-02 16:00:00, before the record before it") == 1

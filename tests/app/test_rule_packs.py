"""Adopting, changing and removing rule packs through the use cases, and what runs then ask."""

from __future__ import annotations

from typing import Any

import pytest

from showclear.app.demo import ARMORER, DIRECTOR, OFFICER
from showclear.app.production import RulesRefuseError
from showclear.app.rule_packs import UNNAMED, Proposal, limit_line
from showclear.app.walking import Told, sign_all
from showclear.domain.checklists import Procedure
from showclear.domain.limits import LIMITS
from showclear.errors import ChecklistError, InputError, RefusedError
from tests.app.stage import COLT, EMPTY, TOLD, Stage

OWN = """schema = "showclear-rules/1"
id = "own"
version = "1.0.0"
title = "Our own"
says = "Stricter."

[[value]]
limit = "{limit}"
value = {value}
ours = true
why = "Ours."
"""
ZONE = {"scene": "25A", "place": "Stage 3", "guns": COLT, "plan.load": "quarter", "plan.count": "2"}
DAY = {"place": "Stage 3", "day.blanks": "yes"}


def own(limit: str, value: str) -> bytes:
    """A production's own pack with one value."""
    return OWN.format(limit=limit, value=value).encode()


def adopt(stage: Stage, *packs: str | bytes, remove: tuple[str, ...] = ()) -> Proposal:
    """The safety officer and the armorer adopt and remove packs."""
    production = stage.production
    if not production.shifts.can_sign(OFFICER.id):
        production.shifts.open(OFFICER.id, "", stage.pins[OFFICER.id])
    proposal = production.rules.propose(packs, remove)
    session = production.rules.adopt(proposal, OFFICER.id, ARMORER.id)
    assert session.view().follows[: len(proposal.lines)] == proposal.lines, "what changes is read before signing"
    assert session.sign(stage.pins[OFFICER.id]) is None
    assert session.sign(stage.pins[ARMORER.id]) is not None
    return proposal


def test_a_pack_is_adopted_with_two_signatures_and_says_what_it_decides(stage: Stage) -> None:
    """The file lies in the production under its digest; each value is in the record with its source."""
    proposal = adopt(stage, "california")
    assert [change.stricter for change in proposal.changes] == [True]
    rules = stage.production.rules
    assert [one.id for one in rules.adopted()] == ["california"]
    line = next(one for one in rules.lines() if one.id == "permit_needed")
    assert (line.value, line.decided_by) == ("yes", (("California", "California Labor Code 9153"),))
    digest = next(one.digest for one in stage.production.adopted.files() if one.name == "california")
    assert (stage.folder / "definitions" / f"{digest}.toml").exists()
    assert stage.production.board().rules == ("California",)
    before = stage.production.rules.lines()
    assert stage.reopen().rules.lines() == before, "also from what was remembered of the files"


def test_what_becomes_looser_is_said_first_and_stands_in_the_record(stage: Stage) -> None:
    """A removal never loosens silently; and a limit is changed by adopting a pack anew."""
    adopt(stage, own("misfire_wait_seconds", "90"), "canada")
    assert stage.production.book.situation.limits["misfire_wait_seconds"] == 90
    proposal = stage.production.rules.propose((), ("own",))
    assert proposal.lines == ("LOOSER: how long nobody moves after a misfire: 90 seconds → 60 seconds",)
    proposal = adopt(stage, own("weapon_classes", '["rubber"]'))
    assert [change.stricter for change in proposal.changes] == [False, True]
    assert proposal.lines[0].startswith("LOOSER")
    name = stage.names()[-1]
    body: dict[str, Any] = next(
        stage.production.book.body(one) for one in stage.production.book.names() if one.startswith(name[:16])
    )
    assert tuple(body["rules"]["changes"]) == proposal.lines
    assert stage.production.book.situation.limits["misfire_wait_seconds"] == 60


def test_a_record_says_of_each_limit_that_it_used_who_had_decided_it_by_then(stage: Stage) -> None:
    """Also after the pack has gone: an old record means the same for ever."""
    before = stage.clear(COLT, EMPTY)
    adopt(stage, own("clearance_minutes", "9"))
    after = stage.clear(COLT, EMPTY)
    adopt(stage, remove=("own",))
    pages = [stage.production.record(one.name) for one in (before, after)]
    found = [{line.id: (line.value, line.decided_by) for line in page.limits} for page in pages]
    assert [one["clearance_minutes"] for one in found] == [
        ("15 minutes", (("Floor", "ours"),)),
        ("9 minutes", (("Our own", "ours"),)),
    ]


def test_a_limit_that_was_published_is_never_called_ours(stage: Stage) -> None:
    """Also where the list of sources cannot be read: who reads the page later takes it for the truth."""
    published = next(one for one in LIMITS.values() if one.source != "ours")
    for labels, source in (({published.source: "A law"}, "A law"), ({}, UNNAMED)):
        assert limit_line(published.id, published.floor, (), labels).decided_by == (("Floor", source),)


def test_removing_what_another_pack_asks_too_changes_nothing_and_says_so(stage: Stage) -> None:
    """Two places, one rule."""
    adopt(stage, "california", "uk")
    proposal = stage.production.rules.propose((), ("california",))
    assert (proposal.changes, proposal.lines) == (
        (),
        ("No limit changes: what holds now is as strict already.",),
    )


@pytest.mark.parametrize(
    ("packs", "remove", "fault"),
    [
        (("californa",), (), "no rule pack"),
        ((), ("uk",), "is not adopted here"),
        ((), ("floor",), "is not adopted here"),
        ((), (), "No pack is named"),
        (("uk", "uk"), (), "named twice"),
        ((OWN.format(limit="clearance_minutes", value=60).encode(),), (), "looser than the floor"),
        ((OWN.replace('"own"', '"floor"').format(limit="clearance_minutes", value=9).encode(),), (), "always in"),
        ((OWN.replace("ours = true", 'source = "X"').format(limit="clearance_minutes", value=9).encode(),), (), '"X"'),
    ],
)
def test_what_cannot_be_adopted_is_refused_in_words(
    stage: Stage, packs: tuple[str | bytes, ...], remove: tuple[str, ...], fault: str
) -> None:
    """Before anybody is asked to sign."""
    with pytest.raises((InputError, ChecklistError)) as caught:
        stage.production.rules.propose(packs, remove)
    assert fault in caught.value.message
    assert caught.value.remedy


def test_nobody_else_signs_rules_and_not_over_rules_that_changed_meanwhile(stage: Stage) -> None:
    """R-160: what was read before signing has to be what happens."""
    rules = stage.production.rules
    proposal = rules.propose(("california",))
    with pytest.raises(RefusedError, match="R-160"):
        rules.adopt(proposal, DIRECTOR.id, ARMORER.id)
    session = rules.adopt(proposal, OFFICER.id, ARMORER.id)
    adopt(stage, "canada")
    with pytest.raises(RefusedError, match="Other rules were adopted"):
        session.view()


def test_what_was_read_of_a_proposal_is_not_signed_over_rules_that_came_before_it_was(stage: Stage) -> None:
    """R-160: another laptop adopts a pack while somebody here reads what would change; the lines say something else."""
    rules = stage.production.rules
    proposal = rules.propose(("california",))
    adopt(stage, "canada")
    assert rules.propose(("california",)).lines != proposal.lines
    with pytest.raises(RefusedError, match="Other rules were adopted"):
        rules.adopt(proposal, OFFICER.id, ARMORER.id)


def test_a_banned_gun_is_refused_at_intake_and_inspection_with_pack_and_source(stage: Stage) -> None:
    """R-163: Australia bans what can fire a live round; the record of a rubber gun says what was allowed."""
    adopt(stage, own("weapon_classes", '["blank-firing", "replica", "rubber"]'))
    with pytest.raises(RulesRefuseError) as caught:
        stage.start(Procedure.INSPECTION, COLT, EMPTY)
    (refusal,) = [one for one in caught.value.refusals if one.rule == "R-163"]
    assert "Our own leaves it out (ours)." in [fact.text for fact in refusal.facts]
    weapon = {"weapon.class": "live-capable"}
    refusals = stage.production.refusals(Procedure.INTAKE, "N-01", {**_INTAKE, **weapon}, ARMORER.id, "sam-tran")
    assert "R-163" in {one.rule for one in refusals}


_INTAKE = {
    "weapon.tag": "N-01", "weapon.make": "M", "weapon.model": "M", "weapon.calibre": ".45", "weapon.serial": "S1",
    "weapon.action": "revolver", "weapon.ignition": "cartridge", "weapon.chambers": "6", "weapon.barrels": "1",
    "weapon.has": "", "weapon.feeds": "",
}  # fmt: skip


def test_a_day_asks_for_the_papers_that_a_pack_needs_and_no_gun_comes_out_without_them(stage: Stage) -> None:
    """R-165, R-166: the field is there only then; the record of the day names the paper."""
    asked = stage.production.prepare(Procedure.DAY_PEOPLE).fields
    assert {"permit", "police-notice"}.isdisjoint(field.id for field in asked)
    adopt(stage, "new-zealand")
    asked = stage.production.prepare(Procedure.DAY_PEOPLE).fields
    assert {"permit", "police-notice"} <= {field.id for field in asked}
    with pytest.raises(RulesRefuseError) as caught:
        stage.start(Procedure.INSPECTION, COLT, EMPTY)
    assert "R-166" in {one.rule for one in caught.value.refusals}
    with pytest.raises(RulesRefuseError) as caught:
        stage.do(Procedure.DAY_PEOPLE, "", {**DAY, "permit": "No. 7"}, TOLD)
    (refusal,) = caught.value.refusals
    assert "New Zealand asks for it (ScreenSafe New Zealand)." in [fact.text for fact in refusal.facts]
    stage.do(Procedure.DAY_PEOPLE, "", {**DAY, "permit": "No. 7, until May", "police-notice": "Sgt. Lee, 12"}, TOLD)
    assert "Permit: No. 7, until May. Police told: Sgt. Lee, 12." in stage.text(stage.names()[-1])


def test_the_rules_that_hold_are_written_into_a_run(stage: Stage) -> None:
    """Limits, packs with their digests, and the choices that are left: to be read in ten years."""
    adopt(stage, own("clearance_minutes", "9"))
    session = stage.start(Procedure.INSPECTION, COLT, EMPTY)
    stage.walk(session, TOLD)
    sign_all(session, stage.pins)
    body = stage.body_of(session)
    used = {row["name"]: row["value"] for row in body["limits"]["used"]}
    assert used["clearance_minutes"] == 9
    (pack,) = body["procedure"]["rules"]
    assert pack.split()[:2] == ["own", "1.0.0"]
    assert (stage.folder / "definitions" / f"{pack.split()[2]}.toml").exists()
    assert "hand_over_by: armorer" in body["procedure"]["choices"]
    (cleared,) = [row for row in body["effects"] if row["effect"] == "cleared"]
    assert cleared["minutes"] == 9


def test_a_run_is_not_signed_under_rules_that_became_stricter(stage: Stage) -> None:
    """What was entered was held against the limits of its start."""
    session = stage.start(Procedure.INSPECTION, COLT, EMPTY)
    stage.walk(session, TOLD)
    adopt(stage, "canada")
    with pytest.raises(RulesRefuseError) as caught:
        session.signing().view()
    assert "changed since this run began" in caught.value.refusals[0].sentence
    session.abandon("rules")


def test_after_a_misfire_nobody_moves_for_as_long_as_a_pack_says(stage: Stage) -> None:
    """Canada waits a minute; the floor half a minute."""
    floor = stage.production.start_emergency(Procedure.MISFIRE, (COLT,))
    assert floor.wait_seconds == 30
    adopt(stage, "canada")
    assert stage.production.start_emergency(Procedure.MISFIRE, ("A-08",)).wait_seconds == 60


def test_a_zone_is_measured_against_the_distance_of_a_pack(stage: Stage) -> None:
    """The distance stands in the effect, so that the fold can hold the zone against it; less stops the run."""
    adopt(stage, own("blank_stand_off", "1000"))
    near = stage.start(Procedure.BLANK_ZONE, "", ZONE)
    run = stage.walk(near, Told({**TOLD.answers, "distance": "990"}))
    assert run.stop is not None
    assert "at least 1000 cm is needed" in run.stop.reason
    near.abandon("too near")
    session = stage.start(Procedure.BLANK_ZONE, "", ZONE)
    stage.walk(session, TOLD)
    sign_all(session, stage.pins)
    (zoned,) = [row for row in stage.body_of(session)["effects"] if row["effect"] == "zoned"]
    assert zoned["stand_off"] == 1000

"""The pad: every step stands on it, nobody's answer does, and the second person's half says nothing of the first."""

from __future__ import annotations

import dataclasses

import pytest

from showclear.app.definitions import shipped
from showclear.app.printing.conditions import condition
from showclear.app.printing.sheets import ROUNDS, Sheet, SheetStep, sheet_of
from showclear.domain.checklists import AnswerKind, Checklist, Procedure, Step
from showclear.domain.weapons import Weapon
from showclear.reports.document import Form, Paper
from showclear.reports.html import html_page
from showclear.reports.pad import AFTER_PAPER, pad_document
from showclear.reports.text import escaped
from tests.reports.values import COLT, FLINTLOCK, KNOWN, PISTOL, RUBBER, checklist, pad

LISTS = tuple(shipped().checklists)
GUNS = (COLT, PISTOL, FLINTLOCK, RUBBER)


def printed(sheet: Sheet) -> list[SheetStep]:
    """Every step of a sheet, in order."""
    return [step for block in sheet.blocks for step in block.steps]


def expected(one: Checklist, gun: Weapon | None) -> list[Step]:
    """The steps that may be asked about this gun."""
    return [
        step
        for block in one.blocks if condition(block.applies_when, gun) is not None
        for step in block.steps if condition(step.applies_when, gun) is not None
        and (step.each != "weapon.feeds" or gun is None or KNOWN.feeds.get(gun.tag))
        and (step.each != "set.batches")
    ]  # fmt: skip


@pytest.mark.parametrize("one", LISTS, ids=lambda one: one.id)
def test_every_step_of_every_checklist_stands_on_the_pad_in_its_order(one: Checklist) -> None:
    """On the sheet without a gun all of them; on that of a gun all that may be asked about it."""
    for gun in (None, *GUNS) if one.subject == "weapon" else (None,):
        found, wanted = printed(sheet_of(one, gun, KNOWN)), expected(one, gun)
        assert [step.killer for step in found] == [step.killer for step in wanted]
        assert [step.kind for step in found] == [step.answer for step in wanted]
        for shown, step in zip(found, wanted, strict=True):
            assert shown.ask.split("…")[0].split("____")[0].startswith(step.ask.partition("{")[0])
            assert [choice.text for choice in shown.choices] == [option.text for option in step.options or step.signs]


@pytest.mark.parametrize("one", LISTS, ids=lambda one: one.id)
def test_what_is_on_a_sheet_is_on_the_page(one: Checklist) -> None:
    """Question, headline, what is said, blocks and both statements: nothing is lost on the way to paper."""
    sheet = sheet_of(one, None, KNOWN)
    page = html_page(pad_document(dataclasses.replace(pad(), sheets=(sheet,))), Paper.LETTER)
    for block in sheet.blocks:
        for text in (block.title, block.say, *(each for step in block.steps for each in (step.ask, step.say))):
            assert escaped(text) in page
    assert all(escaped(text) in page for text in sheet.statements)


def test_the_repetitions_of_a_gun_are_those_of_its_register() -> None:
    """Six chambers for a six-shooter, one for a pistol; the rounds of its largest magazine."""
    slots = {step.headline: step.slots for step in printed(sheet_of(checklist(Procedure.INSPECTION), COLT, KNOWN))}
    assert slots["CHAMBER …"] == slots["ROUND …"] == ("1", "2", "3", "4", "5", "6")
    assert slots["EACH ONE"] == ("C-07",)
    pistol = {step.headline: step.slots for step in printed(sheet_of(checklist(Procedure.INSPECTION), PISTOL, KNOWN))}
    assert len(pistol["CHAMBER …"]) == 1
    assert len(pistol["ROUND …"]) == 8
    any_gun = {step.headline: step.slots for step in printed(sheet_of(checklist(Procedure.INSPECTION), None, KNOWN))}
    assert len(any_gun["CHAMBER …"]) == ROUNDS


def test_a_killer_is_entered_by_both_and_every_other_step_by_one() -> None:
    """As in the app; who it is depends on who does the step."""
    for one in LISTS:
        for step in printed(sheet_of(one, None, KNOWN)):
            assert (step.first and step.second) is step.killer
            assert step.first or step.second
    steps = {step.headline: step for step in printed(sheet_of(checklist(Procedure.INSPECTION), COLT, KNOWN))}
    assert steps["UNLOAD"].first
    assert steps["BOX LABEL"].second


def test_an_emergency_list_is_walked_by_the_first_and_its_stars_by_both() -> None:
    """H, I and L: one walks all of it aloud."""
    for procedure in (Procedure.MISFIRE, Procedure.FOUND, Procedure.INCIDENT):
        for step in printed(sheet_of(checklist(procedure), None, KNOWN)):
            assert step.first
            assert step.second is step.killer


def test_a_wait_is_printed_in_seconds_and_every_other_unknown_as_a_line() -> None:
    """Nobody looks the seconds up while it happens."""
    asks = [step.ask for step in printed(sheet_of(checklist(Procedure.MISFIRE), COLT, KNOWN))]
    assert any("Wait 30 seconds" in ask for ask in asks)
    assert not [
        ask for one in LISTS for step in printed(sheet_of(one, None, KNOWN)) for ask in (step.ask,) if "{" in ask
    ]


def test_no_sheet_holds_a_serial_or_anything_that_an_answer_is_compared_with() -> None:
    """Two people could agree on it without looking."""
    for one in LISTS:
        if one.subject == "weapon":
            assert COLT.serial not in repr(sheet_of(one, COLT, KNOWN))


def test_the_two_halves_hold_the_same_boxes_for_a_killer_and_none_for_what_the_other_enters() -> None:
    """Folded in the middle, the second person sees questions and empty boxes only."""
    for form in pad_document(pad()).parts:
        if isinstance(form, Form):
            for row in (row for group in form.groups for row in group.rows):
                if row.killer:
                    assert row.first == row.second
                else:
                    assert row.first.asked is not row.second.asked
                for half in (row.first, row.second):
                    assert half.asked is bool(half.ticks or half.boxes)


def test_every_answer_that_stops_says_so_on_paper() -> None:
    """No screen takes over there."""
    for step in printed(sheet_of(checklist(Procedure.INSPECTION), COLT, KNOWN)):
        if step.kind is AnswerKind.CHOICE:
            stops = {choice.text for choice in step.choices if choice.stops}
            assert not stops & {"Empty", "Nothing", "Dummies, of this gun's calibre"}
    (chambers,) = [
        step for step in printed(sheet_of(checklist(Procedure.INSPECTION), COLT, KNOWN)) if step.headline == "CHAMBER …"
    ]
    assert [choice.stops for choice in chambers.choices] == [False, True, True]


def test_the_pad_says_on_its_cover_and_on_each_sheet_that_a_late_entry_clears_nothing() -> None:
    """R: a late entry moves custody and counts; after a paper period every gun is unverified."""
    page = html_page(pad_document(pad()), Paper.A4)
    assert page.count(escaped(AFTER_PAPER)) == 1 + len(pad().sheets)
    assert "STOP CARD" in page
    for words in ("every gun is unverified", "entered afterwards", "clears nothing"):
        assert words in AFTER_PAPER

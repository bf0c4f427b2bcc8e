"""A record beside itself: what each of the two entered, what was changed, who has signed and who has not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from showclear.app.desk import record_view as view
from showclear.app.pages import RecordPage
from showclear.app.walking import Told, sign_all
from showclear.domain.checklists import Procedure
from showclear.domain.runs import Reason
from tests.app.stage import COLT, EMPTY, SECOND_COLT, Stage

NAMES = {"mara": "Mara Reyes", "jonas": "Jonas Weil"}


def entry(side: str, slot: str, words: str, **more: Any) -> dict[str, Any]:
    """A row of a record."""
    person = "mara" if side == "performer" else "jonas"
    return {
        "person": person, "side": side, "block": "rounds", "step": "each", "slot": slot, "asked": "What is it?",
        "value": "x", "words": words, "ms": 1, "attempt": 1, "state": "counts", **more,
    }  # fmt: skip


def facts(*rows: dict[str, Any]) -> dict[str, Any]:
    """A body with these entries."""
    return {"entries": {"entered": list(rows)}, "procedure": {"performer": "mara", "verifier": "jonas"}}


def test_what_was_answered_alike_is_one_row_and_what_differs_stands_out() -> None:
    """Six chambers are one row if they are one answer."""
    rows = [entry(side, slot, "hole, rattle") for slot in "1245" for side in ("performer", "verifier")]
    rows += [entry(side, "3", "no primer") for side in ("performer", "verifier")]
    found = view.answers(facts(*rows))
    assert [(one.slots, one.performer, one.verifier) for one in found] == [
        (("1", "2", "4", "5"), "hole, rattle", "hole, rattle"),
        (("3",), "no primer", "no primer"),
    ]


def test_a_row_says_what_was_asked_of_its_own_slot() -> None:
    """The text of a question names its chamber: that of chamber 1 never stands beside what was seen in chamber 3."""
    rows = [entry("performer", one, "Empty" if one != "3" else "A case", asked=f"Chamber {one} of 3?") for one in "123"]
    found = view.answers(facts(*rows))
    assert [(one.asked, one.slots) for one in found] == [
        ("Chamber 1 of 3?", ("1", "2")),
        ("Chamber 3 of 3?", ("3",)),
    ]


def test_what_only_one_was_asked_leaves_the_other_side_empty() -> None:
    """Never filled in for them."""
    (found,) = view.answers(facts(entry("performer", "", "A-07", state="deferred")))
    assert (found.performer, found.verifier, found.slots, found.deferred) == ("A-07", "", (), True)


def test_what_no_longer_counts_is_told_in_sentences() -> None:
    """A changed answer with its reason, a part that was begun again with what had been entered."""
    changed = entry("verifier", "4", "one mark only", state="replaced", reason="looked-again")
    again = entry("performer", "", "Empty", state="restarted", reason="mismatch")
    assert view.changes(facts(changed, again), NAMES) == (
        'Jonas Weil changed "What is it?" (4). First: one mark only (looked again).',
        'Begun again (mismatch): Mara Reyes had entered Empty for "What is it?".',
    )
    assert view.answers(facts(changed, again)) == ()


def test_facts_that_are_no_rows_are_left_out() -> None:
    """A body may hold anything that TOML holds."""
    for entries in ("text", 3, {"entered": "x"}, {"entered": [1, "x"]}, {"entered": [{"words": 3}]}):
        assert view.answers({"entries": entries}) == ()
        assert view.changes({"entries": entries}, {}) == ()
    assert view.performer_and_verifier({"procedure": 3}, {}) == ("", "")
    assert view.statements({"statements": {"signed": ["x"]}}) == {}


def page(**more: Any) -> RecordPage:
    """A page of an unsigned record."""
    base = RecordPage("cart-1.toml", "hold", "ab", "cart", 1, None, "00", "intact", (), "Hold", {}, ())
    return replace(base, **more)


def test_who_has_not_signed_is_said_by_name() -> None:
    """As the head asks for it."""
    asked = page(kind="review", wanted=(("jonas", "safety-officer", "reviewed"),))
    assert view.not_signed(asked, NAMES) == (
        "Jonas Weil, safety officer, should have signed (reviewed), and has not.",
        "It needs its author.",
    )
    (unsigned,) = view.not_signed(page(), NAMES)
    assert unsigned.startswith("Nobody signed it, and nobody has to")
    (unknown,) = view.not_signed(page(kind="later-kind"), NAMES)
    assert "does not know its kind" in unknown


def test_the_page_of_a_real_run_shows_both_and_the_change(stage: Stage) -> None:
    """From the file, through the production."""
    session = stage.start(Procedure.INSPECTION, SECOND_COLT, EMPTY)
    stage.ask(session)
    stage.answer(session)
    session.reopen(Reason.SLIPPED)
    stage.walk(session, Told())
    found = stage.production.record(sign_all(session, stage.pins).name)
    rows = view.answers(found.facts)
    assert all(one.performer == one.verifier for one in rows if one.performer and one.verifier and one.slots)
    assert any("chamber" in one.asked.lower() and len(one.slots) == 6 for one in rows)
    (change,) = view.changes(found.facts, stage.production.book.names_of_people())
    assert change.endswith("(slipped).")
    assert [one.what for one in view.checks(found) if one.what] == []
    assert view.not_signed(found, {}) == ()
    assert set(view.statements(found.facts)) == {"mara-reyes", "jonas-weil"}


def test_a_finding_stands_at_the_step_that_found_it(stage: Stage) -> None:
    """By its number, as everywhere."""
    stage.damaged = True
    name = stage.clear(COLT).name
    path = stage.folder / "log" / name
    path.chmod(0o644)
    path.write_text(stage.text(name).replace("Stage 3", "Stage 4", 1))
    stage.production.verify()
    found = {one.number: one.what for one in view.checks(stage.production.record(name)) if one.what}
    assert {6, 9} <= found.keys()
    assert "does not fit these bytes" in found[9]
    again = stage.production.desk.read_again(name)
    assert {one.step for one in again} == {6, 9}


def test_a_record_that_was_asked_in_a_translation_says_so() -> None:
    """With who reviewed it; facts of any other shape say nothing."""
    words = "es, not reviewed by an armorer"
    assert page(facts={"procedure": {"translation": words}}).translation == f"Asked in a translation: {words}."
    for procedure in ({}, {"translation": 3}, "text", 3):
        assert page(facts={"procedure": procedure}).translation == ""

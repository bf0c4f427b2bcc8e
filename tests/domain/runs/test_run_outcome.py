"""What a run leaves behind, and its journal."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showclear.domain.checklists import EffectTemplate
from showclear.domain.effects import fault_of
from showclear.domain.runs import (
    Abandoned,
    Answered,
    BlockExpired,
    Cause,
    LookAgain,
    Moment,
    PassOpened,
    QuestionKey,
    Reason,
    Reopened,
    Resumed,
    RowsDone,
    Substituted,
    Withdrawn,
    apply,
    effects,
    from_journal,
    header_blocks,
    header_digest,
    plan_from_journal,
    plan_to_journal,
    record_entries,
    record_steps,
    start,
    statements,
    to_journal,
)
from showclear.errors import InputError, RecordError, RefusedError
from tests.domain.runs.run_cases import (
    CLEARED,
    CLOSE,
    EMPTY,
    LOAD,
    OFFERED,
    T0,
    AnswerKind,
    Option,
    Walk,
    block,
    checklist,
    plan,
    step,
)

SEAL = step("new-seal", AnswerKind.CONTAINER, killer=False)
FEEDS = step(
    "feeds", AnswerKind.CHOICE, each="weapon.feeds", options=(Option("empty", "empty"), Option("away", "locked away"))
)


def finished(*blocks, **more):
    """A complete run with these effects."""
    walk = Walk.of(checklist=checklist(*blocks, **more))
    values = {"new-seal": "B-02 5000", "feeds": "empty", "one": "1"}
    while walk.run.turn is not None:
        walk.sit_down()
        while walk.run.question is not None:
            known = walk.run.question.step.id in values
            walk.answer(values[walk.run.question.step.id]) if known else walk.good_answer()
    return walk


def test_effects_take_their_values_from_inputs_facts_limits_and_steps():
    """R-RUN-16: everything that the fold will read is in the record, in values."""
    run = finished(EMPTY, LOAD, CLOSE, effects=(CLEARED,)).run
    (effect,) = effects(run)
    since = min(entry.at for entry in run.entries("jonas"))
    assert dict(effect.values) == {
        "weapon": "A-07",
        "contents": "dummy",
        "count": 2,
        "slate": "12 A",
        "use": "take",
        "place": "Barn",
        "armorer": "mara",
        "since": f"{since:%Y-%m-%dT%H:%M:%SZ}",
        "minutes": 15,
    }


def test_effects_are_those_that_apply_for_each_slot_and_answer():
    """R-RUN-16: a device that was locked away was not proved empty."""
    each = EffectTemplate("device-proved-empty", {"device": "slot"}, each="weapon.feeds", when={"feeds": ("empty",)})
    away = EffectTemplate("device-proved-empty", {"device": "slot"}, each="weapon.feeds", when={"feeds": ("away",)})
    other = EffectTemplate("proved-empty", {"weapon": "subject"}, applies_when={"weapon.action": ("pump",)})
    not_asked = EffectTemplate("proved-empty", {"weapon": "subject"}, when={"elsewhere": ("empty",)})
    run = finished(block("a", FEEDS), effects=(each, away, other, not_asked)).run
    assert [(effect.kind, dict(effect.values)) for effect in effects(run)] == [
        ("device-proved-empty", {"device": "M-1"})
    ]


def test_effects_know_constants_people_seals_and_registered_devices():
    """R-RUN-16: each source of the vocabulary."""
    custody = EffectTemplate(
        "custody", {"item": "subject", "shape": "is:with", "person": "verifier", "seal": "new-seal"}
    )
    device = EffectTemplate(
        "device-taken-in",
        {
            "device": "slot",
            "device_kind": "slot.kind",
            "capacity": "slot.capacity",
            "calibre": "is:9 mm",
            "goes_with": "subject",
        },
        each="weapon.feeds",
    )
    walk = Walk.of(
        checklist=checklist(block("a", SEAL), effects=(custody, device)),
        inputs={"weapon.feeds": "M-2 belt 9; M-1 magazine 8"},
    )
    walk.sit_down()
    walk.answer("B-02 5000")
    first, second = effects(walk.run)
    assert dict(first.values) == {"item": "A-07", "shape": "with", "person": "jonas", "seal": "5000"}
    assert (second.values["device_kind"], second.values["capacity"]) == ("magazine", 8)
    assert not fault_of(second)


def test_only_a_complete_run_changes_anything():
    """R-RUN-16: neither half a run nor an abandoned one."""
    walk = Walk.of(
        checklist=checklist(EMPTY, effects=(CLEARED,)), inputs={"rounds": "0", "scene": "", "use": "", "place": ""}
    )
    for _ in range(2):
        with pytest.raises(RefusedError):
            effects(walk.run)
        with pytest.raises(RefusedError):
            statements(walk.run)
        walk.through_pass()
    effects(walk.run)
    walk.apply(Abandoned(walk.moment()))
    with pytest.raises(RefusedError):
        effects(walk.run)


def test_an_effect_whose_value_cannot_be_known_refuses_the_start():
    """R-RUN-16: better now than at the signature."""
    for source in ("nowhere", "limit.nowhere", "slot", "issue.word"):
        template = EffectTemplate("proved-empty", {"weapon": source})
        with pytest.raises(InputError, match=source):
            start(plan(checklist=checklist(EMPTY, effects=(template,))))


def test_an_effect_of_the_wrong_type_is_never_handed_out():
    """R-RUN-16: the fold gets whole effects or none."""
    bad = EffectTemplate("proved-empty", {"weapon": "subject", "count": "is:x"})
    with pytest.raises(InputError):
        effects(finished(EMPTY, effects=(bad,)).run)


def test_statements_are_filled_with_facts_and_what_was_entered():
    """What is signed is read in words."""
    said = ("I am {performer}: {weapon.tag}, {chambers}, {left} left.", "I am {verifier}: {unknown}, {offered}.")
    walk = finished(EMPTY, LOAD, CLOSE, statements=said)
    assert statements(walk.run) == (
        "I am Mara Quist: A-07, empty, 48 left.",
        "I am Jonas Bell: {unknown}, nobody.",
    )


def test_the_record_holds_every_entry_with_its_question_and_every_step_once():
    """What was asked is in the record in the words in which it was shown."""
    walk = Walk.of(block("a", EMPTY.steps[2], OFFERED))
    walk.sit_down()
    walk.answer("empty")
    walk.apply(Reopened(walk.moment(), "mara", Reason.MISREAD))
    while walk.run.turn is not None:
        walk.good_answer() if walk.run.question else walk.sit_down()
    rows = record_entries(walk.run)
    assert [(row["state"], row["asked"], row["words"], row["side"]) for row in rows][:3] == [
        ("replaced", "Chamber 1?", "empty", "performer"),
        ("counts", "Chamber 1?", "empty", "performer"),
        ("counts", "Chamber 2?", "empty", "performer"),
    ]
    assert rows[0]["reason"] == "misread"
    assert len(rows) == 8
    assert all(isinstance(value, str | int | datetime) for row in rows for value in row.values())
    assert [(row["step"], row["text"], row["entered_by"], row.get("each")) for row in record_steps(walk.run)] == [
        ("chambers", "Chamber {slot}?", "both", "weapon.chambers"),
        ("offered", "offered?", "one", "people"),
    ]


AT = Moment(T0, 17)
EVENTS = (
    PassOpened(AT, "mara"),
    Answered(AT, "mara", QuestionKey("a", "b", "c"), "v\u00e9 [/]"),
    RowsDone(AT, "mara"),
    Reopened(AT, "mara", Reason.MISREAD),
    LookAgain(AT),
    Substituted(AT, "x"),
    Withdrawn(AT, ""),
    Abandoned(AT, "rain"),
    Resumed(AT),
    BlockExpired(AT, "a", Cause.CUSTODY),
)


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_comes_back_from_the_journal_as_it_was(event):
    """R-RUN-17: through JSON, as the journal writes it."""
    assert from_journal(json.loads(json.dumps(to_journal(event)))) == event


@pytest.mark.parametrize("event", EVENTS)
def test_a_row_with_one_value_missing_added_or_of_another_type_is_refused(event):
    """R-RUN-17: strict, and never a KeyError."""
    row = to_journal(event)
    for name in row:
        for bad in (None, 3.5, True, [], {}, "\u00e9", -1):
            if bad == row[name] or (
                isinstance(bad, str) and name in ("person", "block", "step", "slot", "value", "reason")
            ):
                continue
            with pytest.raises(RecordError):
                from_journal({**row, name: bad})
        with pytest.raises(RecordError):
            from_journal({key: value for key, value in row.items() if key != name})
    with pytest.raises(RecordError):
        from_journal({**row, "more": "x"})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(
    name=st.sampled_from([to_journal(event)["event"] for event in EVENTS]),
    row=st.dictionaries(st.text(max_size=8), JSON),
)
def test_any_json_is_an_event_or_an_error_that_can_be_shown(name, row):
    """R-RUN-17: total over whatever the disk gives."""
    for each in (row, {**row, "event": name, "at": "2026-03-01T09:00:00Z", "ms": 1}):
        try:
            event = from_journal(each)
        except RecordError:
            continue
        assert to_journal(event) == each


def test_a_plan_comes_back_from_the_journal_and_replays_to_an_equal_run():
    """R-RUN-17: the journal is the run."""
    walk = Walk.of(checklist=checklist(EMPTY, LOAD, CLOSE, effects=(CLEARED,)))
    walk.to_the_end()
    made = walk.run.plan
    header = json.loads(json.dumps(plan_to_journal(made)))
    again = start(plan_from_journal(header, made.checklist))
    for row in [json.loads(json.dumps(to_journal(event))) for event in walk.events]:
        again = apply(again, from_journal(row))
    assert again == walk.run
    assert effects(again) == effects(walk.run)
    assert header_digest(header) == made.checklist.digest


def test_a_header_names_its_checklist_and_shared_blocks():
    """R-RUN-17: a run is never continued over other questions than it began with."""
    shared = block("a", *EMPTY.steps, shared=True, digest="cd" * 32)
    made = plan(shared)
    header = plan_to_journal(made)
    assert header_blocks(header) == {"a": "cd" * 32}
    assert plan_from_journal(header, made.checklist) == made
    for other in (checklist(block("a", *EMPTY.steps, shared=True, digest="ef" * 32)), checklist(EMPTY)):
        with pytest.raises(RecordError):
            plan_from_journal(header, other)


def test_a_header_with_anything_wrong_is_refused():
    """R-RUN-17: strict for the plan as well."""
    made = plan(EMPTY)
    header = plan_to_journal(made)
    for name in header:
        for bad in (None, 3, 2.5, True, ["x"], {"x": None}, [["x"]], [["x", [1]]]):
            with pytest.raises(RecordError):
                plan_from_journal({**header, name: bad}, made.checklist)
        with pytest.raises(RecordError):
            plan_from_journal({key: value for key, value in header.items() if key != name}, made.checklist)
    with pytest.raises(RecordError):
        plan_from_journal({**header, "more": 1}, made.checklist)
    with pytest.raises(RecordError):
        plan_from_journal({**header, "performer": {"id": "a", "name": "A", "role": "king"}}, made.checklist)


def test_moments_are_whole_utc_seconds_and_never_before_the_start():
    """Records hold whole seconds; a time without a zone means nothing."""
    with pytest.raises(InputError):
        Moment(datetime(2026, 3, 1, 9, 0, 0), 1)  # noqa: DTZ001
    with pytest.raises(InputError):
        Moment(T0, -1)
    assert Moment(datetime(2026, 3, 1, 9, 0, 0, 999_999, tzinfo=UTC), 1) == Moment(T0, 1)

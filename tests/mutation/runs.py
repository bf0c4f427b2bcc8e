"""The mutants of the rules of runs."""

from __future__ import annotations

from tests.mutation.mutant import Mutant, mutant

_ENGINE = "runs.engine"
_ENTRIES = "runs.entries"

RUNS: tuple[Mutant, ...] = (
    mutant("R-RUN-1", "every run may be signed", ("runs.comparing:refusal_of", "", "None")),
    mutant("R-RUN-1", "a killer step of one person is enough", ("runs.comparing:_fault_of_killer", "", "''")),
    mutant(
        "R-RUN-2",
        "one person stands on both sides",
        (f"{_ENGINE}:start", "cast.performer.id == cast.verifier.id", "False"),
    ),
    mutant("R-RUN-2", "anybody walks any checklist", (f"{_ENGINE}:start", "person.role not in roles", "False")),
    mutant("R-RUN-3", "any question may be answered", (f"{_ENGINE}:_checked_key", "event.key != ask.key", "False")),
    mutant("R-RUN-3", "an empty answer is an answer", ("runs.answers:read_answer", "not text", "False")),
    mutant(
        "R-RUN-4",
        "a joint block begins with the performer",
        ("runs.course:CourseBlock.first", "self.block.passing is Passing.JOINT", "False"),
    ),
    mutant(
        "R-RUN-4",
        "prep blocks come where they stand",
        ("runs.course:_order", "way.block.passing is Passing.PREP", "False"),
        ("runs.course:_order", "way.block.passing is not Passing.PREP", "True"),
    ),
    mutant("R-RUN-5", "a pass never ends by itself", ("runs.run:Run.is_idle", "", "False")),
    mutant("R-RUN-5", "anybody opens a pass", (f"{_ENGINE}:_open_pass", "event.person != turn.person.id", "False")),
    mutant(
        "R-RUN-5",
        "time may go backwards",
        (f"{_ENGINE}:apply", "run.now is not None and event.moment.ms < run.now.ms", "False"),
    ),
    mutant(
        "R-RUN-6",
        "everybody sees what both entered",
        ("runs.run:Run.steps", "side is None", "(wanted := None) is not None"),
        ("runs.run:_view", "run.counted.get(leg, ())", "sum(run.counted.values(), ())"),
    ),
    mutant(
        "R-RUN-6",
        "the rows are given while a pass is open",
        ("runs.outcome:record_entries", "run.phase in _BLIND", "False"),
    ),
    mutant("R-RUN-7", "every answer is what is expected", ("runs.answers:fault_of", "", "''")),
    mutant("R-RUN-7", "limits of numbers hold nobody up", ("runs.answers:_out_of_limits", "", "''")),
    mutant("R-RUN-7", "signs are always enough", ("runs.answers:_enough", "", "True")),
    mutant("R-RUN-7", "a stop restricts nothing", ("runs.outcome:_restrict", "", "()")),
    mutant(
        "R-RUN-7",
        "a handover that stopped offers to look again",
        ("runs.plan:RunPlan.rests_on_a_clearance", "", "False"),
    ),
    mutant(
        "R-RUN-8",
        "looking again keeps what was entered",
        (f"{_ENTRIES}:restart", "_without(run.counted, restarted)", "run.counted"),
    ),
    mutant(
        "R-RUN-8",
        "what was entered before a restart is gone",
        (f"{_ENTRIES}:restart", "(*run.dead, *dead)", "run.dead"),
    ),
    mutant("R-RUN-9", "no block grows old", ("runs.run:Run.expired_blocks", "", "()")),
    mutant(
        "R-RUN-9",
        "what rests on an old block stays",
        (f"{_ENGINE}:_expire", "later[is_joint.index(True):] if any(is_joint) else ()", "()"),
    ),
    mutant(
        "R-RUN-9",
        "what happens to the gun asks for no other look",
        ("meanwhile:_lanes", "plan.checklist.is_about_an_item", "False"),
    ),
    mutant(
        "R-RUN-9",
        "a break asks for no other look",
        ("meanwhile:_lanes", "plan.checklist.procedure in _OF_THE_DAY", "False"),
    ),
    mutant(
        "R-RUN-10",
        "a run that was closed goes on as if it had not been",
        (f"{_ENGINE}:_resume", "ask_again(after, run.last, RESUMED)", "after"),
    ),
    mutant(
        "R-RUN-10", "a run that was closed asks for nobody", (f"{_ENGINE}:_resume", 'changed(run, at_keys="")', "run")
    ),
    mutant(
        "R-RUN-11",
        "anybody's last answer is changed",
        (f"{_ENGINE}:_reopen", "run.plan.cast.of(run.last.side).id != event.person", "False"),
    ),
    mutant(
        "R-RUN-11",
        "an answer is changed after a difference was shown",
        (f"{_ENGINE}:_reopen", "run.phase in (Phase.MISMATCH, Phase.STOPPED)", "False"),
    ),
    mutant(
        "R-RUN-11",
        "an answer that was taken back is gone",
        (f"{_ENTRIES}:ask_again", "(*run.carried.get(leg, ()), *entry.replaced, old)", "()"),
    ),
    mutant("R-RUN-12", "two people never differ", ("runs.comparing:_differences", "", "()")),
    mutant(
        "R-RUN-12",
        "one may have more rows than the other",
        ("runs.comparing:_differences", "len(first) == len(second)", "True"),
    ),
    mutant(
        "R-RUN-13",
        "both are asked the same characters",
        ("runs.course:draw", "side is Side.VERIFIER and len(pairs) > 1", "False"),
        ("runs.course:_drawn_index", "str(attempt)", "'1'"),
    ),
    mutant(
        "R-RUN-14",
        "a killer step is finished without a row",
        (f"{_ENGINE}:_finish_rows", "not has_rows and ask.step.killer", "False"),
    ),
    mutant("R-RUN-15", "no block is ever flagged", ("runs.pace:flags", "", "()")),
    mutant(
        "R-RUN-16",
        "half a run changes something",
        ("runs.effecting:effects", "run.phase is not Phase.COMPLETE", "False"),
    ),
    mutant("R-RUN-16", "a run begins that cannot be written down", ("runs.effecting:check_effects", "", "None")),
    mutant(
        "R-RUN-16",
        "an effect that is not whole is signed",
        ("runs.effecting:effects", "(fault := fault_of(effect))", "(fault := '')"),
    ),
    mutant(
        "R-RUN-17",
        "a run is continued over another checklist",
        (
            "runs.journal:plan_from_journal",
            "named != (checklist.id, checklist.digest, _shared_blocks(checklist))",
            "False",
        ),
    ),
    mutant("R-RUN-17", "a line may hold more than is known", ("runs.journal:_Table.nothing_else", "", "None")),
    mutant("R-RUN-18", "nobody has to wait", ("runs.waiting:ready_at_ms", "", "0")),
    mutant(
        "R-RUN-18",
        "a time that no clock counted is waiting",
        ("runs.waiting:ready_at_ms", "max(last, lost_ms)", "last"),
    ),
    mutant("R-RUN-19", "an emergency list stops", ("runs.plan:RunPlan.emergency", "", "False")),
    mutant("R-RUN-20", "a count that differs is reconciled", ("runs.effecting:difference_of", "", "''")),
    mutant(
        "R-RUN-21",
        "any step may be done later",
        ("runs.answers:read_answer", "step.defer and fold(text) == DEFERRED", "fold(text) == DEFERRED"),
    ),
    mutant(
        "R-RUN-22",
        "anything names a file",
        ("runs.answers:_read_attachment", "found is None", "False"),
        ("runs.answers:_read_attachment", "found[1] not in step.media", "False"),
    ),
    mutant("R-RUN-22", "a file of any type", ("runs.answers:_read_attachment", "found[1] not in step.media", "False")),
    mutant(
        "R-RUN-23",
        "every slot has the expectation of the first",
        ("runs.course:_own_slot", "key.slot if step.expect == SLOT_FACT else ''", "''"),
    ),
    mutant("R-RUN-32", "whoever walks the list agrees with it", ("runs.course:is_at_the_keys", "", "False")),
    mutant("R-RUN-24", "the key goes to anybody", ("runs.course:stranger_in", "", "''")),
    mutant("R-RUN-25", "a take that was given up leaves nothing", ("runs.outcome:perhaps_loaded", "", "()")),
    mutant(
        "R-RUN-25",
        "dummies that perhaps went in leave a gun that holds nothing",
        ("runs.outcome:perhaps_loaded", "(Contents.BLANK, Contents.DUMMY)", "(Contents.BLANK,)"),
    ),
    mutant(
        "R-RUN-25",
        "a box that was open when a load was given up holds what it held",
        ("situation.judging:Judge._in_it_or_in_the_box", "container", "''"),
    ),
    mutant(
        "R-RUN-25",
        "a gun whose dummies come out holds them until somebody signs",
        ("runs.outcome:_steps_out", "not unloads", "True"),
    ),
    mutant(
        "R-RUN-25",
        "a turn-round that is given up puts every round back",
        ("runs.outcome:_steps_out", "step.each in _WHAT_IS_IN_IT", "False"),
    ),
    mutant(
        "R-RUN-26",
        "several handovers are walked in one sitting",
        ("runs.sitting:refusals_of_sitting", "procedure in ONE_AT_A_TIME", "False"),
    ),
    mutant("R-RUN-27", "a gun that left the hand is still in it", ("runs.outcome:left_the_hand", "", "()")),
    mutant(
        "R-RUN-27",
        "a stop is forgotten when both look again",
        ("runs.outcome:left_the_hand", "one.reason not in _SAID_AT_THE_STOP", "True"),
    ),
    mutant(
        "R-RUN-27",
        "a gun that went another way is with its holder",
        (
            "runs.outcome:left_the_hand",
            "[run.stop.question.key] if run.stop else [one.key for one in run.mismatches()]",
            "[]",
        ),
    ),
    mutant("R-RUN-27", "a gun that nobody signed for is with its armorer", ("runs.outcome:is_handed_on", "", "False")),
    mutant("R-RUN-28", "the first slip acts at once", ("runs.run:asks_once_more", "", "False")),
    mutant("R-RUN-28", "a wrong thing never stops", ("runs.run:asks_once_more", "not mistyped(run, leg, ask)", "True")),
    mutant(
        "R-RUN-28",
        "counts and choices are asked once more too",
        ("runs.run:asks_once_more", "ask.step.answer in _READ_FROM_A_THING", "True"),
    ),
    mutant(
        "R-RUN-28",
        "a round without any sign is asked once more",
        ("runs.run:asks_once_more", "value != NO_SIGNS", "True"),
    ),
    mutant(
        "R-RUN-29",
        "a run that had stopped does not say so",
        ("runs.giving_up:_where", "run.stop is not None", "False"),
    ),
    mutant(
        "R-RUN-30",
        "guns are loaded from one box in one sitting",
        ("runs.sitting:refusals_of_sitting", "box", "''"),
    ),
    mutant("R-RUN-31", "stricter limits do not count", ("meanwhile:_stricter_limits", "", "iter(())")),
    mutant(
        "R-RUN-31",
        "a limit that a run does not know is never stricter",
        ("meanwhile:_stricter_limits", "limit.floor", "value"),
    ),
    mutant("R-RUN-31", "another register does not count", ("meanwhile:_another_register", "", "iter(())")),
    mutant("R-RUN-31", "another account of the box does not count", ("meanwhile:_another_count", "", "iter(())")),
)
"""Every mutant of a rule of runs."""

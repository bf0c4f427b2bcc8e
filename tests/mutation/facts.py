"""The mutants of the rules about facts: intakes, closings, counts, what cannot be read."""

from __future__ import annotations

from tests.mutation.mutant import Mutant, mutant

_JUDGE = "situation.judging:Judge"
_CLOSINGS = "situation.judging_closings"
_BATCHES = "situation.judging_batches"
_ACCOUNTS = "situation.accounts"

FACTS: tuple[Mutant, ...] = (
    mutant(
        "R-033",
        "any procedure closes what bars an item",
        (f"{_CLOSINGS}:_may_close", "taken_in_again or own", "True"),
    ),
    mutant(
        "R-033",
        "nobody has to sign what closes",
        (f"{_CLOSINGS}:closed", "signers.by_two_who_looked(judge.record)", "True"),
    ),
    mutant(
        "R-033",
        "what closes need not know what it closes",
        (f"{_JUDGE}.named", "index is not None and self.view.includes(index)", "index is not None"),
    ),
    mutant(
        "R-041",
        "whoever signed an intake",
        (f"{_JUDGE}.taken_in", "signers.by_two_custodians(self.record)", "True"),
    ),
    mutant(
        "R-041",
        "whoever signed that it was proved empty",
        (f"{_JUDGE}.proved_empty", "signers.by_two_who_looked(self.record)", "True"),
    ),
    mutant(
        "R-041",
        "whoever signed that it was loaded",
        (f"{_JUDGE}.loaded", "signers.by_two_who_looked(self.record)", "True"),
    ),
    mutant(
        "R-041",
        "whoever signed that it was unloaded",
        (f"{_JUDGE}.unloaded", "signers.by_two_who_looked(self.record)", "True"),
    ),
    mutant(
        "R-042",
        "a late entry says all that a procedure says",
        (
            f"{_JUDGE}.fact",
            "record.kind == LATE_ENTRY and not procedures and _PROCEDURE in kinds",
            "record.kind == LATE_ENTRY",
        ),
    ),
    mutant(
        "R-042",
        "a correction moves custody",
        (f"{_JUDGE}.custody", "self.record.kind in _STILL", "False"),
    ),
    mutant(
        "R-043", "a record that nobody can read is no stop", (f"{_JUDGE}.judge", "is_unknown(self.record)", "False")
    ),
    mutant(
        "R-043",
        "a restriction that nobody can read is none",
        (
            f"{_JUDGE}._malformed",
            'restricts or effect.kind in _NARROWS or (effect.kind == "custody" and not item)',
            "False",
        ),
    ),
    mutant(
        "R-043",
        "what cannot be read ends no clearance",
        ("situation.grants:ending_by_records", "view.newest(Aspect.UNKNOWN, THE_SET)", "[]"),
    ),
    mutant(
        "R-043",
        "a gun is cleared over a record that cannot be read",
        ("situation.granting:_fault_of_things", "judge.result.unknown or unknown_records(view)", "False"),
    ),
    mutant(
        "R-043",
        "a break that names no unit ends nothing",
        (f"{_JUDGE}._restrict", "self.view.names_said(Aspect.UNIT)", "()"),
    ),
    mutant(
        "R-043",
        "what cannot be read is about what it names by the right word only",
        (f"{_JUDGE}._malformed", "(found for name in _THINGS if (found := text(effect, name)))", "()"),
    ),
    mutant(
        "R-043",
        "a device that was filled in a way that cannot be read holds what it held",
        (f"{_JUDGE}._malformed", "effect.kind in FILLS and filled", "False"),
    ),
    mutant(
        "R-044",
        "a stand-down quarantines nothing",
        (f"{_JUDGE}._quarantine_what_a_stand_down_touched", "", "None"),
    ),
    mutant(
        "R-044",
        "boxes and devices stay verified over a stand-down",
        ("situation.history:History._lay_restriction", 'restricting.kind == "stand-down"', "False"),
    ),
    mutant(
        "R-044",
        "a device that nobody looked into since goes with a gun",
        ("situation.granting:_fault_of_things", "(*inserted, *unopened)", "inserted"),
    ),
    mutant("R-045", "a count that does not agree is no gap", (f"{_JUDGE}.gap", "", "None")),
    mutant(
        "R-045",
        "more comes out of a box than is in it",
        ("situation.moving:transfer", "known + judge.moved(container, THE_BOX) < 0", "False"),
    ),
    mutant(
        "R-045",
        "what was left as counted is not compared",
        (
            "situation.moving:_into_or_out_of",
            '"left" in effect.values and number(effect, "left") != left',
            "False",
        ),
    ),
    mutant(
        "R-045",
        "a gun is cleared with rounds of a box with a gap",
        ("situation.granting:_gap", "", "''"),
    ),
    mutant(
        "R-057",
        "blanks that did not come back are no gap",
        ("situation.coming_back:_compare", "", "None"),
    ),
    mutant(
        "R-057",
        "whoever signed what came back",
        ("situation.coming_back:blanks_back", "signers.by_two_who_looked(judge.record)", "True"),
    ),
    mutant(
        "R-057",
        "misfires go back into the box",
        ("situation.coming_back:_move", "Sink.MISFIRED", "THE_BOX"),
    ),
    mutant(
        "R-058",
        "whoever signed the intake of a batch",
        (f"{_BATCHES}:taken_in", "signers.by_two_custodians(judge.record)", "True"),
    ),
    mutant("R-058", "items of a batch are given out whatever is true", (f"{_BATCHES}:_fault", "", "''")),
    mutant(
        "R-058",
        "items are given out without a count of today",
        (f"{_BATCHES}:_fault", "not counted_today(view, tag, judge.record.made_at, judge.limits)", "False"),
    ),
    mutant(
        "R-058",
        "more is given out than there is",
        (f"{_BATCHES}:_fault", "count < 1 or out + count > entry.count", "False"),
    ),
    mutant(
        "R-058",
        "anybody has items under them",
        (f"{_BATCHES}:_fault", "not roles or not roles <= CUSTODIANS", "False"),
    ),
    mutant(
        "R-059",
        "a count that differs settles the account",
        ("situation.judging_accounts:counted_by_two", "counted != by_account", "False"),
    ),
    mutant(
        "R-059",
        "whoever signed a count",
        ("situation.judging_accounts:accounted", "signers.by_two_who_looked(judge.record)", "True"),
    ),
    mutant(
        "R-059",
        "a new count closes what is missing",
        ("situation.counting:_is_closed", "gone(view, item, Sink.MISSING) < 1", "True"),
    ),
    mutant(
        "R-059",
        "finding one closes a gap of any number",
        ("situation.judging_accounts:found_inert", "count != 1 or missing != 1", "False"),
    ),
    mutant(
        "R-059",
        "a blank that was found closes a gap",
        ("situation.judging_accounts:found_inert", "classes != {Contents.DUMMY}", "False"),
    ),
    mutant("R-059", "what was not in the gun is not missing", ("situation.moving:write_off", "", "None")),
    mutant(
        "R-033",
        "an emergency list, or one that stood the set down, closes what it barred",
        (
            f"{_CLOSINGS}:_may_close",
            "one.run == judge.record.id and not stands_down and judge.record.procedure not in EMERGENCIES",
            "one.run == judge.record.id",
        ),
    ),
    mutant(
        "R-077",
        "a gun that was sealed in the morning is not looked into",
        ("rules.all_back:_sealed_since", "", "True"),
    ),
    mutant("R-137", "a wrap locks no feed device", (f"{_ACCOUNTS}:device_custody", "", "view.custody(device)")),
    mutant(
        "R-137",
        "a feed device that nobody counted is locked",
        (
            f"{_ACCOUNTS}:device_custody",
            "(Aspect.SETTLED, device) not in all_locked.said and device not in all_locked.gaps",
            "False",
        ),
    ),
    mutant(
        "R-137",
        "a feed device that nobody has is locked",
        (f"{_ACCOUNTS}:device_custody", "custody.shape is not Shape.WITH", "False"),
    ),
    mutant(
        "R-137",
        "a feed device that is in a gun lies apart from it",
        (f"{_ACCOUNTS}:device_custody", "view.custody(inside or device)", "view.custody(device)"),
    ),
    mutant(
        "R-137",
        "what comes after a wrap takes no feed device out of its lock",
        (f"{_ACCOUNTS}:device_custody", "view.tips(Aspect.ABOUT, device) != locking", "not locking"),
    ),
    mutant(
        "R-137",
        "a feed device stays with who gave the unit over",
        ("situation.judging_day:_counted_over", "", "None"),
    ),
)

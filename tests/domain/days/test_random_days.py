"""Random days: several units, guns, devices, batches, people and two laptops, with lies, sleep and clocks that jump.

Whatever the records say, the oracle, which looks at all of them the slow way, never finds what may not be.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import timedelta
from random import Random

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from showclear.domain.effects import Effect
from showclear.domain.limits import FLOOR
from showclear.domain.people import Person, Role
from showclear.domain.situation import Situation, fold
from showclear.domain.situation.accounts import accounts
from showclear.domain.situation.day import unit_of
from showclear.domain.situation.gaps import open_gaps
from showclear.domain.situation.records import PERFORMED, VERIFIED, RecordFacts, SignerFacts
from showclear.domain.situation.status import State, status, statuses
from showclear.domain.weapons import Contents
from tests.domain.days.oracle import Oracle, custodian_faults
from tests.domain.situation.productions import (
    BY_OFFICER_AND_ARMORER,
    EVERYBODY,
    Shoot,
    cleared,
    custody,
    issued,
    load,
    stamp,
    unload,
)

LAPTOPS = ("truck", "set")
UNITS = ("main", "second")
GUNS = ("A-07", "B-02")
DEVICE, DUMMIES, BLANKS, BATCH = "C-07", "BOX-1", "BLK-1", "RUB-1"
LENA = Person("lena", "Lena Roth", Role.ARMORER)
NOOR = Person("noor", "Noor Vega", Role.ASSISTANT_DIRECTOR)
CAST = (*EVERYBODY, LENA, NOOR)


def pair(performer: str, role: str, verifier: str, other: str) -> tuple[SignerFacts, ...]:
    """Two signatures."""
    return SignerFacts(performer, role, PERFORMED), SignerFacts(verifier, other, VERIFIED)


RIGHT = pair("mara", "armorer", "jonas", "assistant-director")
WRONG: tuple[tuple[SignerFacts, ...], ...] = (
    (),
    RIGHT[:1],
    RIGHT[1:],
    pair("mara", "armorer", "mara", "assistant-director"),
    pair("jonas", "assistant-director", "mara", "armorer"),
    pair("hana", "handler", "noor", "assistant-director"),
    pair("will", "performer", "jonas", "assistant-director"),
    pair("safa", "safety-officer", "jonas", "assistant-director"),
    pair("stranger", "armorer", "jonas", "assistant-director"),
)
"""What people try who want it quicker."""

signed = st.one_of(st.just(RIGHT), st.just(RIGHT), st.just(RIGHT), st.sampled_from(WRONG))
laptops, guns, units = st.sampled_from(LAPTOPS), st.sampled_from(GUNS), st.sampled_from(UNITS)
things = st.sampled_from((*GUNS, DEVICE, DUMMIES, BLANKS, BATCH))
counts = st.sampled_from((0, 1, 5, 6))


class RandomDays(RuleBasedStateMachine):
    """Everybody does anything in any order; two laptops see each other's files now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.shoot = Shoot()
        self.oracle = Oracle(self.shoot)
        self.known = self.seen = 0
        self.situation: Situation = fold((), self.shoot.ancestry)
        self.taken_back: tuple[str, RecordFacts] | None = None

    @initialize(ready=st.booleans(), out=st.sampled_from((None, 0, 6)))
    def found(self, ready: bool, out: int | None = None) -> None:
        """A production with two units, two revolvers, a spare cylinder, boxes and a batch; a gun may be out, cold."""
        shoot = self.shoot
        shoot.found(CAST)
        shoot.open_unit("second", first="noor")
        for gun in GUNS:
            shoot.take_in(gun)
        shoot.take_in_device(DEVICE, GUNS[0])
        shoot.take_in_box(DUMMIES, 30)
        shoot.take_in_box(BLANKS, 20, "blank")
        values: dict[str, str | int] = {"batch": BATCH, "what": "rubber rifles", "count": 12}
        two = pair("mara", "armorer", "hana", "handler")
        shoot.add("procedure", [Effect("batch-taken-in", values)], signers=two, procedure="batch-intake")
        if ready:
            shoot.ready(*GUNS)
        shoot.sync(*LAPTOPS)
        if out is not None:
            self.two_honest_people_work(gun=GUNS[0], laptop=LAPTOPS[0], dummies=out, morning=not ready)

    # The clock, the laptops.

    @rule(minutes=st.sampled_from((0, 1, 4, 12, 40, 700, -3, -200)))
    def time_passes(self, minutes: int) -> None:
        """People work, the laptop sleeps, somebody sets the clock."""
        self.shoot.now += timedelta(minutes=minutes)

    @rule()
    def files_are_copied(self) -> None:
        """Each laptop sees what the other one wrote."""
        self.shoot.sync(*LAPTOPS)

    @rule(data=st.data())
    def a_record_is_published_again(self, data: st.DataObject) -> None:
        """Somebody seals an old event under the next number."""
        old = data.draw(st.sampled_from(self.shoot.records))
        laptop = data.draw(laptops)
        self.shoot.add(
            old.kind, old.effects, signers=old.signers, procedure=old.procedure, laptop=laptop, id=old.id,
            intact=data.draw(st.booleans()),
        )  # fmt: skip

    # The day.

    @rule(unit=units, laptop=laptops, by=signed)
    def a_day_is_opened(self, unit: str, laptop: str, by: Sequence[SignerFacts]) -> None:
        """C, people and paper, the AD first."""
        swapped = tuple(
            SignerFacts(one.person, one.role, PERFORMED if one.meaning == VERIFIED else VERIFIED) for one in by
        )
        self.shoot.open_day(unit, laptop=laptop, signers=swapped)

    @rule(unit=units, laptop=laptops, by=signed)
    def guns_are_counted(self, unit: str, laptop: str, by: Sequence[SignerFacts]) -> None:
        """C, count and sweep."""
        self.shoot.count(GUNS[0], sealed=GUNS[1:], unit=unit, laptop=laptop, signers=by)

    @rule(gun=guns, unit=units, laptop=laptops, by=signed)
    def a_gun_is_proved_empty(self, gun: str, unit: str, laptop: str, by: Sequence[SignerFacts]) -> None:
        """C, proof of a gun."""
        self.shoot.prove(gun, unit=unit, laptop=laptop, signers=by)

    @rule(unit=units, laptop=laptops, blanks=st.booleans())
    def a_meeting_is_held(self, unit: str, laptop: str, blanks: bool) -> None:
        """K."""
        self.shoot.meet(unit, what="blank-meeting" if blanks else "meeting", laptop=laptop)

    @rule(unit=units, laptop=laptops, blanks=st.booleans())
    def the_day_is_ready(self, unit: str, laptop: str, blanks: bool) -> None:
        """C, readiness."""
        self.shoot.check("blank-readiness" if blanks else "readiness", unit=unit, laptop=laptop)

    @rule(laptop=laptops, unit=units, what=st.sampled_from(("rest", "move", "wrap")))
    def the_day_goes_on(self, laptop: str, unit: str, what: str) -> None:
        """N and J."""
        getattr(self.shoot, what)(unit=unit, laptop=laptop)

    @rule(laptop=laptops, reconciled=st.sampled_from(("yes", "no")), by=signed)
    def it_is_wrapped(self, laptop: str, reconciled: str, by: Sequence[SignerFacts]) -> None:
        """J with whatever is claimed."""
        self.shoot.wrap(laptop=laptop, reconciled=reconciled, signers=by)

    # Guns.

    @rule(gun=guns, laptop=laptops, contents=st.sampled_from(("dummy", "blank")), box=st.sampled_from(("", DUMMIES)))
    def rounds_go_in_and_nobody_signs(self, gun: str, laptop: str, contents: str, box: str) -> None:
        """A load under way (R-RUN-25), or one that was given up and leaves its box uncounted."""
        values = {"item": gun, "contents": contents, "reason": "given up", **({"container": box} if box else {})}
        self.shoot.add("restriction", [Effect("perhaps-loaded", values)], laptop=laptop)
        found = self.shoot.situation().holding(gun)
        assert found.contents is (Contents.BLANK if found.count < 0 else Contents.UNKNOWN), found

    @rule(gun=guns, dummies=counts, laptop=laptops, by=signed, old=st.sampled_from((0, 0, 0, 9, 30)))
    def a_gun_is_cleared(self, gun: str, dummies: int, laptop: str, by: Sequence[SignerFacts], old: int) -> None:
        """D; `old` minutes ago it was looked at."""
        since = self.shoot.now - timedelta(minutes=old)
        self.shoot.clear(gun, dummies, DUMMIES, signers=by, laptop=laptop, since=since)

    @rule(gun=guns, dummies=counts, laptop=laptops, by=signed, procedure=st.sampled_from(("handover", "turn-round")))
    def a_gun_is_handed_over(
        self, gun: str, dummies: int, laptop: str, by: Sequence[SignerFacts], procedure: str
    ) -> None:
        """E, or a turn-round, honest or not."""
        self.shoot.hand_over(gun, dummies, procedure=procedure, signers=by, laptop=laptop)

    @rule(gun=guns, laptop=laptops, dummies=counts)
    def a_gun_is_cleared_and_handed_over(self, gun: str, laptop: str, dummies: int) -> None:
        """What the set wants: D and E at once."""
        self.shoot.clear(gun, dummies, DUMMIES, laptop=laptop)
        self.shoot.hand_over(gun, dummies, laptop=laptop)

    @rule(gun=guns, laptop=laptops, dummies=st.sampled_from((0, 6)), morning=st.booleans())
    def two_honest_people_work(self, gun: str, laptop: str, dummies: int, morning: bool) -> None:
        """Holds are lifted, the morning is done anew, the gun is proved empty, cleared and handed over."""
        self.shoot.sync(*LAPTOPS)
        for stop in self.shoot.records:
            if stop.effects and stop.effects[0].kind == "hold":
                self.shoot.lift(stop, laptop=laptop)
        if morning:
            self.shoot.ready(*GUNS, unit=unit_of(self.fold_all(), gun), laptop=laptop)
        self.shoot.prove(gun, unit=unit_of(self.fold_all(), gun), laptop=laptop)
        (box,) = (one for one in accounts(self.fold_all()) if one.container.tag == DUMMIES)
        self.shoot.clear(gun, dummies, DUMMIES, left=box.left - dummies, laptop=laptop)
        self.shoot.hand_over(gun, dummies, laptop=laptop)

    @rule(gun=guns, laptop=laptops, dummies=st.sampled_from((0, 6)), by=signed)
    def a_gun_is_turned_round(self, gun: str, laptop: str, dummies: int, by: Sequence[SignerFacts]) -> None:
        """It comes back between two takes, is shown and goes out again."""
        self.shoot.sync(*LAPTOPS)
        self.shoot.take_back(gun, laptop=laptop)
        effects = [cleared(gun, dummies, self.shoot.now), issued(gun, dummies, self.shoot.now)]
        self.shoot.add("procedure", effects, signers=by, procedure="turn-round", laptop=laptop)

    def fold_all(self) -> Situation:
        """What is true with everything that was written."""
        for record in self.shoot.records[self.known :]:
            self.situation = self.situation.add(record)
        self.known = len(self.shoot.records)
        return self.situation

    @rule(gun=guns, laptop=laptops, by=signed, count=st.sampled_from((1, 2, 6)), zone=st.booleans())
    def blanks_are_fired(self, gun: str, laptop: str, by: Sequence[SignerFacts], count: int, zone: bool) -> None:
        """F: a zone or none, blanks in, hot in the hand."""
        if zone:
            values: dict[str, str | int] = {
                "unit": "main", "weapon": gun, "slate": "12A", "place": "church", "load": "quarter", "count": count,
                "armorer": "mara", "since": stamp(self.shoot.now),
            }  # fmt: skip
            self.shoot.add("procedure", [Effect("zoned", values)], signers=by, procedure="blank-zone", laptop=laptop)
        effects = [
            Effect("proved-empty", {"weapon": gun}),
            load(gun, count, BLANKS, left=20 - count, contents="blank"),
            issued(gun, 0, self.shoot.now, contents="blank", count=count, condition="hot", minutes=5),
        ]
        self.shoot.add("procedure", effects, signers=by, procedure="blank-take", laptop=laptop)

    @rule(gun=guns, laptop=laptops, by=signed, parts=st.tuples(counts, counts, counts, counts))
    def blanks_come_back(
        self, gun: str, laptop: str, by: Sequence[SignerFacts], parts: tuple[int, int, int, int]
    ) -> None:
        """G of a hot gun, with whatever is on the tray."""
        cases, lost, unfired, misfires = parts
        values: dict[str, str | int] = {
            "weapon": gun, "container": BLANKS, "issued": 6, "cases": cases, "lost": lost, "unfired": unfired,
            "misfires": misfires,
        }  # fmt: skip
        effects = [Effect("blanks-back", values), Effect("proved-empty", {"weapon": gun})]
        self.shoot.add("procedure", effects, signers=by, procedure="return", laptop=laptop)

    @rule(gun=guns, laptop=laptops, by=signed, count=counts)
    def dummies_come_back(self, gun: str, laptop: str, by: Sequence[SignerFacts], count: int) -> None:
        """G."""
        effects = [unload(gun, count, DUMMIES), Effect("proved-empty", {"weapon": gun})]
        self.shoot.add("procedure", effects, signers=by, procedure="return", laptop=laptop)

    @rule(gun=guns, unit=units, laptop=laptops, right=st.booleans())
    def a_gun_changes_its_unit(self, gun: str, unit: str, laptop: str, right: bool) -> None:
        """Both armorers sign, or one of them alone."""
        both = (SignerFacts("mara", "armorer", "gave"), SignerFacts("lena", "armorer", "took"))
        values = {"item": gun, "unit": unit, "person": "lena"}
        signers = both if right else both[:1]
        self.shoot.add("transfer", [Effect("transferred", values)], signers=signers, laptop=laptop)

    @rule(laptop=laptops, by=signed, count=st.sampled_from((3, 11, 12, 13)), out=st.booleans())
    def a_batch_is_counted_and_given_out(self, laptop: str, by: Sequence[SignerFacts], count: int, out: bool) -> None:
        """Each in the hand, then by the list."""
        counted: dict[str, str | int] = {"unit": "main", "batch": BATCH, "count": count}
        given: dict[str, str | int] = {"batch": BATCH, "handler": "hana", "count": count, "holders": "will 1; ruth 2"}
        back: dict[str, str | int] = {"batch": BATCH, "handler": "hana", "count": count}
        self.shoot.add(
            "procedure", [Effect("batch-counted", counted)], signers=by, procedure="batch-day", laptop=laptop
        )
        kind, procedure, values = ("batch-issued", "batch-issue", given) if out else ("batch-back", "batch-count", back)
        self.shoot.add("procedure", [Effect(kind, values)], signers=by, procedure=procedure, laptop=laptop)

    @rule(laptop=laptops, by=signed, count=counts, back=st.booleans())
    def a_device_is_filled(self, laptop: str, by: Sequence[SignerFacts], count: int, back: bool) -> None:
        """The spare cylinder gets dummies, or gives them back."""
        values: dict[str, str | int] = {
            "device": DEVICE, "container": DUMMIES, "contents": "dummy", "count": count, "seal": "7",
        }  # fmt: skip
        effect = Effect("device-unloaded", values) if back else Effect("device-loaded", {**values, "left": 30 - count})
        two = pair("mara", "armorer", "hana", "handler") if by == RIGHT else by
        self.shoot.add("procedure", [effect], signers=two, procedure="fill", laptop=laptop)

    @rule(gun=guns, laptop=laptops, count=counts, by=signed)
    def rounds_go_in(self, gun: str, laptop: str, count: int, by: Sequence[SignerFacts]) -> None:
        """Somebody loads outside every procedure for it."""
        effects = [load(gun, count, DUMMIES, left=3), cleared(gun, count, self.shoot.now)]
        self.shoot.add("procedure", effects, signers=by, procedure="inspection", laptop=laptop)

    # What needs nobody's leave.

    @rule(gun=guns, laptop=laptops)
    def a_gun_is_taken_back(self, gun: str, laptop: str) -> None:
        """One key."""
        self.taken_back = (gun, self.shoot.take_back(gun, laptop=laptop))

    @rule(
        thing=things, laptop=laptops, person=st.sampled_from(("mara", "jonas", "will", "safa", "nobody", "")),
        shape=st.sampled_from(("locked", "with", "issued", "off-production", "unaccounted", "table")),
    )  # fmt: skip
    def something_is_moved(self, thing: str, laptop: str, person: str, shape: str) -> None:
        """A custody record, sensible or not."""
        self.shoot.add("custody", [custody(thing, shape, person=person)], laptop=laptop)

    @rule(
        laptop=laptops, kind=st.sampled_from(("hold", "stand-down", "incident", "concern")),
    )  # fmt: skip
    def the_set_is_stopped(self, laptop: str, kind: str) -> None:
        """Anybody."""
        values = {"words": "it was rushed"} if kind == "concern" else {"reason": "somebody stood in front"}
        values |= {"class": "near-miss"} if kind == "incident" else {}
        record = kind if kind in ("hold", "stand-down", "concern") else "restriction"
        self.shoot.add(record, [Effect(kind, values)], laptop=laptop)

    @rule(thing=things, laptop=laptops, kind=st.sampled_from(("frozen", "quarantined", "unverified", "withdrawn")))
    def something_is_barred(self, thing: str, laptop: str, kind: str) -> None:
        """Anybody."""
        self.shoot.add("restriction", [Effect(kind, {"item": thing, "reason": "an odd sound"})], laptop=laptop)

    @rule(
        gun=guns, laptop=laptops, other=laptops, right=st.sampled_from((True, True, False)), out=st.booleans(),
        what=st.sampled_from(("ban", "allow", "allow", "remove")),
    )  # fmt: skip
    def the_rules_are_changed(self, gun: str, laptop: str, other: str, right: bool, out: bool, what: str) -> None:
        """A pack bans the guns, allows them again, or is removed, by whoever may or not; often while one is out."""
        if out:
            self.two_honest_people_work(gun, laptop, 0, True)
        by = BY_OFFICER_AND_ARMORER if right else RIGHT
        if what == "remove":
            self.shoot.remove_rules(laptop=other, signers=by)
        else:
            classes = "rubber" if what == "ban" else "live-capable rubber"
            self.shoot.adopt_rules(laptop=other, signers=by, weapon_classes=classes)

    # What ends a stop.

    @precondition(lambda self: any(one.effects and one.effects[0].kind in ENDINGS for one in self.shoot.records))
    @rule(data=st.data(), laptop=laptops)
    def somebody_ends_a_stop(self, data: st.DataObject, laptop: str) -> None:
        """By two, by one, by whoever likes to."""
        stops = [one for one in self.shoot.records if one.effects and one.effects[0].kind in ENDINGS]
        stop = data.draw(st.sampled_from(stops))
        stopping = stop.effects[0]
        item = str(stopping.values.get("item", ""))
        values = {
            "restriction": stop.title, "reason": "asked", "answer": "moved", "cause": "haste", "control": "a rope",
            "class": "near-miss", "item": item, "words": "seen",
        }  # fmt: skip
        for kind, record, procedure in ENDINGS[stopping.kind]:
            by = data.draw(st.sampled_from((*ENDERS, *WRONG)))
            needs = EFFECT_VALUES[kind]
            effect = Effect(kind, {name: values[name] for name in needs})
            self.shoot.add(record, [effect], signers=by, procedure=procedure, laptop=laptop)

    # What never holds.

    @invariant()
    def nothing_is_wrong(self) -> None:
        """Every promise, asked of every gun after each step."""
        if len(self.shoot.records) == self.seen:
            return
        self.seen = len(self.shoot.records)
        self.fold_all()
        for one in statuses(self.situation, self.shoot.now, FLOOR):
            tag, unit = one.weapon.tag, unit_of(self.situation, one.weapon.tag)
            if one.issue is not None:
                faults = self.oracle.faults_of_issue(one.issue.record, tag, unit, self.shoot.now)
                assert not faults, (tag, one.issue, faults)
            if self.oracle.may_hold_a_blank(tag):
                assert one.state is not State.COLD, f"{tag} may hold a blank and is shown cold"
            if one.state is State.COLD:
                assert (one.contents, one.count > 0) in {(Contents.NOTHING, False), (Contents.DUMMY, True)}, one
                holding = self.situation.holding(tag)
                assert sum(count for _, count in holding.sources) == holding.count, holding
        assert not custodian_faults(self.situation, (*GUNS, DEVICE, DUMMIES, BLANKS, BATCH))
        self.frozen_things_stay_as_they_are()
        self.a_day_that_is_reconciled_has_no_gap()
        self.accounts_balance()
        self.a_gun_that_came_back_is_back()

    def frozen_things_stay_as_they_are(self) -> None:
        """Nothing that came after the record that froze a thing changed what is in it."""
        for tag in GUNS:
            record = self.oracle.is_frozen(tag)
            if record is not None:
                before = fold(self.oracle.without_later(record), self.shoot.ancestry)
                was, now = before.holding(tag), self.situation.holding(tag)
                doubt = now.contents in (Contents.UNKNOWN, Contents.BLANK) and now.count <= 0
                assert now == was or doubt, f"{tag} was unloaded while it was frozen"

    def a_day_that_is_reconciled_has_no_gap(self) -> None:
        """The word is refused where anything of the unit does not agree."""
        for index, judgement in enumerate(self.situation.view.history.later_judgements):
            for (aspect, unit), value in judgement.said.items():
                if aspect == "wrapped" and getattr(value, "reconciled", False):
                    record = self.situation.view.record(index)
                    known = [one for one in self.shoot.records if self.oracle.before(one, record)]
                    assert not open_gaps(fold(known, self.shoot.ancestry).view, unit)

    def accounts_balance(self) -> None:
        """No box has more than came in, and what is missing is said."""
        for one in accounts(self.situation):
            assert one.left <= one.opening + 6 or one.restricted, one

    def a_gun_that_came_back_is_back(self) -> None:
        """A take-back by whoever had seen everything puts the gun into the armorer's hand."""
        if self.taken_back is None:
            return
        (gun, record), self.taken_back = self.taken_back, None
        if all(one is record or self.oracle.before(one, record) for one in self.oracle.about(gun)):
            has = self.situation.custody(gun)
            assert has is not None
            assert (str(has.shape), has.person) == ("with", "mara")
            seen = status(self.situation, gun, self.shoot.now, FLOOR)
            assert seen is not None
            assert seen.issue is None

    def teardown(self) -> None:
        """The order in which the files arrive changes nothing."""
        if not self.shoot.records:
            return
        shuffled = list(self.shoot.records)
        Random(len(shuffled)).shuffle(shuffled)
        first, second = self.situation, fold(shuffled, self.shoot.ancestry)
        assert statuses(first, self.shoot.now, FLOOR) == statuses(second, self.shoot.now, FLOOR)
        assert accounts(first) == accounts(second)
        assert first.findings == second.findings
        assert first.limits == second.limits


ENDINGS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "hold": (("hold-lifted", "hold-lifted", ""),),
    "stand-down": (("incident-closed", "procedure", "incident"), ("released", "release", "")),
    "incident": (("incident-closed", "procedure", "incident"),),
    "concern": (("concern-answered", "procedure", "meeting"),),
    "frozen": (("unfrozen", "procedure", "incident"), ("unfrozen", "release", "")),
    "quarantined": (("closed", "procedure", "return"),),
    "withdrawn": (("closed", "procedure", "intake"),),
}
"""Kind of a stop to what might end it: effect, record, procedure."""

EFFECT_VALUES = {
    "hold-lifted": ("restriction", "reason", "answer"),
    "released": ("restriction", "reason", "answer"),
    "incident-closed": ("restriction", "class", "cause", "control"),
    "concern-answered": ("restriction", "answer"),
    "unfrozen": ("item", "restriction", "reason"),
    "closed": ("item", "restriction"),
}

ENDERS = (
    RIGHT,
    pair("safa", "safety-officer", "lena", "armorer"),
    pair("safa", "safety-officer", "pia", "producer"),
)
"""Pairs that may end one or another of them."""


@pytest.mark.parametrize("dummies", [0, 6])
@pytest.mark.parametrize("morning", [True, False])
def test_two_honest_people_get_a_cold_gun(dummies: int, morning: bool) -> None:
    """Otherwise nothing is asked of cold guns in the random days, as none ever comes up."""
    days = RandomDays()
    days.found(ready=not morning)
    days.two_honest_people_work(gun="A-07", laptop="truck", dummies=dummies, morning=morning)
    one = status(days.fold_all(), "A-07", days.shoot.now, FLOOR)
    assert one is not None
    assert one.issue is not None
    assert (one.state, one.count) == (State.COLD, dummies)
    days.nothing_is_wrong()


EXAMPLES = int(os.environ.get("SHOWCLEAR_RANDOM_DAYS", "30"))
"""How many random days are played; set the variable for a long run."""

TestRandomDays = RandomDays.TestCase
TestRandomDays.settings = settings(max_examples=EXAMPLES, stateful_step_count=40, deadline=None)

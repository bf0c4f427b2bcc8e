"""What holds for every sequence of records, however they arrive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from showclear.domain.effects import EFFECTS, Effect
from showclear.domain.limits import FLOOR
from showclear.domain.situation import Situation, fold
from showclear.domain.situation.accounts import accounts, device_statuses
from showclear.domain.situation.records import PERFORMED, VERIFIED, RecordFacts, SignerFacts
from showclear.domain.situation.status import State, guns_out, set_status, status, statuses
from tests.domain.situation.productions import BY_ARMORER_AND_AD, Shoot, at, cleared, custody, equipped, unload

TAGS = ("A-07", "B-02")
LAPTOPS = ("truck", "set", "clone")
"""The clone writes into the log of the truck: a fork."""

RESTRICTIVE = {
    "out-of-sight", "unverified", "withdrawn", "quarantined", "hold", "stand-down", "misfired", "frozen", "incident",
    "concern",
}  # fmt: skip

Move = Callable[[Shoot, str, str], object]


def _newest(shoot: Shoot, kind: str) -> RecordFacts:
    return next((one for one in reversed(shoot.records) if one.kind == kind), shoot.records[0])


def _close(shoot: Shoot, laptop: str, tag: str) -> object:
    barred = _newest(shoot, "restriction")
    closing = Effect("closed", {"item": tag, "restriction": barred.title})
    return shoot.clear(tag, extra=[closing], laptop=laptop)


def _copy(shoot: Shoot, laptop: str, tag: str) -> object:
    original = shoot.records[len(shoot.records) // 2]
    return shoot.add(
        original.kind,
        original.effects,
        signers=original.signers,
        procedure=original.procedure,
        laptop=laptop,
        id=original.id,
    )


def _close_report(shoot: Shoot, laptop: str, tag: str) -> object:
    del tag
    stop = next(
        (one for one in reversed(shoot.records) if any(effect.kind == "incident" for effect in one.effects)),
        shoot.records[0],
    )
    values = {"restriction": stop.title, "class": "near-miss", "cause": "x", "control": "x"}
    return shoot.add(
        "procedure", [Effect("incident-closed", values)], signers=BY_ARMORER_AND_AD, procedure="incident", laptop=laptop
    )


def _come_back(shoot: Shoot, laptop: str, tag: str) -> object:
    effects = [unload(tag, 6), Effect("proved-empty", {"weapon": tag}), custody(tag, "locked", lock="safe 1")]
    return shoot.add("procedure", effects, signers=BY_ARMORER_AND_AD, procedure="return", laptop=laptop)


def _clear_and_hand_over(shoot: Shoot, laptop: str, tag: str) -> object:
    shoot.clear(tag, laptop=laptop)
    return shoot.hand_over(tag, laptop=laptop)


def _take_back_and_turn_round(shoot: Shoot, laptop: str, tag: str) -> object:
    _clear_and_hand_over(shoot, laptop, tag)
    shoot.take_back(tag, laptop=laptop)
    return shoot.hand_over(tag, procedure="turn-round", laptop=laptop)


def _wrongly_signed(shoot: Shoot, laptop: str, tag: str) -> object:
    pairs = (
        (),
        BY_ARMORER_AND_AD[:1],
        (SignerFacts("mara", "armorer", PERFORMED), SignerFacts("mara", "assistant-director", VERIFIED)),
        (SignerFacts("hana", "handler", PERFORMED), SignerFacts("jonas", "assistant-director", VERIFIED)),
        (SignerFacts("jonas", "assistant-director", PERFORMED), SignerFacts("mara", "armorer", VERIFIED)),
    )
    return shoot.clear(tag, signers=pairs[len(shoot.records) % len(pairs)], laptop=laptop)


MOVES: dict[str, Move] = {
    "clear": lambda shoot, laptop, tag: shoot.clear(tag, laptop=laptop),
    "clear again": lambda shoot, laptop, tag: shoot.clear(tag, laptop=laptop),
    "clear with dummies": lambda shoot, laptop, tag: shoot.clear(tag, 6, laptop=laptop),
    "clear and hand over": _clear_and_hand_over,
    "take back and turn round": _take_back_and_turn_round,
    "hand over": lambda shoot, laptop, tag: shoot.hand_over(tag, laptop=laptop),
    "turn round": lambda shoot, laptop, tag: shoot.hand_over(tag, procedure="turn-round", laptop=laptop),
    "take back": lambda shoot, laptop, tag: shoot.take_back(tag, laptop=laptop),
    "come back": _come_back,
    "out of sight": lambda shoot, laptop, tag: shoot.add(
        "custody", [Effect("out-of-sight", {"weapon": tag})], laptop=laptop
    ),
    "hold": lambda shoot, laptop, tag: shoot.hold(laptop=laptop),
    "lift": lambda shoot, laptop, tag: shoot.lift(_newest(shoot, "hold"), laptop=laptop),
    "lift alone": lambda shoot, laptop, tag: shoot.lift(
        _newest(shoot, "hold"), laptop=laptop, signers=BY_ARMORER_AND_AD[:1]
    ),
    "bar": lambda shoot, laptop, tag: shoot.bar(tag, laptop=laptop),
    "bar the box": lambda shoot, laptop, tag: shoot.bar("BOX-1", laptop=laptop),
    "close": _close,
    "take in again": lambda shoot, laptop, tag: shoot.take_in(tag, laptop=laptop),
    "copy": _copy,
    "wrongly signed": _wrongly_signed,
    "broken": lambda shoot, laptop, tag: shoot.clear(tag, laptop=laptop, intact=False),
    "correction": lambda shoot, laptop, tag: shoot.add(
        "correction", [cleared(tag, 0, shoot.now)], signers=BY_ARMORER_AND_AD, laptop=laptop
    ),
    "late entry": lambda shoot, laptop, tag: shoot.add(
        "late-entry",
        [Effect("proved-empty", {"weapon": tag}), cleared(tag, 0, shoot.now)],
        signers=BY_ARMORER_AND_AD,
        laptop=laptop,
    ),
    "adopt rules": lambda shoot, laptop, tag: shoot.adopt_rules(
        laptop=laptop,
        clearance_minutes=str(5 + len(shoot.records) % 7),
        weapon_classes="live-capable" if len(shoot.records) % 3 else "rubber",
    ),
    "remove rules": lambda shoot, laptop, tag: shoot.remove_rules(laptop=laptop),
    "with the AD": lambda shoot, laptop, tag: shoot.take_back(tag, "jonas", laptop=laptop),
}

RARE: dict[str, Move] = {
    "stand down": lambda shoot, laptop, tag: shoot.hold(laptop=laptop, kind="stand-down"),
    "report": lambda shoot, laptop, tag: shoot.add(
        "restriction", [Effect("incident", {"class": "near-miss", "reason": "x"})], laptop=laptop
    ),
    "close the report": _close_report,
    "concern": lambda shoot, laptop, tag: shoot.add("concern", [Effect("concern", {"words": "x"})], laptop=laptop),
    "freeze": lambda shoot, laptop, tag: shoot.bar(tag, "frozen", laptop=laptop),
    "misfire": lambda shoot, laptop, tag: shoot.add(
        "restriction", [Effect("misfired", {"weapon": tag, "reason": "x"})], laptop=laptop
    ),
    "unknown": lambda shoot, laptop, tag: shoot.add("seance", [Effect("conjured", {"item": tag})], laptop=laptop),
}


@st.composite
def shoots(draw: st.DrawFn) -> Shoot:
    """A production of two guns and a box, its day open, then a random story on three laptops that sometimes sync."""
    shoot = Shoot()
    shoot.found()
    for tag in TAGS:
        shoot.take_in(tag)
    shoot.take_in_box()
    shoot.ready(*TAGS)
    shoot.sync(*LAPTOPS)
    moves = [*MOVES] * 6 + [*RARE]
    for minutes, move, laptop, tag, sync in draw(
        st.lists(
            st.tuples(
                st.sampled_from((0, 0, 1, 4)),
                st.sampled_from(moves),
                st.sampled_from((*["truck"] * 3, *LAPTOPS)),
                st.sampled_from(TAGS),
                st.sampled_from((True, True, False)),
            ),
            max_size=12,
        )
    ):
        shoot.now = max(one.made_at for one in shoot.records)
        shoot.now += timedelta(minutes=minutes)
        ({**MOVES, **RARE})[move](shoot, laptop, tag)
        shoot.records = [replace(one, log="truck") if one.log == "clone" else one for one in shoot.records]
        if sync:
            shoot.sync()
    return shoot


def picture(situation: Situation, minutes: float = 0) -> tuple[object, ...]:
    """Everything that can be seen of a situation."""
    newest = max((one.made_at for one in situation.view.history.later), default=at(0))
    now = newest + timedelta(minutes=minutes)
    return (
        statuses(situation, now, situation.limits),
        set_status(situation),
        accounts(situation),
        device_statuses(situation),
        situation.findings,
        situation.people(),
        situation.restricted_items,
        guns_out(situation),
        situation.limits,
        tuple(situation.open_restrictions(item) for item in situation.restricted_items),
    )


@settings(max_examples=150, deadline=None)
@given(shoots(), st.randoms(use_true_random=False))
def test_the_situation_does_not_depend_on_the_order_of_arrival(shoot: Shoot, random: object) -> None:
    """Files come from other laptops and from sticks in any order (R-030 to R-034 rest on this)."""
    expected = picture(shoot.situation())
    shuffled = list(shoot.records)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert picture(fold(shuffled, shoot.ancestry)) == expected
    grown = fold((), shoot.ancestry)
    for record in shuffled:
        grown = grown.add(record)
    assert picture(grown) == expected


@settings(max_examples=60, deadline=None)
@given(shoots())
def test_adding_a_record_leaves_the_situation_before_as_it_was(shoot: Shoot) -> None:
    """A situation is a value: the screen that holds the old one goes on showing the old one."""
    half = len(shoot.records) // 2
    early = fold(shoot.records[:half], shoot.ancestry)
    before = _seen(early)
    later = early
    for record in shoot.records[half:]:
        later = later.add(record)
    assert _seen(early) == before
    branch = early.add(shoot.records[-1])
    assert picture(later) == picture(shoot.situation())
    assert picture(branch) == picture(fold([*shoot.records[:half], shoot.records[-1]], shoot.ancestry))


def _seen(situation: Situation) -> tuple[object, ...]:
    return (
        statuses(situation, at(0), FLOOR),
        statuses(situation, at(60), FLOOR),
        set_status(situation),
        accounts(situation),
        situation.findings,
        situation.people(),
        situation.restricted_items,
    )


UNSIGNED = st.sampled_from(
    ("with", "locked", "issued", "unaccounted", "out-of-sight", "unverified", "withdrawn", "hold", "stand-down",
     "cleared", "issue", "closed", "hold-lifted", "proved-empty", "taken-in", "unknown", "explained", "given-up",
     "nothing")
)  # fmt: skip


def _unsigned(shoot: Shoot, what: str, tag: str, laptop: str) -> RecordFacts:
    stop = _newest(shoot, "hold" if what == "hold-lifted" else "restriction").title
    effects = {
        "with": custody(tag, "with", person="mara"), "locked": custody(tag, "locked", lock="safe 1"),
        "issued": custody(tag, "issued", person="will"), "unaccounted": custody(tag, "unaccounted"),
        "out-of-sight": Effect("out-of-sight", {"weapon": tag}),
        "unverified": Effect("unverified", {"item": tag, "reason": "x"}),
        "withdrawn": Effect("withdrawn", {"item": tag, "reason": "x"}), "hold": Effect("hold", {"reason": "x"}),
        "stand-down": Effect("stand-down", {"reason": "x"}), "cleared": cleared(tag, 0, shoot.now),
        "issue": Effect("issued", {**cleared(tag, 0, shoot.now).values, "holder": "will", "condition": "cold",
                                   "word": "x"}),
        "closed": Effect("closed", {"item": tag, "restriction": stop}),
        "hold-lifted": Effect("hold-lifted", {"restriction": stop, "reason": "x", "answer": "x"}),
        "proved-empty": Effect("proved-empty", {"weapon": tag}), "unknown": Effect("conjured", {"item": tag}),
        "explained": Effect("explained", {"restriction": stop, "words": "x", "by": "mara"}),
        "given-up": Effect("given-up", {
            "subject": tag, "title": "x", "performer": "mara", "verifier": "jonas", "outcome": "abandoned",
            "where": "x", "reason": "x"}),
        "taken-in": Effect("container-taken-in", {
            "container": "BOX-1", "contents": "dummy", "load": "", "calibre": "", "lot": "", "maker": "",
            "count": 99, "seal": ""}),
    }  # fmt: skip
    chosen = [effects[what]] if what in effects else []
    kinds = {"hold": "hold", "stand-down": "stand-down", "hold-lifted": "hold-lifted", "withdrawn": "restriction",
             "explained": "restriction", "given-up": "restriction"}  # fmt: skip
    kind = kinds.get(what, "custody" if len(shoot.records) % 2 else "procedure")
    return shoot.add(kind, chosen, procedure="inspection", laptop=laptop)


@settings(max_examples=200, deadline=None)
@given(shoots(), UNSIGNED, st.sampled_from(TAGS), st.sampled_from(LAPTOPS))
def test_an_unsigned_record_opens_nothing_and_stops_no_clock(shoot: Shoot, what: str, tag: str, laptop: str) -> None:
    """R-036: whatever it says and whoever wrote it, nothing becomes cold, lasts longer or is closed by it."""
    before = shoot.situation()
    after = before.add(_unsigned(shoot, what, tag, laptop))
    for minutes in (0, 9, 14):
        now = shoot.now + timedelta(minutes=minutes)
        for one in statuses(before, now, FLOOR):
            later = status(after, one.weapon.tag, now, FLOOR)
            assert later is not None
            assert later.state in (one.state, State.UNVERIFIED, State.QUARANTINED)
            assert later.state is not State.COLD or one.state is State.COLD
            for permission, earlier in ((later.clearance, one.clearance), (later.issue, one.issue)):
                assert permission is None or permission == earlier
            assert set(one.restrictions) <= set(later.restrictions)
    assert set(before.open_restrictions()) <= set(after.open_restrictions())
    assert set(before.held_by_unknown) <= set(after.held_by_unknown)
    assert [one.left for one in accounts(before)] == [one.left for one in accounts(after)]


@settings(max_examples=250, deadline=None)
@given(shoots(), st.sampled_from((0, 3, 12)))
def test_nothing_is_cold_without_two_people_after_every_restriction(shoot: Shoot, minutes: int) -> None:
    """R-030, R-031, R-040, checked against the plain definition on whole sets of ancestors."""
    situation = shoot.situation()
    now = shoot.now + timedelta(minutes=minutes)
    for one in statuses(situation, now, FLOOR):
        if one.state is State.COLD:
            _assert_cleared_after_everything(shoot, one.weapon.tag)
            assert one.clearance is not None or one.issue is not None
            assert set_status(situation).open


def _is_about(effect: Effect, tag: str) -> bool:
    """Whether the effect is about a thing; that somebody is trained for it, or a zone was set, is not."""
    names = EFFECTS[effect.kind].about if effect.kind in EFFECTS else tuple(effect.values)
    return any(effect.values.get(name) == tag for name in names)


def _assert_cleared_after_everything(shoot: Shoot, tag: str) -> None:
    before = shoot.ancestry.is_ancestor
    about = [one for one in shoot.records if any(_is_about(effect, tag) for effect in one.effects)]
    tips = [one for one in about if not any(before(one.digest, other.digest) for other in about)]
    assert len(tips) == 1
    restrictions = [
        one
        for one in shoot.records
        for effect in one.effects
        if effect.kind in RESTRICTIVE and effect.values.get("item", effect.values.get("weapon", tag)) == tag
    ]
    clearing = [
        one
        for one in about
        if any(effect.kind == "cleared" and effect.values["weapon"] == tag for effect in one.effects)
        and one.intact
        and one.kind == "procedure"
        and one.signers == BY_ARMORER_AND_AD
        and (one is tips[0] or before(one.digest, tips[0].digest))
        and all(before(other.digest, one.digest) for other in restrictions)
    ]
    assert clearing


@settings(max_examples=100, deadline=None)
@given(shoots())
def test_rounds_are_never_made_or_lost_by_counting(shoot: Shoot) -> None:
    """R-045: what was taken in is in the box, in guns, or named as not come back; each event counts once."""
    for one in accounts(shoot.situation()):
        assert one.opening == one.left + one.out + one.lost


@settings(max_examples=60, deadline=None)
@given(shoots(), st.sampled_from(("correction", "late-entry", "review", "approval", "concern", "seance")))
def test_no_other_kind_of_record_ever_permits(shoot: Shoot, kind: str) -> None:
    """R-042, R-043: the same story told by records of another kind clears nothing."""
    retold = [replace(one, kind=kind) if one.kind == "procedure" else one for one in shoot.records]
    intakes = [one for one in shoot.records if one.procedure in ("intake", "ammunition")]
    told = [*(one for one in retold if one.procedure not in ("intake", "ammunition")), *intakes]
    for one in statuses(fold(told, shoot.ancestry), shoot.now, FLOOR):
        assert one.state is not State.COLD


JUNK = st.one_of(
    st.text(max_size=4), st.integers(-3, 2**60), st.booleans(), st.none(),
    st.sampled_from(("A-07", "BOX-1", "mara", "with", "dummy", "blank", "nothing", "2026-03-04T12:00:00Z", "cold")),
)  # fmt: skip


@st.composite
def hostile_effects(draw: st.DrawFn) -> Effect:
    """An effect of a known or unknown kind with values of any type, often those that the kind needs."""
    kind = draw(st.sampled_from((*EFFECTS, "conjured")))
    spec = EFFECTS.get(kind)
    names = [*(spec.needs if spec else ()), *(spec.may if spec else ()), "item", "more"]
    values = {name: draw(JUNK) for name in names if draw(st.booleans())}
    for name, wanted in spec.needs.items() if spec and draw(st.booleans()) else ():
        values[name] = draw(st.text(max_size=3) | st.just("A-07")) if wanted is str else draw(st.integers(-2, 9))
    return Effect(kind, values)  # type: ignore[arg-type]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(hostile_effects(), max_size=4),
    st.sampled_from(("procedure", "custody", "hold-lifted", "")),
    st.sampled_from(("intake", "ammunition", "inspection", "turn-round", "handover", "x")),
    st.booleans(),
)
def test_no_values_break_the_fold_or_make_anything_cold(
    effects: list[Effect], kind: str, procedure: str, signed: bool
) -> None:
    """A record may hold anything that TOML can write; it is judged, never a crash, and it clears nothing by luck."""
    shoot = equipped(ready=True)
    signers = BY_ARMORER_AND_AD if signed else ()
    shoot.add(kind, effects, signers=signers, procedure=procedure)
    situation = shoot.situation()
    picture(situation)
    assert all(one.state is not State.COLD for one in statuses(situation, shoot.now, FLOOR))

"""Reports, releases, reviews, concerns, transfers, departures and delegations, through real signatures."""

from __future__ import annotations

import os
import secrets
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from showclear.app.bodies import signed_facts
from showclear.app.demo import ARMORER, DIRECTOR, HANDLER, OFFICER, PRODUCER
from showclear.app.founding import NewKey
from showclear.app.signing import Draft, SignaturePlace, SigningSession
from showclear.domain.checklists import Procedure
from showclear.domain.custody import Custody, Shape
from showclear.domain.effects import Effect
from showclear.domain.people import Role
from showclear.domain.situation.day import Day, day_by_records, may_verify, unit_entry, unit_of
from showclear.domain.situation.status import State, set_status
from showclear.domain.situation.stops import Need
from showclear.errors import InputError, RefusedError, SigningError
from showclear.storage.files import LocalFileSystem
from showclear.storage.key_files import open_key_file
from tests.app.signing_by_hand import sign_out, signed
from tests.app.stage import BOX, COLT, PISTOL, SECOND_COLT, Stage
from tests.app.test_roster import sign


@pytest.fixture
def set_(stage: Stage) -> Stage:
    """The producer is on shift too."""
    stage.open()
    stage.production.shifts.open(PRODUCER.id, "", stage.pins[PRODUCER.id])
    return stage


def open_day(stage: Stage) -> str:
    """The day of the unit; its place."""
    unit = stage.production.unit
    entry = unit_entry(stage.production.book.situation.view, unit)
    assert entry is not None
    day = Effect("day-opened", {"unit": unit, "day": "2026-03-02", "place": entry.place, "armorer": ARMORER.id})
    signed(stage, "day-people", day, by=(DIRECTOR, ARMORER))
    return entry.place


def close_report(stage: Stage, stop: str, *more: Effect) -> None:
    """L."""
    values = {"restriction": stop, "class": "injury", "cause": "a mixed box", "control": "all anew"}
    signed(stage, "incident", Effect("incident-closed", values), *more, by=(DIRECTOR, ARMORER))


def meet(stage: Stage, place: str, *more: Effect) -> None:
    """K."""
    held = Effect("checked", {"unit": stage.production.unit, "what": "meeting", "place": place})
    signed(stage, "meeting", held, *more, by=(DIRECTOR, ARMORER))


def the_stop(stage: Stage, kind: str) -> str:
    """The record of the only open stop of a kind."""
    (found,) = (one.restriction for one in stage.production.stops.open() if one.restriction.kind == kind)
    return found.record


def release(stage: Stage, stop: str, second: str = PRODUCER.id) -> SigningSession:
    """The end of a stand-down."""
    return stage.production.stops.release(stop, "a mixed box", "every box was looked at", OFFICER.id, second)


def test_an_injury_stops_everything_and_freezes_the_gun_with_one_key(set_: Stage) -> None:
    """No name, no signature, no second person; the board says what is needed."""
    set_.production.stops.report("injury", "the camera operator's hand", items=(COLT,))
    board = set_.production.board()
    (stop,) = board.stops
    assert (stop.kind, stop.reason, stop.reviewed) == ("stand-down", "injury: the camera operator's hand", False)
    assert stop.needs == ("Report to close (L).", "Meeting to hold (K).", "Release to sign.")
    kept = {("frozen", one) for one in (COLT, *set_.production.book.situation.devices_of(COLT))}
    assert {(one.kind, one.subject) for one in board.open_items} == {("incident", ""), *kept}
    assert set_.status(COLT).state is State.QUARANTINED
    assert set_.status(COLT).next == "stays as it is, locked, sealed"


def test_after_two_keys_all_is_stopped_until_the_report_is_closed_and_the_key_stops_anew_after_it(
    set_: Stage,
) -> None:
    """Three keys in fright are a hold and one stand-down; between report and release the key is never ignored."""
    production = set_.production
    place = open_day(set_)
    assert not production.is_stopped
    assert production.hold()
    assert not production.is_stopped
    assert production.hold()
    assert production.is_stopped
    stop = the_stop(set_, "stand-down")
    close_report(set_, stop)
    meet(set_, place)
    assert not production.is_stopped
    assert production.hold()
    assert [one.restriction.kind for one in production.stops.open()] == ["stand-down", "stand-down", "hold"]
    assert production.is_stopped


def test_why_a_stop_was_made_can_be_said_later_and_ends_nothing(set_: Stage) -> None:
    """R-128: two lines, one with a name; the stop is the same, and somebody is still asked to review it."""
    production = set_.production
    production.hold()
    (before,) = production.board().stops
    production.stops.explain(before.record, "somebody crossed  the line")
    set_.clock.advance(30)
    production.stops.explain(before.record, "it was the second camera", by=DIRECTOR.id)
    (after,) = production.board().stops
    assert [(one.words, one.by) for one in after.said] == [
        ("somebody crossed the line", ""), ("it was the second camera", DIRECTOR.id),
    ]  # fmt: skip
    assert (after.record, after.reason, after.needs, after.reviewed) == (
        before.record, before.reason, before.needs, False,
    )  # fmt: skip
    assert production.record(f"{before.record}.toml").said == after.said


def test_nothing_is_said_about_a_stop_without_words_or_before_the_disk_has_it(set_: Stage) -> None:
    """R-128: a line about nothing would be a finding for ever."""
    set_.production.hold()
    (stop,) = set_.production.board().stops
    with pytest.raises(InputError, match="missing"):
        set_.production.stops.explain(stop.record, " ")
    with pytest.raises(InputError, match="not in the log yet"):
        set_.production.stops.explain("not published yet (hold)", "because")
    assert set_.production.book.situation.findings == ()


def test_with_a_gun_its_magazines_stay_as_they_are(set_: Stage) -> None:
    """R-120: nobody empties the magazine of a gun that hurt somebody, however the report was made."""
    devices = set_.production.book.situation.devices_of(PISTOL)
    assert devices
    set_.production.stops.report("injury", items=(PISTOL,))
    assert {one.item for one in set_.production.stops.frozen()} == {PISTOL, *devices}


def test_a_report_about_a_gun_that_misfired_leaves_it_to_its_own_list_unless_it_is_grave(set_: Stage) -> None:
    """R-112: frozen by a near miss it could never be proved empty; after an injury it is evidence."""
    production = set_.production
    (session,) = production.start_emergency(Procedure.MISFIRE, (COLT,)).sessions
    for report_class in ("misfire", "near-miss"):
        production.stops.report(report_class, items=(COLT, SECOND_COLT) if report_class == "near-miss" else (COLT,))
    assert COLT not in {one.item for one in production.stops.frozen()}
    assert SECOND_COLT in {one.item for one in production.stops.frozen()}
    session.leave()
    production.stops.report("injury", items=(COLT,))
    assert COLT in {one.item for one in production.stops.frozen()}


@pytest.mark.parametrize(
    ("report_class", "kinds"),
    [
        ("near-miss", ["incident"]),
        ("flagging", ["incident"]),
        ("unattended", ["hold", "incident"]),
        ("discharge", ["stand-down", "incident"]),
        ("missing", ["stand-down", "incident"]),
    ],
)
def test_a_report_stops_as_much_as_its_kind_needs(set_: Stage, report_class: str, kinds: list[str]) -> None:
    """What is worse stops more."""
    set_.production.stops.report(report_class)
    assert [one.restriction.kind for one in set_.production.stops.open()] == kinds
    assert not set_status(set_.production.book.situation).open


def test_a_report_during_a_hold_makes_no_stand_down_of_it(set_: Stage) -> None:
    """A hold raised once more is a stand-down; a report is no second hold."""
    set_.production.hold("a shout")
    set_.production.stops.report("unattended", "on the cart")
    assert [one.restriction.kind for one in set_.production.stops.open()] == ["hold", "incident"]


def test_there_is_no_other_kind_of_event(set_: Stage) -> None:
    """A closed list, so that reports can be counted."""
    with pytest.raises(InputError, match="no event"):
        set_.production.stops.report("whatever")


def test_a_stand_down_ends_by_report_meeting_and_release(set_: Stage) -> None:
    """R-121, R-122: each step is refused before the one before it."""
    place = open_day(set_)
    set_.production.stand_down("a round without a hole")
    stop = the_stop(set_, "stand-down")
    with pytest.raises(RefusedError, match="R-122") as refused:
        release(set_, stop)
    assert "report to close" in refused.value.remedy
    close_report(set_, stop)
    with pytest.raises(RefusedError, match="R-122") as refused:
        release(set_, stop)
    assert "meeting to hold" in refused.value.remedy
    meet(set_, place)
    session = release(set_, stop)
    view = session.view()
    assert view.statement.startswith("I am Ines Park, safety officer.")
    assert any("stays so until it ends by name" in line for line in view.follows)
    published = sign_out(set_, session)
    assert published.not_counted == ()
    assert set_.production.board().stops == ()
    assert set_.status(SECOND_COLT).state is State.UNVERIFIED


def test_the_armorer_who_was_there_does_not_release(set_: Stage) -> None:
    """R-121: with one armorer on the roster the producer takes the place, nobody else."""
    place = open_day(set_)
    set_.production.stops.report("live-round", "in chamber 3", by=ARMORER.id)
    stop = the_stop(set_, "stand-down")
    close_report(set_, stop)
    meet(set_, place)
    assert [one.id for one in set_.production.stops.seconds(stop)] == [PRODUCER.id]
    with pytest.raises(RefusedError, match=r"R-121.*Mara Reyes raised it"):
        release(set_, stop, ARMORER.id)
    for second in (DIRECTOR, HANDLER, OFFICER):
        with pytest.raises(RefusedError, match="R-121"):
            release(set_, stop, second.id)
    with pytest.raises(RefusedError, match="R-121"):
        set_.production.stops.release(stop, "x", "x", PRODUCER.id, PRODUCER.id)
    sign_out(set_, release(set_, stop))


def test_an_armorer_who_was_not_involved_releases_with_the_officer(set_: Stage) -> None:
    """R-121: the handler had it. Of a round on the floor whoever was in charge is the one to ask."""
    place = open_day(set_)
    set_.production.take_back(SECOND_COLT, HANDLER.id)
    set_.production.stops.report("live-round", by=DIRECTOR.id, items=(SECOND_COLT,))
    stop = the_stop(set_, "stand-down")
    close_report(set_, stop)
    meet(set_, place)
    session = release(set_, stop, ARMORER.id)
    session.sign(set_.pins[OFFICER.id])
    assert session.view().statement.endswith("I was not involved in what happened.")
    sign_out(set_, session)
    assert set_.production.stops.open() == ()


def test_one_signature_releases_nothing(set_: Stage) -> None:
    """R-121: between the first signature and the second the set stays stopped, and a wrong PIN changes nothing."""
    place = open_day(set_)
    set_.production.stand_down("x")
    stop = the_stop(set_, "stand-down")
    close_report(set_, stop)
    meet(set_, place)
    session = release(set_, stop)
    assert session.sign(set_.pins[OFFICER.id]) is None
    with pytest.raises(SigningError):
        session.sign("000000")
    assert len(set_.production.stops.open()) == 1


def test_a_no_in_between_ends_the_release(set_: Stage) -> None:
    """R-121: an armorer says no while the others sign; the set stays stopped until that one has its own report."""
    place = open_day(set_)
    set_.production.stand_down("x")
    stop = the_stop(set_, "stand-down")
    close_report(set_, stop)
    meet(set_, place)
    session = release(set_, stop)
    session.sign(set_.pins[OFFICER.id])
    set_.production.stops.say_no(stop, "I have not seen the box", ARMORER.id)
    while session.sign(set_.pins[session.place.person.id]) is None:  # type: ignore[union-attr]
        pass
    (left,) = set_.production.stops.open()
    assert "Mara Reyes says no" in left.restriction.reason
    assert left.needs == (Need.REPORT, Need.MEETING, Need.RELEASE)


def test_words_are_needed(set_: Stage) -> None:
    """R-121, R-125, R-127: a release without a reason or an answer is none."""
    place = open_day(set_)
    set_.production.stops.report("injury", items=(COLT,))
    stop = the_stop(set_, "stand-down")
    close_report(set_, stop)
    meet(set_, place)
    stops = set_.production.stops
    for reason, answer in (("", "x"), ("x", " ")):
        with pytest.raises(InputError, match="missing"):
            stops.release(stop, reason, answer, OFFICER.id, PRODUCER.id)
    with pytest.raises(InputError, match="missing"):
        stops.unfreeze(COLT, stop, "", OFFICER.id, PRODUCER.id)
    with pytest.raises(InputError, match="missing"):
        stops.review(stop, " ", OFFICER.id)


def test_a_frozen_gun_is_released_by_name(set_: Stage) -> None:
    """R-125: the release of the stand-down does not do it."""
    set_.production.stops.report("injury", items=(COLT, BOX))
    kept = {one.item: one for one in set_.production.stops.frozen()}
    colt = kept.pop(COLT)
    with pytest.raises(RefusedError, match="not frozen"):
        set_.production.stops.unfreeze(SECOND_COLT, colt.record, "x", OFFICER.id, PRODUCER.id)
    sign_out(set_, set_.production.stops.unfreeze(COLT, colt.record, "the police are done", OFFICER.id, PRODUCER.id))
    assert BOX in kept
    assert {one.item for one in set_.production.stops.frozen()} == kept.keys()
    assert [one.kind for one in set_.status(COLT).restrictions] == ["quarantined"]


def test_a_review_quiets_and_closes_nothing(set_: Stage) -> None:
    """R-127: anybody with a key may write one."""
    set_.production.hold("a shout")
    (stop,) = set_.production.board().stops
    assert not stop.reviewed
    sign_out(set_, set_.production.stops.review(stop.record, "I asked everybody", HANDLER.id))
    (stop,) = set_.production.board().stops
    assert stop.reviewed
    assert set_.production.stops.unreviewed() == ()
    with pytest.raises(RefusedError, match="no record of that name"):
        set_.production.stops.review("laptop-000001-00", "x", HANDLER.id)


def test_a_stop_that_is_over_and_that_nobody_reviewed_stays_on_the_board(set_: Stage) -> None:
    """R-127: a lifting is signed and names it, so it is reviewed; a stop nobody named is not."""
    set_.production.hold("a shout")
    stop = the_stop(set_, "hold")
    sign_out(set_, set_.production.lift_hold(stop, "a fall", "a mat", ARMORER.id, DIRECTOR.id))
    assert set_.production.stops.unreviewed() == ()
    assert not [one for one in set_.production.board().open_items if one.kind == "review"]


# Concerns


def concern_file(stage: Stage) -> Path:
    """Where concerns wait."""
    return stage.folder / ".showclear" / "concerns"


def test_a_concern_waits_without_name_and_time(set_: Stage) -> None:
    """Nothing in the folder says who wrote it or when; the file claims midnight."""
    before = set_.names()
    for words in ("the door opens  into the line", "nobody slept"):
        set_.production.stops.concern(words, date(2026, 3, 2))
    assert set_.names() == before, "nothing is published yet"
    kept = concern_file(set_)
    assert kept.stat().st_mtime == datetime(2026, 3, 2, tzinfo=UTC).timestamp()
    text = kept.read_text()
    assert "19:0" not in text
    assert all(person.id not in text for person in (ARMORER, DIRECTOR, OFFICER, HANDLER))
    assert os.listdir(set_.folder / ".showclear" / "pending") == []  # noqa: PTH208 - names only
    assert set_.production.stops.concerns.waiting() == 2
    assert [one.id for one in set_.production.stops.concerns.contacts()] == [OFFICER.id]


def test_concerns_are_sorted_so_that_their_order_says_nothing(set_: Stage) -> None:
    """Who wrote first is not to be read from the file."""
    for words in ("z last", "a first"):
        set_.production.stops.concern(words, date(2026, 3, 2))
    lines = concern_file(set_).read_text().splitlines()
    assert "a first" in lines[0]


def test_concerns_are_published_as_of_midnight_and_wait_for_an_answer(set_: Stage) -> None:
    """R-124: kind concern, nobody signed, no claim of a name."""
    set_.production.stops.concern("nobody slept", date(2026, 3, 2))
    assert set_.production.stops.concerns.publish() == 1
    assert not concern_file(set_).exists()
    page = set_.production.record(set_.names()[-1])
    assert (page.kind, page.made_at, page.signatures) == ("concern", datetime(2026, 3, 2, tzinfo=UTC), ())
    assert "claim" not in page.facts
    stop = the_stop(set_, "concern")
    with pytest.raises(RefusedError, match="R-124"):
        set_.production.stops.answer_concern(stop, "two hours later", ARMORER.id)
    sign_out(set_, set_.production.stops.answer_concern(stop, "call two hours later", OFFICER.id))
    assert set_.production.stops.open() == ()
    assert set_.production.stops.concerns.publish() == 0


def test_a_concern_of_a_day_that_has_not_begun_in_utc_claims_no_time_to_come(set_: Stage) -> None:
    """A time to come would let every clearance run out."""
    set_.production.stops.concern("nobody slept", date(2026, 3, 3))
    set_.production.stops.concerns.publish()
    assert set_.production.record(set_.names()[-1]).made_at == datetime(2026, 3, 2, tzinfo=UTC)


def test_a_crash_while_publishing_publishes_once(set_: Stage) -> None:
    """The file is taken away last."""
    set_.production.stops.concern("nobody slept", date(2026, 3, 2))
    kept = concern_file(set_).read_bytes()
    set_.production.stops.concerns.publish()
    concern_file(set_).write_bytes(kept)
    set_.production.stops.concerns.publish()
    assert [one.restriction.kind for one in set_.production.stops.open()] == ["concern"]


def test_what_an_earlier_day_left_is_published_when_the_app_opens(set_: Stage) -> None:
    """A concern is not lost because nobody wrapped on this laptop."""
    set_.production.stops.concern("nobody slept", date(2026, 3, 2))
    set_.reopen()
    assert set_.production.stops.concerns.waiting() == 1
    set_.clock.advance(timedelta(days=1).total_seconds())
    set_.reopen()
    assert set_.production.stops.concerns.waiting() == 0
    assert [one.restriction.kind for one in set_.production.stops.open()] == ["concern"]


def test_an_empty_concern_is_none(set_: Stage) -> None:
    """Whitespace worries nobody."""
    with pytest.raises(InputError, match="no words"):
        set_.production.stops.concern(" \n ", date(2026, 3, 2))


# Moves and delegations


def test_a_gun_leaves_for_repair_with_its_devices_and_comes_back_by_intake(set_: Stage) -> None:
    """R-133."""
    set_.production.lock(COLT, "safe 1")
    session = set_.production.moves.departure(COLT, "the gunsmith", "a loose spring", ARMORER.id, PRODUCER.id)
    assert session.view().statement.startswith("I am Mara Reyes, armorer. I gave A-07")
    published = sign_out(set_, session)
    assert published.not_counted == ()
    assert set_.status(COLT).state is State.QUARANTINED
    custody = set_.status(COLT).custody
    assert custody is not None
    assert custody.shape == "off-production"
    with pytest.raises(RefusedError, match="not locked"):
        set_.production.moves.departure(COLT, "x", "x", ARMORER.id, PRODUCER.id)


def test_a_departure_needs_two_people_and_an_armorer(set_: Stage) -> None:
    """R-133."""
    set_.production.lock(COLT, "safe 1")
    for armorer, other in ((HANDLER, PRODUCER), (ARMORER, ARMORER)):
        with pytest.raises(RefusedError, match="R-133"):
            set_.production.moves.departure(COLT, "x", "x", armorer.id, other.id)
    with pytest.raises(InputError, match="not on the register"):
        set_.production.moves.departure("X-99", "x", "x", ARMORER.id, PRODUCER.id)


def test_a_box_leaves_only_counted(set_: Stage) -> None:
    """R-133, R-045."""
    set_.production.lock(BOX, "box safe")
    with pytest.raises(InputError, match="counted"):
        set_.production.moves.departure(BOX, "the house", "not needed", ARMORER.id, PRODUCER.id)
    left = set_.box().left
    sign_out(
        set_, set_.production.moves.departure(BOX, "the house", "not needed", ARMORER.id, PRODUCER.id, {BOX: left})
    )
    assert set_.box().restricted.startswith("withdrawn")


def test_a_transfer_needs_two_armorers_and_another_unit(set_: Stage) -> None:
    """R-132: the demonstration has one armorer and one unit, so nothing can be transferred."""
    unit = set_.production.unit
    with pytest.raises(InputError, match="no unit"):
        set_.production.moves.transfer(COLT, "splinter", ARMORER.id, HANDLER.id)
    with pytest.raises(RefusedError, match="R-132"):
        set_.production.moves.transfer(COLT, unit, ARMORER.id, HANDLER.id)


def test_a_gun_goes_to_another_unit_with_its_devices_from_armorer_to_armorer(set_: Stage) -> None:
    """R-132: and the other unit's armorer has it."""
    stage = set_
    per = second_armorer(stage)
    open_second_unit(stage)
    moves = stage.production.moves
    with pytest.raises(RefusedError, match="R-132"):
        moves.transfer(COLT, "splinter", ARMORER.id, ARMORER.id)
    stage.production.take_back(SECOND_COLT, HANDLER.id)
    with pytest.raises(RefusedError, match="not in Mara Reyes's hand"):
        moves.transfer(SECOND_COLT, "splinter", ARMORER.id, per)
    stage.production.lock(COLT, "safe 1")
    published = sign_out(stage, moves.transfer(COLT, "splinter", ARMORER.id, per))
    assert published.not_counted == ()
    situation = stage.production.book.situation
    for item in (COLT, *situation.devices_of(COLT)):
        assert unit_of(situation, item) == "splinter"
        assert situation.custody(item) == Custody(Shape.WITH, per)
    with pytest.raises(RefusedError, match="already"):
        moves.transfer(COLT, "splinter", per, ARMORER.id)


def second_armorer(stage: Stage) -> str:
    """An armorer enrolled from the running app, on shift; the id."""
    enrolment = stage.production.roster.enrol("Per Holm", Role.ARMORER, "passport", rounds=4)
    sign(stage, enrolment)
    person = enrolment.person
    opened = open_key_file(LocalFileSystem(), stage.machine.key_file(person.id), enrolment.passphrase)
    key = NewKey(person, enrolment.passphrase, opened.public, opened.seed)
    stage.keys, stage.pins = {**stage.keys, person.id: key}, {**stage.pins, person.id: "424242"}
    stage.production.shifts.open(person.id, enrolment.passphrase, "424242")
    return person.id


def open_second_unit(stage: Stage) -> None:
    """A unit on the other side of the river."""
    unit = Effect("unit-opened", {"unit": "splinter", "place": "Stage 5", "zone": "UTC", "first": DIRECTOR.id})
    places = tuple(SignaturePlace(person, "opened", "x") for person in (DIRECTOR, OFFICER))
    draft = Draft("unit", secrets.token_hex(16), "Unit: splinter", places, lambda at: signed_facts("Unit", (unit,)))
    assert sign_out(stage, stage.production.sign(draft)).not_counted == ()


def test_only_the_first_delegates_and_only_for_an_open_day(set_: Stage) -> None:
    """R-145: and only to another assistant director."""
    unit = set_.production.unit
    open_day(set_)
    with pytest.raises(RefusedError, match="Nothing can be delegated"):
        set_.production.delegations.delegate("nowhere", HANDLER.id, DIRECTOR.id, OFFICER.id)
    with pytest.raises(RefusedError, match="Another assistant director"):
        set_.production.delegations.delegate(unit, HANDLER.id, DIRECTOR.id, OFFICER.id)
    with pytest.raises(RefusedError, match="Only the 1st"):
        set_.production.delegations.delegate(unit, HANDLER.id, ARMORER.id, OFFICER.id)


def test_whom_the_first_names_verifies_today(set_: Stage) -> None:
    """R-145: two signatures, this unit, this day."""
    unit = set_.production.unit
    open_day(set_)
    enrolment = set_.production.roster.enrol("Ada Brandt", Role.ASSISTANT_DIRECTOR, "passport", rounds=4)
    sign(set_, enrolment)
    view = set_.production.book.situation.view
    day = day_by_records(view, unit)
    assert isinstance(day, Day)
    assert not may_verify(view, day, enrolment.person.id)
    session = set_.production.delegations.delegate(unit, enrolment.person.id, DIRECTOR.id, OFFICER.id)
    assert session.view().statement.endswith("today only.")
    assert sign_out(set_, session).not_counted == ()
    assert may_verify(set_.production.book.situation.view, day, enrolment.person.id)


def test_the_safety_officer_alone_plans_for_minors(set_: Stage) -> None:
    """R-142."""
    unit = set_.production.unit
    with pytest.raises(RefusedError, match="R-142"):
        set_.production.delegations.plan_minors(unit, "24C", "behind the glass", ARMORER.id)
    published = sign_out(
        set_, set_.production.delegations.plan_minors(unit, "24C", "behind the glass, with the teacher", OFFICER.id)
    )
    assert published.not_counted == ()

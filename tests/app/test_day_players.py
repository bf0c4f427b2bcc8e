"""People who are enrolled for a day, or until a date: what is asked, what is said, and what ends with it (R-148)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from showclear.app.bodies import signed_facts
from showclear.app.drafting import place
from showclear.app.founding import NewKey
from showclear.app.keys_here import KeyState
from showclear.app.printing.safety_plan import safety_plan
from showclear.app.signing import Draft
from showclear.app.terms import ALWAYS, ONE_DAY, UNTIL_DATE, last_moment
from showclear.domain.limits import FLOOR
from showclear.domain.people import Person, Role
from showclear.errors import InputError, RefusedError, SigningError
from showclear.ledger.verification import Verdict
from showclear.storage.files import LocalFileSystem
from showclear.storage.key_files import open_key_file
from tests.app.sets import PIN
from tests.app.stage import NOW, Stage

HOUR = 3600


def hire(stage: Stage, term: str, last_day: str = "") -> Person:
    """A handler of one day, with an open shift."""
    until = stage.production.term(term, last_day)
    enrolment = stage.production.roster.enrol("Per Holm", Role.HANDLER, "passport", rounds=4, until=until)
    person = enrolment.person
    signs_all(stage, enrolment.signing, enrolment.passphrase, person)
    hand(stage, person, enrolment.passphrase)
    return person


def signs_all(stage: Stage, session: object, passphrase: str, newcomer: Person) -> None:
    """Everybody signs; the newcomer with the five words."""
    published = None
    while published is None:
        asked = session.place.person.id  # type: ignore[attr-defined]
        published = session.sign(passphrase if asked == newcomer.id else stage.pins[asked])  # type: ignore[attr-defined]
    assert published.not_counted == ()


def hand(stage: Stage, person: Person, passphrase: str) -> None:
    """The person opens a shift."""
    opened = open_key_file(LocalFileSystem(), stage.machine.key_file(person.id), passphrase)
    stage.keys = {**stage.keys, person.id: NewKey(person, passphrase, opened.public, opened.seed)}
    stage.pins = {**stage.pins, person.id: PIN}
    stage.production.shifts.open(person.id, passphrase, PIN)


def review(person: Person) -> Draft:
    """Something that anybody with a key may sign."""
    return Draft(
        "review", "ab" * 16, "Review", (place(person, "read", "I read it."),), lambda at: signed_facts("Review", ())
    )


def view_of(stage: Stage, person: Person) -> tuple[datetime | None, bool]:
    """What the roster says of the end, and whether it has come."""
    (found,) = (one for one in stage.production.people_today() if one.person == person)
    return found.until, found.over


def test_a_day_player_signs_until_the_end_and_nothing_after_it(stage: Stage) -> None:
    """R-148: the sheet says when; the shift ends by itself; nothing that was signed in time falls."""
    stage.open()
    per = hire(stage, ONE_DAY)
    until = NOW + timedelta(hours=18)
    assert view_of(stage, per) == (until, False)
    (line,) = [one for one in safety_plan(stage.production).roster if one.name == per.name]
    assert line.role.startswith("handler, until ")
    in_time = stage.production.sign(review(per)).sign(PIN)
    assert in_time is not None
    waits = stage.production.sign(review(per))
    waits.view()
    stage.clock.advance(18 * HOUR)
    assert stage.production.shifts.can_sign(per.id)
    stage.clock.advance(1)
    with pytest.raises(SigningError, match=r"R-148: Per Holm was enrolled until .* and signs nothing later"):
        waits.sign(PIN)
    assert not stage.production.shifts.can_sign(per.id)
    assert view_of(stage, per) == (until, True)
    with pytest.raises(SigningError, match="R-148"):
        stage.production.shifts.open(per.id, "", PIN)
    assert [one.state for one in stage.production.listed_keys() if one.person == per] == [KeyState.ENDED]
    assert per.name not in {one.name for one in safety_plan(stage.production).roster}, "it says who may sign"
    assert per in stage.production.people()
    assert per not in stage.production.signers(), "nobody waits for a signature of theirs"
    assert stage.production.verify().verdict is Verdict.INTACT


def test_a_key_at_hand_signs_nothing_after_the_end_either(stage: Stage) -> None:
    """R-148: the command line needs no shift, and asks the log book."""
    stage.open()
    per = hire(stage, ONE_DAY)
    key = stage.production.shifts.fingerprint(per.id)
    stage.production.book.refuse_ended(per.name, key, NOW)
    with pytest.raises(RefusedError, match="R-148"):
        stage.production.book.refuse_ended(per.name, key, NOW + timedelta(hours=18, seconds=1))


def test_where_nobody_knows_the_time_a_day_player_is_gone(stage: Stage) -> None:
    """R-148, R-038: a clock that was set back is no time; who has no end stays."""
    stage.open()
    per = hire(stage, ONE_DAY)
    stage.production.shifts.views()
    stage.clock.set(NOW - timedelta(hours=2))
    assert not stage.production.shifts.can_sign(per.id)
    assert len(stage.production.shifts.people()) > 2


def test_a_later_record_ends_it_whatever_the_clock_says(stage: Stage) -> None:
    """R-148: somebody signed something that claims to be of tomorrow, so today cannot be proved any more."""
    stage.open()
    per = hire(stage, UNTIL_DATE, f"{NOW:%Y-%m-%d}")
    stage.clock.advance(30 * HOUR)
    director = next(one for one in stage.production.shifts.people() if one.role is Role.ASSISTANT_DIRECTOR)
    assert stage.production.sign(review(director)).sign(stage.pins[director.id]) is not None
    stage.clock.set(NOW)
    stage.reopen()
    assert view_of(stage, per)[1]
    with pytest.raises(SigningError, match="R-148"):
        stage.production.shifts.open(per.id, "", PIN)
    stage.clock.set(NOW + timedelta(hours=30))


def test_who_comes_back_gets_a_new_key_with_an_end_of_its_own(stage: Stage) -> None:
    """R-148: the old key stays ended; the person keeps name and role."""
    stage.open()
    per = hire(stage, ONE_DAY)
    stage.clock.advance(40 * HOUR)
    stage.reopen()
    until = stage.production.term(ONE_DAY, "")
    renewal = stage.production.renewing.begin(per.id, "passport", until=until, rounds=4)
    signs_all(stage, renewal.signing, renewal.passphrase, per)
    stage.production.renewing.finish(renewal)
    assert view_of(stage, per) == (NOW + timedelta(hours=58), False)
    hand(stage, per, renewal.passphrase)
    assert stage.production.sign(review(per)).sign(PIN) is not None
    assert stage.production.verify().verdict is Verdict.INTACT


def test_a_last_day_ends_in_the_morning_after_where_the_production_works() -> None:
    """A night shoot belongs to the day on which it began."""
    until = last_moment(UNTIL_DATE, " 2026-03-02 ", now=NOW, zone="America/Denver", limits=FLOOR)
    assert until == datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
    assert last_moment(ALWAYS, "", now=NOW, zone="UTC", limits=FLOOR) is None


@pytest.mark.parametrize(
    ("typed", "zone", "says"),
    [
        ("tomorrow", "UTC", "is no date"),
        ("9999-12-31", "UTC", "is no date"),
        ("2026-03-01", "UTC", "is over"),
        ("2026-03-02", "Middle/Earth", "does not know the time zone"),
    ],
)
def test_what_is_no_last_day_is_refused_in_words(typed: str, zone: str, says: str) -> None:
    """Before a key is made."""
    with pytest.raises(InputError, match=says):
        last_moment(UNTIL_DATE, typed, now=NOW, zone=zone, limits=FLOOR)


def test_who_signs_nothing_has_no_end(stage: Stage) -> None:
    """A performer without a key has nothing that could end."""
    stage.open()
    with pytest.raises(InputError, match="signs nothing"):
        stage.production.roster.enrol("Nora Quist", Role.PERFORMER, "passport", until=NOW)

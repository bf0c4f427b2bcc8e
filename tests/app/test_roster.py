"""Enrolling people from the running app: who signs, what the newcomer enters, and what is left when it is given up."""

from __future__ import annotations

import pytest

from showclear.app.demo import OFFICER, PRODUCER
from showclear.app.reading_aside import ReadingAnewError
from showclear.app.roster import Enrolment
from showclear.app.views import Published
from showclear.domain.people import Role
from showclear.domain.situation.day import is_minor
from showclear.errors import InputError, RefusedError, SigningError
from showclear.tui.presenters.move_forms import enrol, enrolment_form
from showclear.tui.screens.form import are_asked
from tests.app.stage import PISTOL, Stage
from tests.app.test_snapshots import edited

ROUNDS = 4


def sign(stage: Stage, enrolment: Enrolment) -> Published:
    """Everybody signs; the newcomer with the five words."""
    published = None
    while published is None:
        place = enrolment.signing.place
        assert place is not None
        mine = place.person.id == enrolment.person.id
        assert enrolment.signing.view().how == ("passphrase" if mine else "pin")
        published = enrolment.signing.sign(enrolment.passphrase if mine else stage.pins[place.person.id])
    return published


@pytest.fixture
def with_producer(stage: Stage) -> Stage:
    """The producer is on shift, too."""
    stage.production.shifts.open(PRODUCER.id, "", stage.pins[PRODUCER.id])
    return stage


def test_a_performer_is_enrolled_by_the_safety_officer_and_the_producer(with_producer: Stage) -> None:
    """Performers hold no key: two officers say who they are."""
    stage = with_producer
    enrolment = stage.production.roster.enrol("Nora Quist", Role.PERFORMER, "passport")
    assert enrolment.passphrase == ""
    published = sign(stage, enrolment)
    assert published.not_counted == ()
    assert stage.production.person("nora-quist").role is Role.PERFORMER
    assert [one.person for one in stage.production.record(published.name).signatures] == [OFFICER.id, PRODUCER.id]


def test_a_minor_is_marked_and_no_date_is_kept(with_producer: Stage) -> None:
    """The flag narrows what may be done; a birth date would only be something to lose."""
    stage = with_producer
    sign(stage, stage.production.roster.enrol("Kim Lund", Role.PERFORMER, "passport", minor=True))
    assert is_minor(stage.production.book.situation.view, "kim-lund")
    assert not is_minor(stage.production.book.situation.view, "dana-osei")
    with pytest.raises(InputError, match="minor"):
        stage.production.roster.enrol("Kim Older", Role.HANDLER, "passport", minor=True)


def test_a_second_armorer_gets_a_key_and_signs_with_the_five_words(stage: Stage) -> None:
    """The words are shown once and typed by the newcomer: that is the proof that they are written down."""
    enrolment = stage.production.roster.enrol("Per Holm", Role.ARMORER, "passport", rounds=ROUNDS)
    assert len(enrolment.passphrase.split()) == 5
    assert enrolment.passphrase not in repr(enrolment)
    assert enrolment.signing.sign(stage.pins[OFFICER.id]) is None
    with pytest.raises(SigningError):
        enrolment.signing.sign("five words that are wrong")
    published = enrolment.signing.sign(enrolment.passphrase)
    assert published is not None
    assert stage.machine.key_file("per-holm").exists()
    assert enrolment.passphrase not in stage.text(published.name)


def test_an_enrolment_that_is_given_up_leaves_no_key(stage: Stage) -> None:
    """The same person can be enrolled at once again, with other words."""
    roster = stage.production.roster
    first = roster.enrol("Per Holm", Role.HANDLER, "passport", rounds=ROUNDS)
    roster.cancel(first)
    assert not stage.machine.key_file("per-holm").exists()
    second = roster.enrol("Per Holm", Role.HANDLER, "passport", rounds=ROUNDS)
    assert second.passphrase != first.passphrase
    sign(stage, second)
    roster.cancel(second)
    assert stage.machine.key_file("per-holm").exists()


def test_an_enrolment_that_is_refused_while_the_log_is_read_anew_leaves_no_key(stage: Stage) -> None:
    """A key file that stayed would be in the way when it is tried again."""
    stage.clear()
    stage.production.out_of_sight(PISTOL)
    production, _ = edited(stage)
    with pytest.raises(ReadingAnewError):
        production.roster.enrol("Per Holm", Role.HANDLER, "passport", rounds=ROUNDS)
    assert not stage.machine.key_file("per-holm").exists()
    assert not stage.machine.key_file("per-holm").with_name("per-holm.pub").exists()
    production.take_over(production.read_aside())
    second = production.roster.enrol("Per Holm", Role.HANDLER, "passport", rounds=ROUNDS)
    assert stage.machine.key_file("per-holm").exists()
    production.roster.cancel(second)


def test_without_the_officer_on_shift_nobody_is_enrolled(stage: Stage) -> None:
    """And no key is made for somebody who cannot be enrolled now."""
    stage.production.shifts.lock(OFFICER.id)
    with pytest.raises(RefusedError, match="safety officer"):
        stage.production.roster.enrol("Per Holm", Role.HANDLER, "passport", rounds=ROUNDS)
    assert not stage.machine.key_file("per-holm").exists()


def test_nobody_is_enrolled_twice_under_one_name(stage: Stage) -> None:
    """Two places for one name is how a person signs for both sides."""
    with pytest.raises(InputError, match="on the roster"):
        stage.production.roster.enrol("  dana osei ", Role.HANDLER, "passport", rounds=ROUNDS)
    with pytest.raises(InputError, match="missing"):
        stage.production.roster.enrol("  ", Role.HANDLER, "passport", rounds=ROUNDS)


def test_a_new_safety_officer_is_enrolled_by_the_producer(with_producer: Stage) -> None:
    """An officer does not choose the next one alone."""
    stage = with_producer
    enrolment = stage.production.roster.enrol("Ada Brink", Role.SAFETY_OFFICER, "passport", rounds=ROUNDS)
    assert [place.person.id for place in enrolment.signing.draft.places] == [PRODUCER.id, "ada-brink"]
    sign(stage, enrolment)
    assert stage.production.person("ada-brink").role is Role.SAFETY_OFFICER


def test_who_is_missing_for_an_enrolment_is_known_before_anything_is_asked(stage: Stage) -> None:
    """Both front ends say it first: nobody chooses a document for somebody whom nobody here can enrol."""
    roster = stage.production.roster
    assert roster.missing(Role.PERFORMER) == (Role.PRODUCER,)
    assert roster.missing(Role.SAFETY_OFFICER) == (Role.PRODUCER,)
    assert roster.missing(Role.HANDLER) == ()
    said, fields = enrolment_form((), roster.missing)
    assert said[0].startswith("The producer is not on shift here and has to sign for: safety officer, performer")
    asked = {fields[number].id for number in are_asked(fields, {"role": "performer", "key": "device-pin"})}
    assert asked == {"name", "role", "document", "minor"}, "no kind of key: a performer signs nothing"
    asked = {fields[number].id for number in are_asked(fields, {"role": "handler", "key": "device-pin"})}
    assert {"key", "pin", "term"} <= asked
    assert "minor" not in asked
    with pytest.raises(RefusedError, match="producer"):
        enrol(
            stage.production,
            {"name": "Nora Quist", "role": "performer", "document": "passport", "minor": "no", "key": "", "term": ""},
        )

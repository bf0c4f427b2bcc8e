"""Whoever reads a finding is told names; programs get it as it was."""

from __future__ import annotations

from dataclasses import replace

from showclear import words
from showclear.ledger.chain import Chain
from showclear.ledger.enrolments import Enrolment
from showclear.ledger.naming import named, names_of, with_names
from showclear.ledger.roster import Roster
from showclear.ledger.steps import Finding, Verdict, sentence
from showclear.words import english, together

NAMES = {"mara-reyes": "Mara Reyes", "record": "Rex [bold]Cord[/]", "key": "Kay"}


def test_an_id_is_said_with_its_name() -> None:
    """Also within a part, and at the beginning of a sentence that got its capital and stop afterwards."""
    assert named(english("The key of {person} is late.", person="mara-reyes"), NAMES) == (
        "The key of Mara Reyes (mara-reyes) is late."
    )
    who = english("{person} is enrolled until noon", person="mara-reyes")
    assert named(english("{who}, and signed this later.", who=who), NAMES).startswith("Mara Reyes (mara-reyes) is")
    fault = sentence(english("{person}, who is enrolled by it, did not sign it", person="mara-reyes"))
    assert fault == "Mara-reyes, who is enrolled by it, did not sign it."
    assert named(fault, NAMES) == "Mara Reyes (mara-reyes), who is enrolled by it, did not sign it."
    several = together((english("{person} (armorer)", person=one) for one in ("mara-reyes", "jonas")), ", ")
    assert named(english("signed by {words}", words=several), NAMES) == (
        "signed by Mara Reyes (mara-reyes) (armorer), jonas (armorer)"
    )


def test_a_word_of_the_sentence_is_nobody_and_a_name_is_text() -> None:
    """An id may be any word, and a name may look like markup: both stay what they are."""
    text = english("The key {key} of {person} is not in the record.", key="key", person="record")
    assert named(text, NAMES) == "The key key of Rex [bold]Cord[/] (record) is not in the record."
    assert named("The key of mara-reyes", NAMES) == "The key of mara-reyes", "a plain text is not taken apart"
    assert named(english("The key of {person}", person="stranger"), NAMES) == "The key of stranger"


def test_a_finding_with_names_is_still_said_in_the_language_of_whoever_reads() -> None:
    """The template stays."""
    (found,) = with_names(
        [Finding(12, Verdict.ALTERED, "x", english("The key of {person} is late.", person="mara-reyes"))], NAMES
    )
    words.use(words.PSEUDO)
    try:
        said = words.translated(found.what)
    finally:
        words.use("en")
    assert "Mara Reyes (mara-reyes)" in said
    assert "The key of" not in said


def test_who_is_enrolled_under_two_names_is_called_by_none() -> None:
    """Which of the two it is, nobody knows."""
    one = Enrolment("kim", "Kim Lund", "crew", b"", "", "0" * 64, False, False)
    roster = Roster(Chain())
    roster.enrol([one, replace(one, role="medic"), replace(one, person="ola", name="Ola Strand")])
    assert names_of(roster) == {"kim": "Kim Lund", "ola": "Ola Strand"}
    roster.enrol([replace(one, name="Kim Other", record="1" * 64)])
    assert names_of(roster) == {"ola": "Ola Strand"}

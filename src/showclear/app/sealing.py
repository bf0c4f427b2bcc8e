"""The seal of a day: what is open is said in words, two people sign over all logs, and eight words go on paper."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from showclear.app.bodies import Facts, signed_facts
from showclear.app.drafting import place
from showclear.app.logbook import LogBook
from showclear.app.signed_words import SignedWords
from showclear.app.signing import Draft, SigningSession
from showclear.domain.effects import Effect
from showclear.domain.people import Person, Role
from showclear.domain.situation.day import unit_entry
from showclear.domain.situation.sealing import day_to_seal, open_at_seal
from showclear.errors import RefusedError
from showclear.ledger.head import Head
from showclear.ledger.seal_words import words_of
from showclear.ledger.sealing import SEAL_KIND, seal_table, state
from showclear.words import english

LONGEST = 300
"""Characters of what is open in the one sentence of the effect; every gap has a row of its own beside it."""

_FOLLOWS = (
    english("Write the eight words on the paper production report: they alone show later that nothing was cut off."),
    english("Whatever is still cleared or out for this unit ends with it."),
)


@dataclass(frozen=True, slots=True)
class Seal:
    """A day seal as it is written on paper."""

    record: str
    """The name of its file, without `.toml`."""
    digest: str
    """64 hexadecimal digits."""

    @property
    def words(self) -> tuple[str, ...]:
        """The eight words."""
        return words_of(self.digest)

    @property
    def code(self) -> str:
        """What its QR code holds."""
        return code_of(self.digest)


def code_of(digest: str) -> str:
    """What the QR code of a seal holds: capitals only, which makes it small."""
    return f"SHOWCLEAR:{digest.upper()}"  # not said: read by programs


class Seals(SignedWords):
    """Closes days."""

    def __init__(
        self,
        book: LogBook,
        publish_concerns: Callable[[], object],
        *,
        person: Callable[[str], Person],
        sign: Callable[[Draft], SigningSession],
        writes: Callable[[], None],
    ) -> None:
        """`publish_concerns` publishes those that wait; the others are as for `SignedWords`."""
        super().__init__(book, person=person, sign=sign, writes=writes)
        self._publish_concerns = publish_concerns

    def seal(self, unit: str, armorer_id: str, director_id: str) -> SigningSession:
        """The signatures that seal the day of a unit: the open one, else the last that was wrapped.

        Concerns that wait are published first, so that the seal is over them too.

        Raises:
            RefusedError: the unit has no day to seal, or the people do not fit.
            StorageError: a concern could not be published.
        """
        self._writes()
        self._book.refresh()
        armorer, director = self._person(armorer_id), self._person(director_id)
        view = self._book.situation.view
        day = day_to_seal(view, unit)
        self._gate(unit, day, armorer, director)
        self._publish_concerns()
        return self._sign(self._draft(unit, day, armorer, director))

    def _draft(self, unit: str, day: str, armorer: Person, director: Person) -> Draft:
        gaps = tuple(gap.words for gap in open_at_seal(self._book.situation.view, unit))
        effects = (
            # not said: records stay English
            Effect("break", {"unit": unit, "reason": "the day is sealed"}),
            Effect("sealed", {"unit": unit, "day": day, **({"gaps": _in_one(gaps)} if gaps else {})}),
        )
        names = self._book.names_of_people()
        statement = (
            # not said: records stay English
            f"I seal the day {day} of unit {unit}: these are the records that this laptop holds, and what is open is "
            "named."
        )

        def gate() -> None:
            self._gate(unit, day, armorer, director)
            if tuple(gap.words for gap in open_at_seal(self._book.situation.view, unit)) != gaps:
                raise RefusedError(
                    english("What is open has changed meanwhile."), english("Start the seal again and read it.")
                )

        def facts(at: object) -> Facts:
            told = signed_facts(f"Day seal: {day}, unit {unit}", effects, names)  # not said: records stay English
            return {**told, "gaps": {"open": list(gaps)}}

        return Draft(
            kind=SEAL_KIND,
            record_id=secrets.token_hex(16),
            title=f"Seal the day {day}, unit {unit}",  # not said: records stay English
            places=(place(armorer, "sealed", statement), place(director, "sealed", statement)),
            facts=facts,
            follows=(
                *(english("Open: {words}", words=words) for words in gaps),
                *([] if gaps else [english("Nothing is open.")]),
                *_FOLLOWS,
            ),
            gate=gate,
            tables=self._tables,
        )

    def is_seal(self, name: str) -> bool:
        """Whether a published record seals a day: one that is only proposed does not. Raises: StorageError."""
        facts = self._book.facts(name)
        return facts is not None and facts.kind == SEAL_KIND

    def of(self, name: str) -> Seal:
        """A published seal by the name of its file. Raises: StorageError, RecordError."""
        facts = self._book.facts(name if name.endswith(".toml") else f"{name}.toml")
        if facts is None or facts.kind != SEAL_KIND:
            raise RefusedError(english("{name} is no day seal.", name=name), english("Choose the record of a seal."))
        return Seal(facts.title, facts.digest)

    def _tables(self, head: Head) -> Facts:
        return {"seal": seal_table(state(self._book.result.chain, head))}

    def _gate(self, unit: str, day: str, armorer: Person, director: Person) -> None:
        if unit_entry(self._book.situation.view, unit) is None or not day:
            raise RefusedError(
                english("Unit {unit} has no day to seal.", unit=unit),
                english("Open a day first (C); seal it after its wrap (J)."),
            )
        if armorer.role is not Role.ARMORER or director.role is not Role.ASSISTANT_DIRECTOR:
            raise RefusedError(
                english("R-052: The armorer and the assistant director seal a day."), english("Choose these two.")
            )


def _in_one(gaps: tuple[str, ...]) -> str:
    told = "; ".join(gaps)
    if len(told) <= LONGEST:
        return told
    return f"{len(gaps)} things, each with a line of its own in this record"  # not said: records stay English

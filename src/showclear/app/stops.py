"""Reports, releases, reviews and concerns: how a stop begins with one key, and what two people sign to end it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from showclear.app import custody as acts
from showclear.app.concerns import Concerns
from showclear.app.logbook import LogBook
from showclear.app.reporting import not_misfired, raise_report
from showclear.app.signed_words import SignedWords
from showclear.domain.effects import Effect
from showclear.domain.people import Person
from showclear.domain.situation.events import NO_REASON
from showclear.domain.situation.stops import OpenStop, set_status, unreviewed
from showclear.domain.situation.stops import frozen as frozen_now
from showclear.domain.situation.values import OpenRestriction
from showclear.domain.vocabulary import FACETS
from showclear.errors import InputError
from showclear.words import english

if TYPE_CHECKING:
    from showclear.app.signing import Draft, SigningSession

REPORT_CLASSES = FACETS["report.class"]
"""What kind of event a report may be about."""


class Stops(SignedWords):
    """What begins and ends the stops of one production."""

    def __init__(
        self,
        book: LogBook,
        concerns: Concerns,
        *,
        person: Callable[[str], Person],
        sign: Callable[[Draft], SigningSession],
        writes: Callable[[], None],
    ) -> None:
        """`concerns` keeps those that wait; the others are as for `SignedWords`."""
        super().__init__(book, person=person, sign=sign, writes=writes)
        self.concerns = concerns

    # What is open

    def open(self) -> tuple[OpenStop, ...]:
        """What stops the set, each with what it still needs."""
        return set_status(self._book.situation).stops

    def unreviewed(self) -> tuple[OpenRestriction, ...]:
        """Stops and reports that nobody has looked at afterwards."""
        return unreviewed(self._book.situation)

    def frozen(self) -> tuple[OpenRestriction, ...]:
        """What stays as it is, locked and sealed."""
        return frozen_now(self._book.situation)

    def seconds(self, stand_down: str) -> tuple[Person, ...]:
        """Who may release a stand-down, together with the safety officer."""
        from showclear.app.releasing import seconds as who_may_release

        return who_may_release(self._book, stand_down)

    # One key, no signature

    def report(self, report_class: str, reason: str = "", by: str = "", items: Iterable[str] = ()) -> str:
        """Something happened: the report is open at once, and what it names stays as it is; the id of the event.

        A gun that misfired stays open to its own list, unless what happened is grave.

        After what is grave all gun work stops; what has to be answered first holds the set (R-REPORT-1).

        Raises:
            InputError: there is no such kind of event.
            StorageError: it could not be made durable; it counts in this window.
        """
        if report_class not in REPORT_CLASSES:
            raise InputError(
                english('There is no event "{event}".', event=report_class),
                english("Choose one of: {events}.", events=", ".join(REPORT_CLASSES)),
            )
        words = reason.strip() or NO_REASON
        return raise_report(
            self._book,
            report_class,
            words,
            not_misfired(self._book, report_class, items),
            stop_reason=f"{report_class.replace('-', ' ')}: {words}",
            by=by,
        )

    def say_no(self, stand_down: str, reason: str, armorer_id: str) -> str:
        """An armorer says no to the end of a stand-down: it is another stand-down, with a report of its own.

        Raises:
            StorageError: it could not be made durable; it counts in this window.
        """
        named = self._person(armorer_id)
        # not said: records stay English
        words = f"{named.name} says no to the end of {stand_down}: {reason.strip() or NO_REASON}"
        act = acts.stand_down(words, named.id)
        return self._book.restrict(act.kind, act.title, act.effects, by=act.by)

    def explain(self, stop: str, words: str, by: str = "") -> str:
        """Somebody says why, after the key was pressed: it stands beside the stop, unsigned, and changes nothing.

        Args:
            stop: the stop or report that it is about, by its record.
            words: what they say.
            by: who says so, by id, if they want to be named.

        Raises:
            InputError: there are no words, or the stop is not in the log (yet).
            StorageError: it could not be made durable.
        """
        from showclear.app.drafting import checked_words

        self._book.refresh()
        if self._book.cited(stop) is None:
            raise InputError(
                english("The stop counts and is not in the log yet, so nothing can be said about it there."),
                english("Write it on paper, and here as soon as the disk takes it."),
            )
        values = {"restriction": stop, "words": checked_words(english("reason"), words), **({"by": by} if by else {})}
        # not said: records stay English
        return self._book.restrict("restriction", "Said about a stop", (Effect("explained", values),), by=by)

    def concern(self, words: str, day: date) -> None:
        """Somebody is worried and is not named: it waits for the end of the day. What is urgent is a hold.

        Raises:
            InputError: there are no words, or no record can hold them.
            StorageError: it could not be kept.
        """
        self.concerns.write(words, day)

    # Two people, or one who only says what they think

    def release(self, stand_down: str, reason: str, answer: str, officer_id: str, second_id: str) -> SigningSession:
        """The signatures that release a stand-down: the safety officer and who may be second (`seconds`).

        Raises:
            RefusedError: it is not open, its report or the meeting is missing, or the people do not fit.
            InputError: reason or answer is missing.
        """
        from showclear.app.releasing import release_draft

        people = self._two(officer_id, second_id)
        return self._sign(release_draft(self._book, stand_down, reason, answer, *people))

    def unfreeze(self, item: str, restriction: str, reason: str, officer_id: str, second_id: str) -> SigningSession:
        """The signatures that release a frozen item by name.

        Raises:
            RefusedError: it is not frozen by that record, or the people do not fit.
            InputError: the reason is missing.
        """
        from showclear.app.releasing import unfreeze_draft

        people = self._two(officer_id, second_id)
        return self._sign(unfreeze_draft(self._book, item, restriction, reason, *people))

    def _two(self, officer_id: str, second_id: str) -> tuple[Person, Person]:
        self._writes()
        self._book.refresh()
        return self._person(officer_id), self._person(second_id)

    def review(self, restriction: str, words: str, person_id: str) -> SigningSession:
        """The signature of somebody who looked at a record afterwards; it closes nothing.

        A stop may be reviewed by anybody with a key, every other record by the safety officer.

        Raises:
            RefusedError: there is no such record, or it is not for this person to review.
            InputError: the words are missing.
        """
        from showclear.app.releasing import review_draft

        self._writes()
        self._book.refresh()
        return self._sign(review_draft(self._book, restriction, words, self._person(person_id)))

    def is_stop(self, record: str) -> bool:
        """Whether a record stops, or stopped, the set."""
        from showclear.app.releasing import is_stop

        return is_stop(self._book, record)

    def answer_concern(self, restriction: str, answer: str, officer_id: str) -> SigningSession:
        """The signature of the safety officer who answers a concern.

        Raises:
            RefusedError: it is not open, or somebody else would sign.
            InputError: the answer is missing.
        """
        from showclear.app.releasing import answer_draft

        self._writes()
        self._book.refresh()
        return self._sign(answer_draft(self._book, restriction, answer, self._person(officer_id)))

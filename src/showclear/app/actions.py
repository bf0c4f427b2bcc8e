"""Corrective actions: what is to be done after a stop or a finding. One person opens one, two close it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from showclear.app.action_views import ActionView, action_views
from showclear.app.drafting import checked_words, draft, place
from showclear.app.signed_words import SignedWords
from showclear.domain.effects import Effect
from showclear.domain.people import Person, Role
from showclear.domain.situation.actions import SECONDS, actions
from showclear.domain.situation.day import unit_entry
from showclear.errors import InputError, RefusedError
from showclear.words import english

if TYPE_CHECKING:
    from showclear.app.logbook import LogBook
    from showclear.app.signing import Draft, SigningSession

OWNERS = (Role.SAFETY_OFFICER, Role.ARMORER, Role.ASSISTANT_DIRECTOR, Role.PRODUCER, Role.HANDLER)
"""Roles that an action may belong to, where no person is named."""


class Actions(SignedWords):
    """Opens and closes actions."""

    def __init__(
        self,
        book: LogBook,
        *,
        unit: Callable[[], str],
        now: Callable[[], datetime],
        person: Callable[[str], Person],
        sign: Callable[[Draft], SigningSession],
        writes: Callable[[], None],
    ) -> None:
        """`unit` and `now` are those of this laptop; the others are as for `SignedWords`."""
        super().__init__(book, person=person, sign=sign, writes=writes)
        self._unit = unit
        self._now = now

    def views(self) -> tuple[ActionView, ...]:
        """Every action: overdue, open, done."""
        return action_views(self._book.situation, self._unit(), self._now())

    def open(self, about: str, words: str, owner: str, due: str, author_id: str) -> SigningSession:
        """The signature of who opens one, on shift here. As `draft_open`."""
        self._writes()
        self._book.refresh()
        return self._sign(self.draft_open(about, words, owner, due, author_id))

    def close(self, action: str, words: str, officer_id: str, second_id: str) -> SigningSession:
        """The signatures of the two who close one, on shift here. As `draft_close`."""
        self._writes()
        self._book.refresh()
        return self._sign(self.draft_close(action, words, officer_id, second_id))

    def draft_open(self, about: str, words: str, owner: str, due: str, author_id: str) -> Draft:
        """The record that says what is to be done.

        Args:
            about: the record that it is about, with or without `.toml`.
            words: what is to be done.
            owner: the id of a person, or a role.
            due: the last day on which it may be open (2026-03-05); empty: before any gun is used again.
            author_id: who signs it.

        Raises:
            InputError: words are missing, there is no such owner, or the day is none or over.
            RefusedError: there is no such record.
        """
        record, author = about.removesuffix(".toml"), self._person(author_id)
        known = {*self._book.situation.people(), *map(str, Role)}
        if owner not in known:
            raise InputError(
                english('Nobody is called "{owner}".', owner=owner[:60]),
                english("Name a person of the roster, or a role."),
            )
        values = {"about": record, "words": checked_words(english("action"), words), "owner": owner, **self._until(due)}

        def gate() -> None:
            if self._book.situation.view.history.index_titled(record) is None:
                raise RefusedError(
                    english("There is no record of that name that says anything."), english("Choose one on the desk.")
                )

        title = f"To do: {self._book.title(f'{record}.toml') or record}"  # not said: records stay English
        statement = "I say that this has to be done, by whom and until when."  # not said: records stay English
        places = (place(author, "opened", statement),)
        return draft(self._book, "review", title, (Effect("action-opened", values),), places, gate)

    def draft_close(self, action: str, words: str, officer_id: str, second_id: str) -> Draft:
        """The record in which two people say that it is done.

        Raises:
            InputError: words are missing.
            RefusedError: it is not open, or the people do not fit.
        """
        name, officer, second = action.removesuffix(".toml"), self._person(officer_id), self._person(second_id)

        def gate() -> None:
            if name not in {one.record for one in actions(self._book.situation) if not one.done}:
                raise RefusedError(english("That action is not open any more."), english("Look at the list."))
            if officer.role is not Role.SAFETY_OFFICER or second.role not in SECONDS:
                raise RefusedError(
                    english(
                        "R-136: The safety officer and an armorer, an assistant director or a producer sign "
                        "that it is done."
                    ),
                    english("Choose these two."),
                )

        effect = Effect("action-closed", {"action": name, "words": checked_words(english("answer"), words)})
        statement = "I saw that it is done, as it stands here."  # not said: records stay English
        places = (place(officer, "closed", statement), place(second, "closed", statement))
        # not said: records stay English
        return draft(self._book, "review", "Corrective action done", (effect,), places, gate)

    def _until(self, due: str) -> dict[str, str]:
        """The day as people read it, and when it is over where the unit is."""
        if not due.strip():
            return {}
        zone, now = self._zone(), self._now()
        try:
            day = date.fromisoformat(due.strip())
        except ValueError:
            raise InputError(
                english('Due: "{due}" is no day.', due=due[:30]), english("Write it like {now:%Y-%m-%d}.", now=now)
            ) from None
        if day < now.astimezone(zone).date() or day.year > now.year + 5:
            raise InputError(
                english("Due: {day} is over, or years away.", day=day), english("Name a day from today on.")
            )
        end = datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)
        return {"due": f"{day}", "until": f"{end:%Y-%m-%dT%H:%M:%SZ}"}

    def _zone(self) -> tzinfo:
        entry = unit_entry(self._book.situation.view, self._unit())
        try:
            return ZoneInfo(entry.zone) if entry is not None and entry.zone else UTC
        except (ZoneInfoNotFoundError, ValueError):
            # A machine without that zone: the day ends by UTC, and the record says when.
            return UTC

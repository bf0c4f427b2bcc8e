"""A sitting: several guns through one checklist with the same two people, one record each.

Within a pass it goes gun by gun. Each person opens a pass once for all guns, and at the end each enters the PIN once
for the signatures on all records; every record still has its own two signatures over its own bytes (ADR 0007).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from showclear.app.sessions import RunSession
from showclear.app.signing import SigningSession
from showclear.app.signing_views import SignerLine, SigningView
from showclear.app.views import Published
from showclear.domain.people import Person
from showclear.domain.runs import Phase, Reason
from showclear.domain.runs.plan import IDLE_MS
from showclear.errors import IllegalEvent, RefusedError, ShowClearError, SigningError, StorageError
from showclear.storage.clock import Clock
from showclear.words import english

CheckPin = Callable[[str, str], None]

_TROUBLE = (Phase.STOPPED, Phase.MISMATCH)


class Sitting:
    """Runs that two people walk together. What is shown is the question of `current`; the rest waits."""

    def __init__(self, sessions: tuple[RunSession, ...], clock: Clock, check_pin: CheckPin) -> None:
        self.sessions = sessions
        self._clock = clock
        self._check_pin = check_pin
        self._at_keys = ""
        self._opened: set[str] = set()
        """Who opened a pass of this sitting with their PIN."""
        self._touched_ms = clock.monotonic_ms()
        self._last: RunSession | None = None

    @property
    def trouble(self) -> RunSession | None:
        """A run that stopped or whose two people differ: its way out is taken first. None if there is none."""
        return next((one for one in self.sessions if one.run.phase in _TROUBLE), None)

    @property
    def current(self) -> RunSession | None:
        """The run whose question is asked or whose pass is due; None when nobody is due at any gun.

        The person at the keys goes on as long as a gun has a question for them.
        """
        due = [(one, turn.person.id) for one in self.sessions if (turn := one.run.turn) is not None]
        mine = [one for one, person in due if person == self._at_keys]
        return mine[0] if mine else (due[0][0] if due else None)

    @property
    def due(self) -> Person | None:
        """Who is due at the keys; None when nobody is."""
        session = self.current
        turn = session.run.turn if session else None
        return turn.person if turn else None

    @property
    def ready(self) -> tuple[RunSession, ...]:
        """The runs that are complete and wait for their signatures."""
        return tuple(one for one in self.sessions if one.run.phase is Phase.COMPLETE)

    @property
    def over(self) -> bool:
        """Whether no gun has a question left and none is in trouble: sign what is ready."""
        return self.current is None and self.trouble is None

    def pass_is_due(self) -> bool:
        """Whether somebody has to open a pass before the next entry; between guns nobody does."""
        person = self.due
        return person is not None and (person.id != self._at_keys or self._idle())

    def needs_pin(self) -> bool:
        """Whether the pass that is due opens with a PIN: not where the checklist asks it at the signature, nor where
        the keys only change hands inside a joint block and both have opened a pass of this sitting with theirs.
        """
        session, person = self.current, self.due
        if session is None or person is None or not self.pass_is_due():
            return False
        if not session.pin_at_pass:
            return False
        return self._idle() or person.id not in self._opened or not session.joint_now

    def open_pass(self, person_id: str, pin: str | None = None) -> None:
        """Open the pass of the person who is due, for every gun that waits for them.

        Raises:
            SigningError: wrong PIN or no open shift; PIN missing.
            IllegalEvent: somebody else is due.
        """
        person = self.due
        if person is None or person.id != person_id:
            raise IllegalEvent(
                english("Somebody else is due at the keys."), english("Look at the name above the question.")
            )
        if self.needs_pin():
            if pin is None:
                raise SigningError(english("This pass opens with a PIN."), english("Enter the six digits."))
            self._check_pin(person_id, pin)
        self._opened.add(person_id)
        self._at_keys = person_id
        self._touch()
        self._open_here()

    def answer(self, raw: str, slot: str = "") -> None:
        """Enter what was observed at the gun that is asked about.

        Raises:
            InputError: it is not an answer to this question; nothing changed.
            IllegalEvent: no question is asked, or the pass has to be opened again.
            StorageError: not durable; nothing changed.
        """
        session = self._asked()
        self._last = session
        session.answer(raw, slot)
        self._touch()
        self._open_here()

    def rows_done(self) -> None:
        """No further row. Raises: IllegalEvent, StorageError."""
        session = self._asked()
        self._last = session
        session.rows_done()
        self._touch()
        self._open_here()

    def reopen(self, reason: Reason) -> None:
        """Take back one's own last answer, at whatever gun it was. Raises: IllegalEvent, StorageError."""
        if self._last is None:
            raise IllegalEvent(english("There is no answer to change."), english("Go on with the question."))
        self._last.reopen(reason)
        self._touch()
        self._open_here()

    def signing(self) -> SittingSigning:
        """The signatures of every run that is complete.

        Raises:
            RefusedError: none is complete, or a rule refuses the first one.
        """
        if not self.ready:
            raise RefusedError(
                english("No gun of this sitting is complete yet."), english("Walk one to its end, or give it up.")
            )
        return SittingSigning(tuple(one.signing() for one in self.ready), self._clock, self._check_pin)

    def check_age(self) -> bool:
        """Restart what became too old at any gun, or was overtaken; True if something was. Raises: StorageError."""
        restarted = [one.check_age() for one in self.sessions]
        if any(restarted) and not self._idle():
            self._open_here()
        return any(restarted)

    def leave(self) -> None:
        """Close the journals; each gun is offered for itself when somebody goes on."""
        for session in self.sessions:
            if session.run.phase is not Phase.ENDED:
                session.leave()

    def _asked(self) -> RunSession:
        session = self.current
        if session is None or self.pass_is_due():
            raise IllegalEvent(
                english("No question is asked now."), english("Look at what the sitting asks for: a pass, a name.")
            )
        return session

    def _open_here(self) -> None:
        """The pass of the person at the keys is open at the gun that comes next, too."""
        session = self.current
        if session is not None and self.due is not None and self.due.id == self._at_keys and session.pass_is_due():
            session.open_in_sitting(self._at_keys)

    def _touch(self) -> None:
        self._touched_ms = self._clock.monotonic_ms()

    def _idle(self) -> bool:
        return self._clock.monotonic_ms() - self._touched_ms > IDLE_MS


@dataclass(frozen=True, slots=True)
class Signed:
    """What became of the records of a sitting."""

    published: tuple[Published, ...]
    unsigned: tuple[tuple[str, str], ...] = ()
    """Title and why, of each record that is not in the log."""


class SittingSigning:
    """The signatures on all records of a sitting: one PIN each. Nothing is signed before both have entered theirs."""

    def __init__(self, signings: tuple[SigningSession, ...], clock: Clock, check_pin: CheckPin) -> None:
        self._signings = signings
        self._clock = clock
        self._check_pin = check_pin
        self._pins: dict[str, str] = {}
        self._entered_ms = 0

    @property
    def person(self) -> Person | None:
        """Who enters the PIN now; None when all records are in the log."""
        if not self._left():
            return None
        people = [place.person for place in self._left()[0].draft.places]
        return next((person for person in people if person.id not in self._pins), people[-1])

    def views(self) -> tuple[SigningView, ...]:
        """What the person who enters the PIN now signs, record by record.

        There is no digest: each record follows the one before it, so its bytes exist when that one is in the log.
        """
        person = self.person
        if person is None:
            return ()
        mine = (one for one in self._left() if person in {place.person for place in one.draft.places})
        return tuple(self._view(one, person) for one in mine)

    def sign(self, person_id: str, pin: str) -> Signed | None:
        """Enter the PIN of the person who is due; after the last one every record is signed and published in order.

        Returns None while somebody else has to enter theirs. PINs are forgotten when this returns what became of the
        records, and after two minutes without the other one.

        Raises:
            SigningError: wrong PIN, no open shift, or the first PIN was entered too long ago.
            IllegalEvent: somebody else is due.
        """
        if self._pins and self._clock.monotonic_ms() - self._entered_ms > IDLE_MS:
            self.cancel()
            raise SigningError(
                english("The first PIN was entered more than two minutes ago."), english("Both enter theirs again.")
            )
        person = self.person
        if person is None or person.id != person_id:
            raise IllegalEvent(english("Somebody else signs now."), english("Look at the name above the PIN."))
        self._check_pin(person_id, pin)
        self._pins[person_id] = pin
        self._entered_ms = self._clock.monotonic_ms()
        wanted = {place.person.id for place in self._left()[0].draft.places}
        if not wanted.issubset(self._pins):
            return None
        try:
            return self._sign_all(self._pins)
        finally:
            self._pins = {}

    def cancel(self) -> None:
        """Forget the PINs; what is in the log stays there."""
        self._pins = {}
        for one in self._left():
            one.cancel()

    def _sign_all(self, pins: Mapping[str, str]) -> Signed:
        published: list[Published] = []
        unsigned: list[tuple[str, str]] = []
        for number, signing in enumerate(self._left()):
            try:
                result = self._sign_one(signing, pins)
            except StorageError as error:
                rest = (one.draft.title for one in self._left()[number:])
                unsigned += [(title, str(error)) for title in rest]
                break
            except ShowClearError as error:
                signing.cancel()
                unsigned.append((signing.draft.title, str(error)))
                continue
            published.append(result)
        return Signed(tuple(published), tuple(unsigned))

    def _sign_one(self, signing: SigningSession, pins: Mapping[str, str]) -> Published:
        """Both signatures on one record; once more where the log moved in between."""
        for _ in range(2 * len(signing.draft.places)):
            place = signing.place or signing.draft.places[-1]
            result = signing.sign(pins[place.person.id])
            if result is not None:
                return result
        raise SigningError(english("The log moved twice while it was signed."), english("Sign it again."))

    @property
    def touched(self) -> bool:
        """Whether somebody signs with a key to touch: then record by record, because each signature is a touch."""
        return any(one.how_of(place.person.id) == "touch" for one in self._left() for place in one.draft.places)

    @property
    def next_one(self) -> SigningSession | None:
        """The signatures of the next record, where they are signed one by one; None when all are in the log."""
        return next(iter(self._left()), None)

    def so_far(self) -> Signed:
        """What became of the records where they are signed one by one."""
        published = tuple(one.result for one in self._signings if one.result is not None)
        return Signed(
            published, tuple((one.draft.title, english("Not signed yet; the draft stays.")) for one in self._left())
        )

    def _left(self) -> tuple[SigningSession, ...]:
        return tuple(one for one in self._signings if one.result is None)

    def _view(self, signing: SigningSession, person: Person) -> SigningView:
        places = signing.draft.places
        mine = next(place for place in places if place.person.id == person.id)
        lines = tuple(SignerLine(one.person, one.meaning, None, one.person.id == person.id) for one in places)
        return SigningView(
            title=signing.draft.title,
            statement=mine.statement,
            follows=signing.draft.follows,
            signers=lines,
            digest="",
            at=self._clock.now(),
            tries_left=signing.tries_left(person.id),
            notes=signing.draft.notes(),
        )

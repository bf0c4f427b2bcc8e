"""Things that go to another unit, and things that leave the production: both sides sign."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from showclear.app.drafting import checked_words, draft, place
from showclear.app.signed_words import SignedWords
from showclear.app.signing import SigningSession
from showclear.domain.custody import Custody, Shape
from showclear.domain.effects import Effect
from showclear.domain.people import KEY_ROLES, Person, Role
from showclear.domain.situation import Situation
from showclear.domain.situation.accounts import account
from showclear.domain.situation.day import unit_of, units
from showclear.domain.situation.frozen import is_frozen
from showclear.domain.weapons import Contents
from showclear.errors import InputError, RefusedError
from showclear.words import english

Counts = Mapping[str, int]
"""Container to how many rounds two people counted in it."""


class Moves(SignedWords):
    """What changes units or leaves."""

    def transfer(
        self, item: str, to_unit: str, giver_id: str, taker_id: str, counts: Counts | None = None
    ) -> SigningSession:
        """The signatures with which an item, and its feed devices, goes to another unit and into the taker's hand.

        Raises:
            RefusedError: it is not there to be given, holds rounds, or the people do not fit.
            InputError: no such item or unit, or a box was not counted.
        """
        self._writes()
        self._book.refresh()
        giver, taker = self._person(giver_id), self._person(taker_id)
        things, counted = self._things(item), counts or {}
        gate = partial(self._refuse_transfer, things, to_unit, giver, taker)
        if to_unit not in {one.unit for one in units(self._book.situation)}:
            raise InputError(
                english("There is no unit {to_unit}.", to_unit=to_unit), english("Choose a unit of this production.")
            )
        effects = [
            Effect("transferred", {"item": one, "unit": to_unit, "person": taker.id, **self._count(one, counted)})
            for one in things
        ]
        named = ", ".join(things)
        places = (
            # not said: records stay English
            place(giver, "gave", f"I gave {named} to {taker.name}, empty or sealed, and counted what is counted here."),
            # not said: records stay English
            place(taker, "took", f"I took {named} from {giver.name} into my hand and counted it too."),
        )
        title = f"{item}: to unit {to_unit}"  # not said: records stay English
        return self._sign(draft(self._book, "transfer", title, effects, places, gate, follows=_AFTER, items=things))

    def _refuse_transfer(self, things: tuple[str, ...], to_unit: str, giver: Person, taker: Person) -> None:
        """Raises: RefusedError where a thing is not there to be given, or others would sign."""
        item = things[0]
        if giver.role is not Role.ARMORER or taker.role is not Role.ARMORER or giver.id == taker.id:
            raise RefusedError(
                english("R-132: A transfer is signed by two armorers."),
                english("Choose who gives it and who takes it."),
            )
        if unit_of(self._book.situation, item) == to_unit:
            raise RefusedError(
                english("{item} belongs to unit {to_unit} already.", item=item, to_unit=to_unit),
                english("Choose another unit."),
            )
        self._refuse_unless_ready(things, giver)

    def departure(
        self, item: str, to: str, reason: str, armorer_id: str, other_id: str, counts: Counts | None = None
    ) -> SigningSession:
        """The signatures with which an item, and its feed devices, leaves: repair, owner, police, transport.

        What is missing is written off the same way: it is off the production until two people take it in again.

        Raises:
            RefusedError: it is not there to be given, holds rounds, or the people do not fit.
            InputError: no such item, no words, or a box was not counted.
        """
        self._writes()
        self._book.refresh()
        armorer, other = self._person(armorer_id), self._person(other_id)
        things, counted = self._things(item), counts or {}
        where, why = checked_words(english("receiver"), to), checked_words(english("reason"), reason)
        missing = _is_missing(self._book.situation.custody(item))

        def gate() -> None:
            if armorer.role is not Role.ARMORER or other.id == armorer.id or other.role not in KEY_ROLES:
                raise RefusedError(
                    english("R-133: An armorer and somebody else with a key sign a departure."),
                    english("Choose the two."),
                )
            if not missing:
                self._refuse_unless_ready(things, armorer)

        effects = [
            Effect("departed", {"item": one, "to": where, "reason": why, **self._count(one, counted)}) for one in things
        ]
        gave, saw = _departure_statements(", ".join(things), where, why, missing=missing)
        places = (place(armorer, "gave", gave), place(other, "saw", saw))
        title = f"{item}: leaves the production"  # not said: records stay English
        return self._sign(draft(self._book, "departure", title, effects, places, gate, follows=_GONE, items=things))

    def _things(self, item: str) -> tuple[str, ...]:
        """The item with the feed devices that go along with it. Raises: InputError."""
        situation = self._book.situation
        if item not in {*situation.weapons(), *situation.devices(), *situation.containers()}:
            raise InputError(
                english("{item} is not on the register.", item=item or english("Nothing")), english("Take it in first.")
            )
        return (item, *situation.devices_of(item))

    def _count(self, item: str, counts: Counts) -> dict[str, int]:
        if item not in self._book.situation.containers():
            return {}
        if item not in counts:
            raise InputError(
                english("Nobody counted {item}.", item=item), english("Count it, both, and enter how many are in it.")
            )
        return {"count": counts[item]}

    def _refuse_unless_ready(self, things: tuple[str, ...], giver: Person) -> None:
        situation = self._book.situation
        for item in things:
            custody = situation.custody(item)
            if not _may_be_given(custody, giver, needed=item == things[0]):
                raise RefusedError(
                    english("{item} is not in {name}'s hand and not locked.", item=item, name=giver.name),
                    english("Take it back or lock it first: one key."),
                )
            if not is_frozen(situation.view, item) and not _is_empty(situation, item):
                raise RefusedError(
                    english("{item} may hold rounds.", item=item),
                    english("Return and clear it first, or have it released."),
                )


_AFTER = (english("What was cleared before has ended: the other unit counts it, then inspects it."),)
_GONE = (english("It stays out of use until two people take it in again."),)


def _may_be_given(custody: Custody | None, giver: Person, *, needed: bool) -> bool:
    """Whether somebody can give it: it is locked or in their hand. A device may have no custody of its own."""
    if custody is None:
        return not needed
    return custody.shape is Shape.LOCKED or (custody.shape is Shape.WITH and custody.person == giver.id)


def _is_missing(custody: Custody | None) -> bool:
    """Whether nobody has it: it can only be written off, with whoever was told."""
    return custody is not None and custody.shape is Shape.UNACCOUNTED


def _is_empty(situation: Situation, item: str) -> bool:
    return account(situation, item) is not None or situation.holding(item).contents is Contents.NOTHING


def _departure_statements(named: str, where: str, why: str, *, missing: bool) -> tuple[str, str]:
    """What the armorer states, and what the other one does."""
    if missing:
        gone = f"{named} is missing and was searched for: {why}. {where} knows of it."  # not said: records stay English
        return gone, gone
    return (
        # not said: records stay English
        f"I gave {named} out: {why}, to {where}. It holds nothing, or is sealed as it was.",
        f"I took {named}, or saw it go: {why}, to {where}.",  # not said: records stay English
    )

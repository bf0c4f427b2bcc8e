"""Who may stand in for the 1st assistant director today, and what the safety officer plans for minors."""

from __future__ import annotations

from functools import partial

from showclear.app.drafting import checked_words, draft, place
from showclear.app.signed_words import SignedWords
from showclear.app.signing import SigningSession
from showclear.domain.effects import Effect
from showclear.domain.people import Person, Role
from showclear.domain.situation.day import NoDay, day_by_records, unit_entry
from showclear.errors import RefusedError
from showclear.words import english


class Delegations(SignedWords):
    """Signed words about who may do what on one day of one unit."""

    def delegate(self, unit: str, person_id: str, first_id: str, officer_id: str) -> SigningSession:
        """The signatures with which the 1st assistant director names another one for the day that is open.

        Raises:
            RefusedError: there is no open day, or the people do not fit.
        """
        self._writes()
        self._book.refresh()
        person, first, officer = self._person(person_id), self._person(first_id), self._person(officer_id)
        gate = partial(self._refuse_delegation, unit, person, first, officer)
        effect = Effect("delegated", {"unit": unit, "person": person.id})
        places = (
            # not said: records stay English
            place(first, "delegated", f"{person.name} verifies guns in my place for unit {unit}, today only."),
            # not said: records stay English
            place(officer, "agreed", f"I know {person.name}, and I agree that this person verifies today."),
        )
        # not said: records stay English
        return self._sign(draft(self._book, "delegation", f"Delegation: {person.name}", (effect,), places, gate))

    def _refuse_delegation(self, unit: str, person: Person, first: Person, officer: Person) -> None:
        """Raises: RefusedError where there is no open day, or the people do not fit."""
        view = self._book.situation.view
        entry, day = unit_entry(view, unit), day_by_records(view, unit)
        if isinstance(day, NoDay):
            raise RefusedError(
                english("Nothing can be delegated: {text}", text=day.text), english("Open the day first (C).")
            )
        if entry is None or entry.first != first.id:
            raise RefusedError(
                english("R-145: Only the 1st assistant director of unit {unit} delegates.", unit=unit),
                english("Choose the 1st."),
            )
        if person.role is not Role.ASSISTANT_DIRECTOR or person.id == first.id:
            raise RefusedError(
                english("R-145: Another assistant director is named, nobody else."),
                english("Choose an assistant director."),
            )
        if officer.role is not Role.SAFETY_OFFICER:
            raise RefusedError(
                english("R-145: The safety officer signs it too."), english("Choose the safety officer.")
            )

    def plan_minors(self, unit: str, slate: str, plan: str, officer_id: str) -> SigningSession:
        """The signature with which the safety officer plans that a minor is there while blanks are fired.

        Raises:
            RefusedError: there is no such unit, or it is not the safety officer.
            InputError: slate or plan is missing.
        """
        self._writes()
        self._book.refresh()
        officer = self._person(officer_id)

        def gate() -> None:
            if unit_entry(self._book.situation.view, unit) is None:
                raise RefusedError(
                    english("There is no unit {unit}.", unit=unit), english("Choose a unit of this production.")
                )
            if officer.role is not Role.SAFETY_OFFICER:
                raise RefusedError(
                    english("R-142: The safety officer signs the plan."), english("Choose the safety officer.")
                )

        values = {
            "unit": unit,
            "slate": checked_words(english("slate"), slate),
            "plan": checked_words(english("plan"), plan),
        }
        effect = Effect("minor-planned", values)
        # not said: records stay English
        statement = "I planned where the minor is, who stays with them, how far they are, and what they wear."
        places = (place(officer, "approved", statement),)
        # not said: records stay English
        return self._sign(draft(self._book, "approval", f"Minors at {values['slate']}", (effect,), places, gate))

"""FIDO2 keys in the wizard: the page on which somebody brings one, and the touches while everything is signed."""

from __future__ import annotations

import asyncio
from threading import Event
from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.widget import Widget

from showclear.app.founding import Touches
from showclear.app.touching import wish
from showclear.app.views import InputField
from showclear.errors import InputError, SigningError
from showclear.tui.presenters.move_forms import key_choices
from showclear.tui.screens.base import words
from showclear.tui.screens.form import Form, first_missing
from showclear.tui.widgets.prompt import BigText
from showclear.tui.widgets.touch_place import WAITING
from showclear.words import english, say

if TYPE_CHECKING:
    from showclear.app.founding import KeyAtHand
    from showclear.domain.people import Person
    from showclear.tui.wizard.app import FoundingDesk

TOUCH_SAID = english(
    "A FIDO2 key has no words: it is touched for every pass and every signature. Plug it in; Enter, then "
    "touch it when it blinks. F3 goes back to five words."
)


class TouchPages(Screen[None]):
    """What the wizard does about FIDO2 keys."""

    desk: FoundingDesk
    keys: dict[str, KeyAtHand]
    by_touch = False
    """Whether the page is that of a FIDO2 key, not of five words."""
    asked: Event | None = None
    """Set by whoever answers whether a touch is tried again; None while nobody is asked."""
    tries_again = False

    def tell(self, text: str) -> None:
        """One line below the page."""
        raise NotImplementedError

    def touch_page(self, person: Person) -> tuple[str, list[Widget]]:
        """Which key, and its PIN where it has one."""
        taken = {one.public.fingerprint for one in self.keys.values()}
        offered = tuple(one for one in self.desk.in_agent() if one[0] not in taken)
        choices = tuple(one for one in key_choices(offered) if one[0] != "file")
        fields = (
            InputField("key", say("Which key"), choices=choices),
            InputField("pin", say("PIN of the key"), secret=True, only_with=("key", "device-pin")),
        )
        head = words(say("{name}, {role}: with your key.", name=person.name, role=person.role.words), "strong")
        return say("Your key"), [head, words(TOUCH_SAID, "gap"), Form(fields, id="form")]

    async def take_touch(self, person: Person) -> None:
        """Wait for the touch that makes the key, or take the one in the agent. Raises: ShowClearError."""
        form = self.query_one("#form", Form)
        values = form.values()
        missing = first_missing(form.fields, values)
        if missing is not None:
            form.field(missing).focus()
            raise InputError(say("{label}: nothing was entered.", label=form.fields[missing].label), "")
        wanted = wish(values["key"], values.get("pin", ""))
        taken = [one.public.fingerprint for one in self.keys.values()]
        self.tell("" if wanted.fingerprint else say("{waiting}: it makes your key.", waiting=WAITING))
        self.keys[person.id] = await asyncio.to_thread(self.desk.touch, person, wanted, taken)

    @property
    def touches(self) -> Touches:
        """For the thread that signs everything: what is said here before each touch, and where nobody touched."""
        return Touches(
            lambda person: self.app.call_from_thread(self.announce, person),
            lambda person, error: self.ask_again(person, error),
        )

    def announce(self, person: Person) -> None:
        """The key blinks now."""
        self.query_one("#wizard-title", BigText).text = say("Touch it now")
        self.tell(say("{name}: {waiting}. One touch for each record that you sign.", name=person.name, waiting=WAITING))

    def ask_again(self, person: Person, error: SigningError) -> bool:
        """In the thread that signs: wait for Enter or Esc."""
        self.asked, self.tries_again = Event(), False
        said = say(
            "{message} Enter: {name} touches it again. Esc: this founding is cut off.",
            message=error.message,
            name=person.name,
        )
        self.app.call_from_thread(self.tell, said)
        self.asked.wait()
        self.asked = None
        return self.tries_again

    def answer(self, again: bool) -> bool:
        """Enter or Esc; whether that was asked."""
        if self.asked is None:
            return False
        self.tries_again = again
        self.asked.set()
        return True

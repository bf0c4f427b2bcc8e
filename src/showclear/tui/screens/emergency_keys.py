"""One key from every screen starts an emergency list: first it is written, then it is read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from showclear.errors import ShowClearError
from showclear.tui.screens.host import Host
from showclear.words import say, translated

if TYPE_CHECKING:
    from showclear.app.emergencies import Emergency
    from showclear.app.sessions import RunSession
    from showclear.domain.runs.values import Exit
    from showclear.domain.situation.at_hand import Meant
    from showclear.tui.presenters.emergency import Call


class EmergencyKeys(Host):
    """The part of the app that starts emergency lists. Nothing in it asks for a shift, a name or a reason."""

    def action_emergency(self) -> None:
        """What happened? One key."""
        from showclear.tui.dialogs.choose import Choice
        from showclear.tui.dialogs.emergency import EmergencyDialog
        from showclear.tui.presenters.emergency import CALLS, asks_which

        if isinstance(self.screen, EmergencyDialog):
            return
        choices = tuple(Choice(call.report_class, call.text, call.key) for call in CALLS)
        question = say("What happened? It is written with the next key.")
        if self.board is not None and asks_which(self.board.weapons):
            question = say("What happened? It is written as soon as one more key says which gun.")
        dialog = EmergencyDialog(say("Emergency"), question, choices)
        self.push_screen(dialog, self.after_call)

    def after_call(self, report_class: str | None) -> None:
        """It is known what happened: it starts, or one key says which gun first."""
        from showclear.tui.presenters.emergency import CALLS

        call = next((one for one in CALLS if one.report_class == report_class), None)
        if call is None:
            return
        meant = self.guns_meant(call)
        if meant.ask:
            self.ask_which_gun(call, meant.tags)
        else:
            self.begin_emergency(call, meant.tags)

    def guns_meant(self, call: Call) -> Meant:
        """The guns that it may be about, as the board has it now."""
        from showclear.domain.situation.at_hand import guns_meant

        return guns_meant(self.board.weapons if self.board is not None else (), call.procedure)

    def ask_which_gun(self, call: Call, out: tuple[str, ...]) -> None:
        """One more key says which gun it was; Esc says that nobody knows, so that what was called is never lost."""
        from showclear.tui.dialogs.choose import Choice
        from showclear.tui.dialogs.emergency import WhichGunDialog
        from showclear.tui.presenters.emergency import ALL_OUT, GUN_ROWS, NO_GUN, tags_meant, unsure_words

        every, none = unsure_words(len(out))
        choices = (
            *(Choice(tag, self.gun_words(tag)) for tag in out[:GUN_ROWS]),
            Choice(ALL_OUT, every, "A"),
            Choice(NO_GUN, none, "N"),
        )

        def chosen(tag: str | None) -> None:
            if tag is not None:
                self.begin_emergency(call, tags_meant(tag, out, self.guns_meant(call).tags))

        question = say("{called}. Which gun was it? Not sure: A.", called=call.text)
        self.push_screen(WhichGunDialog(say("Which gun?"), question, choices), chosen)

    def gun_words(self, tag: str) -> str:
        """A gun that is out: its state, and who has it."""
        from showclear.tui.drawing.band import STATE_LOOKS, GunState
        from showclear.tui.presenters.custody import custody_words

        gun = next(one for one in self.board.weapons if one.weapon.tag == tag) if self.board is not None else None
        if gun is None:
            return tag
        people = {person.id: person for person in self.production.people()}
        state = translated(STATE_LOOKS[GunState(gun.state)].word)
        return f"{tag}  {state}, {translated(custody_words(gun.custody, people))}"

    def begin_emergency(self, call: Call, tags: tuple[str, ...]) -> None:
        """Write what has to stop, then show the list."""
        try:
            emergency = self.production.start_emergency(call.procedure, tags, report_class=call.report_class)
        except ShowClearError as error:
            self.show_error(error)
            return
        self.read_board()
        self.show_emergency(emergency)

    def show_emergency(self, emergency: Emergency) -> None:
        """The runs one after the other; where there are none, the list that is read aloud."""
        from showclear.tui.screens.aloud import AloudScreen

        if not emergency.sessions:
            self.push_screen(AloudScreen(emergency), lambda _: self.read_board())
            return
        if emergency.why:
            self.notify(emergency.why, severity="warning", markup=False, timeout=20)
        self.walk_one_by_one(emergency.sessions)

    def walk_one_by_one(self, sessions: tuple[RunSession, ...]) -> None:
        """Walk the first, then the others; one that is left stays as a draft, and so do those after it."""

        from showclear.tui.screens.run import RunScreen

        def after(_: Exit | None) -> None:
            self.read_board()
            if sessions[1:]:
                self.walk_one_by_one(sessions[1:])

        self.push_screen(RunScreen(sessions[0]), after)

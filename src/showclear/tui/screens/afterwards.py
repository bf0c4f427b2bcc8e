"""What is said and done about a record afterwards: corrections, corrective actions. The use cases decide."""

from __future__ import annotations

from collections.abc import Mapping

from showclear.tui.screens.run_flows import RunFlows
from showclear.words import say


class Afterwards(RunFlows):
    """The actions on a record that was signed; every one ends in a new record."""

    def correct_record(self, name: str) -> None:
        """What should a record say? Raises: ShowClearError."""
        from showclear.tui.dialogs.form import FormDialog
        from showclear.tui.presenters import afterwards_forms as present

        board, production = self.host.board, self.host.production
        if board is None:
            return
        form = present.correct_form(board, production.desk.title(name), production.corrections.parts(name))

        def act(values: Mapping[str, str]) -> object:
            given = (values["what"], values["should"], values["reason"], values["person"])
            return production.corrections.correct(name, *given)

        self.app.push_screen(FormDialog(say("Correct"), *form, act), self.sign)

    def open_action(self, name: str) -> None:
        """What is to be done about a record?"""
        from showclear.tui.dialogs.form import FormDialog
        from showclear.tui.presenters import afterwards_forms as present

        board, production = self.host.board, self.host.production
        if board is None:
            return
        today = f"{production.clock.now():%Y-%m-%d}"
        form = present.open_form(board, production.desk.title(name), production.people(), today)

        def act(values: Mapping[str, str]) -> object:
            due = values["due"] if values["when"] == present.ON_A_DAY else ""
            return production.actions.open(name, values["words"], values["owner"], due, values["person"])

        self.app.push_screen(FormDialog(say("To do"), *form, act), self.sign)

    def close_action(self, record: str) -> None:
        """What was done, and who signs that it is."""
        from showclear.app.action_views import Standing
        from showclear.tui.dialogs.form import FormDialog
        from showclear.tui.presenters import afterwards_forms as present

        board, actions = self.host.board, self.host.production.actions
        waiting = (one for one in actions.views() if one.standing is not Standing.DONE)
        found = next((one for one in waiting if one.record == record), None)
        if board is None or found is None:
            return

        def act(values: Mapping[str, str]) -> object:
            return actions.close(record, values["words"], values["officer"], values["second"])

        self.app.push_screen(FormDialog(say("Done"), *present.close_form(board, found), act), self.sign)

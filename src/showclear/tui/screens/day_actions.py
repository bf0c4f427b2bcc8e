"""What the keys of the day do: the next due thing, any procedure, emergencies, stops and reports."""

from __future__ import annotations

from functools import partial

from showclear.app.views import DueLine
from showclear.domain.checklists import Procedure
from showclear.tui.dialogs.choose import Choice, ChooseDialog
from showclear.tui.dialogs.lift import LiftDialog
from showclear.tui.dialogs.procedures import ProceduresDialog
from showclear.tui.presenters import day
from showclear.tui.presenters.procedures import letters_of, subjects_for
from showclear.tui.screens.run_flows import RunFlows


class DayActions(RunFlows):
    """The actions of the day, apart from the guns."""

    chosen_tag = ""

    # What is due

    def action_next_due(self) -> None:
        """Do what is due next; what blocks gun work comes first."""
        line = day.next_due(self.host.board)
        if line is None:
            self.notify("Nothing is due now.", markup=False)
        else:
            self.do_due(line)

    def do_due(self, line: DueLine) -> None:
        """Do one due thing; the rules are asked again when it starts."""
        production = self.host.production
        match line.act:
            case "take-back":
                self.write(partial(production.take_back, line.target), f"{line.target} is back.")
            case "resume":
                self.resume(line.target)
            case "lift" | "release" | "review" | "answer":
                self.end_stop(line.target)
            case "shift":
                self.action_shifts()
            case "enrol":
                self.host.go_to("3")
            case _ if line.procedure:
                self.begin_for(Procedure(line.procedure), line.subject, line.subjects, dict(line.inputs))

    def begin_for(
        self, procedure: Procedure, subject: str, subjects: tuple[str, ...] = (), known: dict[str, str] | None = None
    ) -> None:
        """Begin a procedure about one thing, or about several guns in one sitting."""
        self.prepare(procedure, subject or (subjects[0] if len(subjects) == 1 else ""), known)

    # Any procedure

    def action_procedures(self) -> None:
        """Every adopted procedure by its letter."""

        def show() -> None:
            rows = letters_of(self.host.production.procedures())
            self.app.push_screen(ProceduresDialog(rows), self.after_procedure)

        self.attempt(show)

    def after_procedure(self, chosen: str | None) -> None:
        """Ask what it is about, then begin."""
        if chosen is not None:
            self.begin(Procedure(chosen))

    def begin(self, procedure: Procedure) -> None:
        """Begin a procedure; where it is about one of several things, the question is which."""
        board = self.host.board
        kinds = {one.procedure: one.subject for one in self.host.production.procedures()}
        rows = subjects_for(kinds.get(str(procedure), "set"), procedure, board, self.chosen_tag)
        if not rows:
            self.begin_for(procedure, "")
        elif len(rows) == 1:
            self.begin_for(procedure, rows[0][0])
        else:
            choices = tuple(Choice(value, words) for value, words in rows)
            self.app.push_screen(
                ChooseDialog("Which one?", "What is it about?", choices), partial(self.after_subject, procedure)
            )

    def after_subject(self, procedure: Procedure, subject: str | None) -> None:
        """Begin it about this thing."""
        if subject is not None:
            self.begin_for(procedure, subject)

    def action_start(self, procedure: str) -> None:
        """Begin this procedure."""
        self.attempt(partial(self.begin, Procedure(procedure)))

    # Stops

    def action_lift(self) -> None:
        """What ends the stop that is open: one after the other where there are several."""
        board = self.host.board
        if board is None:
            return
        rows = [Choice(one.record, f"{one.kind}: {one.reason}") for one in board.stops]
        rows += [
            Choice(one.record, f"{one.kind}: {one.title}")
            for one in board.open_items
            if one.kind in ("incident", "concern")
        ]
        if len(rows) == 1:
            self.end_stop(rows[0].value)
        elif rows:
            self.app.push_screen(ChooseDialog("Open", "Which one is ended?", tuple(rows)), self.end_stop)

    def end_stop(self, record: str | None) -> None:
        """Begin what ends this stop, report or concern."""
        board = self.host.board
        if board is None or record is None:
            return
        stop = next((one for one in board.stops if one.record == record), None)
        if stop is not None and stop.kind == "hold":
            people = tuple(shift.person for shift in board.shifts)
            self.app.push_screen(LiftDialog(stop, people, partial(self.host.production.lift_hold, record)), self.sign)

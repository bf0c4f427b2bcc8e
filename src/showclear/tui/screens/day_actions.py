"""What the keys of the day do: the next due thing, any procedure, the unit."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from showclear.app.views import DueLine, InputField
from showclear.domain.checklists import EMERGENCIES, Procedure
from showclear.tui.dialogs.choose import Choice, ChooseDialog
from showclear.tui.presenters import day
from showclear.tui.presenters.emergency import asks_which, calls_of
from showclear.tui.screens.afar import ask_who_signs
from showclear.tui.screens.stop_actions import StopActions
from showclear.words import say

if TYPE_CHECKING:
    from showclear.app.late.entries import LateSheet
    from showclear.app.signing import SigningSession
    from showclear.app.views import Published

TOGETHER = frozenset({Procedure.DAY_PROOF, Procedure.INSPECTION, Procedure.RETURN})
"""Procedures that several guns may go through in one sitting."""


class DayActions(StopActions):
    """The actions of the day, apart from the guns."""

    chosen_tag = ""

    # What is due

    def action_next_due(self) -> None:
        """Do what is due next; what blocks gun work comes first."""
        line = day.next_due(self.host.board)
        if line is None:
            self.notify(say("Nothing is due now."), markup=False)
        else:
            self.do_due(line)

    def approve_as(self, record: str, person: str) -> None:
        """The sheet of who signs from afar."""
        self.attempt(lambda: self.sign(self.host.production.sign_from_afar(record, person)))

    def do_due(self, line: DueLine) -> None:
        """Do one due thing; the rules are asked again when it starts."""
        production = self.host.production
        match line.act:
            case "take-back":
                self.write(partial(production.take_back, line.target), say("{target} is back.", target=line.target))
            case "resume":
                self.resume(line.target)
            case "lift" | "release" | "review" | "answer" | "close":
                self.end_stop(line.target)
            case "action":
                self.close_action(line.target)
            case "approve":
                self.attempt(lambda: ask_who_signs(self.host, line.target, partial(self.approve_as, line.target)))
            case "shift":
                self.action_shifts()
            case "seal":
                self.action_seal_day()
            case "enrol":
                self.host.go_to("3")
            case _ if line.procedure:
                self.begin_for(Procedure(line.procedure), line.subject, line.subjects, dict(line.inputs))

    def begin_for(
        self, procedure: Procedure, subject: str, subjects: tuple[str, ...] = (), known: dict[str, str] | None = None
    ) -> None:
        """Begin a procedure about one thing, or about several guns in one sitting."""
        if len(subjects) > 1:
            self.prepare(procedure, "", known, subjects)
        else:
            self.prepare(procedure, subject or "".join(subjects), known)

    # The end of the day

    def action_seal_day(self) -> None:
        """Who seals it, then both sign, then the words for the paper."""
        from showclear.tui.dialogs.form import FormDialog
        from showclear.tui.presenters.seal import seal_form

        board, production = self.host.board, self.host.production
        if board is None:
            return

        def act(values: Mapping[str, str]) -> object:
            return production.seals.seal(production.unit, values["armorer"], values["director"])

        self.app.push_screen(
            FormDialog(say("Seal the day"), *seal_form(board, production.signers()), act), self.sign_seal
        )

    def sign_seal(self, session: SigningSession | None) -> None:
        """Both sign."""
        from showclear.tui.dialogs.sign import SignDialog

        if session is not None:
            self.attempt(lambda: self.app.push_screen(SignDialog(session), self.after_sealed))

    def after_sealed(self, published: Published | None) -> None:
        """The words for the paper; first what does not count of it, if anything does not."""
        from showclear.tui.dialogs.published import PublishedDialog
        from showclear.tui.dialogs.seal import SealDialog

        self.host.read_board()
        if published is None:
            return
        if published.not_counted or not self.host.production.seals.is_seal(published.name):
            self.app.push_screen(PublishedDialog(published))
            return
        self.attempt(lambda: self.app.push_screen(SealDialog(self.host.production.seals.of(published.name))))

    # Hours on paper

    def action_paper(self) -> None:
        """When it was and from which paper; then its lines."""
        from showclear.tui.dialogs.form import FormDialog
        from showclear.tui.presenters.late import begin_form

        production = self.host.production
        unit, late = production.unit, production.late_entries

        def act(values: Mapping[str, str]) -> object:
            photograph = values["photograph"].strip()
            kept = production.attach(Path(photograph).expanduser()) if photograph else ""
            times = values["began"], values["ended"]
            return late.begin(unit, *times, values["paper"], values["told_by"], kept)

        self.app.push_screen(FormDialog(say("From paper"), *begin_form(unit, late.zone(unit)), act), self.enter_paper)

    def enter_paper(self, sheet: LateSheet | None) -> None:
        """Its lines."""
        from showclear.tui.screens.late import LateScreen

        if sheet is not None:
            self.app.push_screen(LateScreen(sheet), self.after_signed)

    # Any procedure

    def action_procedures(self) -> None:
        """Every adopted procedure by its letter."""

        from showclear.tui.dialogs.procedures import ProceduresDialog
        from showclear.tui.presenters.procedures import letters_of

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
        from showclear.tui.dialogs.form import FormDialog
        from showclear.tui.presenters.procedures import subjects_for

        if procedure in EMERGENCIES:
            self.call(procedure)
            return
        kinds = {one.procedure: one.subject for one in self.host.production.procedures()}
        rows = subjects_for(kinds.get(str(procedure), "set"), procedure, self.host.board, self.chosen_tag)
        if len(rows) < 2:
            self.begin_for(procedure, rows[0][0] if rows else "")
        elif procedure in TOGETHER:
            field = InputField(
                "guns", say("Each key marks one; several go through it in one sitting"), "", rows, several=True
            )
            self.app.push_screen(
                FormDialog(say("Which guns?"), (), (field,), lambda values: tuple(values["guns"].split())),
                partial(self.after_subjects, procedure),
            )
        else:
            choices = tuple(Choice(value, words) for value, words in rows)
            self.app.push_screen(
                ChooseDialog(say("Which one?"), say("What is it about?"), choices),
                partial(self.after_subject, procedure),
            )

    def after_subjects(self, procedure: Procedure, subjects: tuple[str, ...] | None) -> None:
        """Begin it about these guns."""
        if subjects:
            self.begin_for(procedure, "", subjects)

    def call(self, procedure: Procedure) -> None:
        """Start an emergency list: what has to stop is written before anything is asked."""
        if procedure is Procedure.MISFIRE:
            self.host.after_call("misfire")
            return
        board, calls = self.host.board, calls_of(procedure)
        question = say("It is written with the next key.")
        if board is not None and asks_which(board.weapons, calls):
            question = say("It is written as soon as one more key says which gun.")
        rows = tuple(Choice(call.report_class, call.text, call.key) for call in calls)
        self.app.push_screen(ChooseDialog(say("What is it?"), question, rows), self.host.after_call)

    def after_subject(self, procedure: Procedure, subject: str | None) -> None:
        """Begin it about this thing."""
        if subject is not None:
            self.begin_for(procedure, subject)

    def action_start(self, procedure: str) -> None:
        """Begin this procedure."""
        self.attempt(partial(self.begin, Procedure(procedure)))

    # The log of this laptop

    def action_new_log(self) -> None:
        """Where this laptop's log went on elsewhere: say so, and offer to begin one of its own."""
        from showclear.tui.dialogs.message import ConfirmDialog

        fault = self.host.production.elsewhere
        if fault is None:
            return
        question = say("Begin a log of its own for this laptop now?")
        lines = (
            fault.message,
            fault.remedy,
            say("Nothing is signed here until then. Stops and take-backs always work."),
        )
        self.app.push_screen(ConfirmDialog(fault.title, question, *lines), self.begin_new_log)

    def begin_new_log(self, yes: bool | None) -> None:
        """Begin it, and say what it is called."""
        begun: list[str] = []
        if yes and self.attempt(lambda: begun.append(self.host.production.begin_new_log())):
            self.host.read_board()
            self.notify(say("This laptop writes the log {log} now.", log=begun[0]), markup=False)

    # The unit of this laptop

    def action_unit(self) -> None:
        """Which unit does this laptop work for?"""
        board = self.host.board
        units = board.day.units if board is not None and board.day is not None else ()
        choices = tuple(Choice(one, one) for one in units)
        if choices:
            self.app.push_screen(
                ChooseDialog(say("Unit"), say("Which unit does this laptop work for?"), choices), self.use_unit
            )

    def use_unit(self, unit: str | None) -> None:
        """Work for this unit from now on."""
        if unit is not None:
            self.attempt(partial(self.host.production.choose_unit, unit))
            self.host.read_board()

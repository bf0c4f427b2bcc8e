"""Menus for what went wrong: report it, write a concern, end a stop, review it. The use cases decide."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from showclear.domain.checklists import Procedure
from showclear.domain.situation.stops import Need
from showclear.tui.dialogs.choose import Choice, ChooseDialog
from showclear.tui.presenters.stop import held_words
from showclear.tui.screens.afterwards import Afterwards
from showclear.words import say


class StopActions(Afterwards):
    """The actions around stops, reports and concerns."""

    # Report and concern: one key, no signature

    def action_report(self) -> None:
        """Something happened: which kind?"""
        from showclear.tui.presenters import stop_forms as present

        rows = tuple(Choice(value, words, key) for value, words, key in present.report_choices())
        self.app.push_screen(
            ChooseDialog(say("Report"), say("What happened? Anyone may say so, without a name."), rows),
            self.after_class,
        )

    def after_class(self, report_class: str | None) -> None:
        """What is grave is written at once, with its list; else one line and the guns, if somebody wants to."""
        from showclear.tui.dialogs.form import FormDialog
        from showclear.tui.presenters import stop_forms as present

        board = self.host.board
        if report_class is None or board is None:
            return
        if report_class in present.AT_ONCE:
            self.host.after_call(report_class)
            return
        said, fields = present.report_form(report_class, board, self.host.production.people())
        self.app.push_screen(
            FormDialog(say("Report"), said, fields, partial(self.report, report_class), quiet=(present.REPORT_NOTE,)),
            self.after_report,
        )

    def report(self, report_class: str, values: Mapping[str, str]) -> str:
        """Write the report."""
        items = tuple(values.get("guns", "").split())
        return self.host.production.stops.report(report_class, values["reason"], values["by"], items)

    def after_report(self, event: object) -> None:
        """Say what it does."""
        self.host.read_board()
        if event is not None:
            self.notify(say("The report is open. Gun work waits until it is closed with two signatures."), markup=False)

    def action_concern(self) -> None:
        """A concern needs no name; who could still work it out is said before it is written."""
        from showclear.tui.dialogs.form import FormDialog
        from showclear.tui.presenters import stop_forms as present

        production = self.host.production
        said = present.concern_words(production.stops.concerns.contacts())
        self.app.push_screen(
            FormDialog(say("Concern"), said, present.CONCERN_FIELDS, self.write_concern), self.after_concern
        )

    def write_concern(self, values: Mapping[str, str]) -> bool:
        """Keep it."""
        production = self.host.production
        production.stops.concern(values["words"], production.clock.now().date())
        return True

    def after_concern(self, kept: bool | None) -> None:
        """Say when it is published."""
        if kept:
            self.notify(say("It is kept without a name, and published when the day ends."), markup=False)

    # Review: a signature that closes nothing

    def action_review(self) -> None:
        """Which stop is reviewed?"""
        from showclear.tui.presenters import stop_forms as present

        board = self.host.board
        rows = present.review_choices(board) if board is not None else ()
        if len(rows) == 1:
            self.review(rows[0][0])
        elif rows:
            choices = tuple(Choice(value, words) for value, words in rows)
            self.app.push_screen(ChooseDialog(say("Review"), say("Which one was looked at?"), choices), self.review)
        else:
            self.notify(say("Every stop has a signed review."), markup=False)

    def review(self, record: str | None) -> None:
        """What does the person think of it who looked?"""
        from showclear.tui.dialogs.form import FormDialog
        from showclear.tui.presenters import stop_forms as present

        board = self.host.board
        if record is None or board is None:
            return
        form = present.review_form(board, record)
        stops = self.host.production.stops

        def act(values: Mapping[str, str]) -> object:
            return stops.review(record, values["words"], values["person"])

        self.app.push_screen(FormDialog(say("Review"), *form, act), self.sign)

    def review_record(self, name: str) -> None:
        """What the safety officer thinks of any record. Raises: ShowClearError."""
        from showclear.tui.dialogs.form import FormDialog
        from showclear.tui.presenters import stop_forms as present

        board, production = self.host.board, self.host.production
        if board is None:
            return
        record = name.removesuffix(".toml")
        form = present.record_review_form(board, production.desk.title(name), is_stop=production.stops.is_stop(record))

        def act(values: Mapping[str, str]) -> object:
            return production.stops.review(record, values["words"], values["person"])

        self.app.push_screen(FormDialog(say("Review"), *form, act), self.sign)

    # What ends a stop

    def action_lift(self) -> None:
        """What ends the stop that is open: one after the other where there are several."""
        from showclear.tui.presenters import stop_forms as present

        board = self.host.board
        rows = present.ending_choices(board) if board is not None else ()
        if len(rows) == 1:
            self.end_stop(rows[0][0])
        elif rows:
            choices = tuple(Choice(value, words) for value, words in rows)
            self.app.push_screen(ChooseDialog(say("Open"), say("Which one is dealt with?"), choices), self.end_stop)

    def end_stop(self, record: str | None) -> None:
        """Begin what a stop, a report or a concern needs next."""
        board, production = self.host.board, self.host.production
        if board is None or record is None:
            return
        found = next((one for one in production.stops.open() if one.restriction.record == record), None)
        if found is None:
            # A report and what it froze stand in one record: what was chosen says which of them is meant.
            self.end_item(record)
            return
        match found.needs[0] if found.needs else Need.CLOSE:
            case Need.LIFT:
                self.lift(record)
            case Need.REPORT | Need.CLOSE:
                self.prepare(Procedure.INCIDENT, "", {"restriction": record})
            case Need.MEETING:
                self.prepare(Procedure.MEETING, "")
            case Need.RELEASE:
                self.offer_release(record)
            case Need.ANSWER:
                self.offer_answer(record)

    def lift(self, record: str) -> None:
        """Reason, answer, and the two who sign."""
        from showclear.tui.dialogs.form import FormDialog
        from showclear.tui.presenters import stop_forms as present

        board, production = self.host.board, self.host.production
        stop = next((one for one in board.stops if one.record == record), None) if board is not None else None
        if board is None or stop is None:
            return

        def act(values: Mapping[str, str]) -> object:
            given = (values["reason"], values["answer"], values["armorer"], values["director"])
            return production.lift_hold(record, *given)

        form = present.lift_form(held_words(stop, board), board)
        self.app.push_screen(FormDialog(say("Lift the hold"), *form, act), self.sign)

    def end_item(self, record: str) -> None:
        """A stop that is over and not reviewed, a frozen or misfired gun, a gap."""
        from showclear.tui.presenters.side import item_of

        board = self.host.board
        item = item_of(board, record) if board is not None else None
        if item is None:
            return
        match item.kind:
            case "review":
                self.review(item.record)
            case "action":
                self.close_action(item.record)
            case "misfired":
                self.prepare(Procedure.MISFIRE, item.subject, {"restriction": item.record})
            case "frozen":
                self.unfreeze(item.subject, item.record)
            case _:
                self.notify(say("{title}. {needed}", title=item.title, needed=item.needs), markup=False, timeout=12)

    def offer_release(self, record: str) -> None:
        """Release it together, or an armorer says no; both are final."""
        rows = (
            Choice("release", say("Release it: the safety officer and somebody who was not involved sign")),
            Choice("no", say("An armorer says no: all gun work stays stopped")),
        )

        def chosen(answer: str | None) -> None:
            if answer == "release":
                self.release(record)
            elif answer == "no":
                self.say_no(record)

        self.app.push_screen(
            ChooseDialog(say("Release"), say("The report is closed and the meeting was held."), rows), chosen
        )

    def release(self, record: str) -> None:
        """Reason, answer, and the two who sign."""
        from showclear.tui.dialogs.form import FormDialog
        from showclear.tui.presenters import stop_forms as present

        board, stops = self.host.board, self.host.production.stops
        if board is None:
            return
        form = present.release_form(board, stops.seconds(record))

        def act(values: Mapping[str, str]) -> object:
            return stops.release(record, values["reason"], values["answer"], values["officer"], values["second"])

        self.app.push_screen(FormDialog(say("Release"), *form, act), self.sign)

    def say_no(self, record: str) -> None:
        """An armorer's no is final."""
        from showclear.tui.dialogs.form import FormDialog
        from showclear.tui.presenters import stop_forms as present

        board, stops = self.host.board, self.host.production.stops
        if board is None:
            return

        def act(values: Mapping[str, str]) -> object:
            return stops.say_no(record, values["reason"], values["armorer"])

        self.app.push_screen(
            FormDialog(say("No"), *present.no_form(self.host.production.people()), act),
            lambda _: self.host.read_board(),
        )

    def unfreeze(self, item: str, record: str) -> None:
        """Name it, say why, and two sign."""
        from showclear.tui.dialogs.form import FormDialog
        from showclear.tui.presenters import stop_forms as present

        board, stops = self.host.board, self.host.production.stops
        if board is None:
            return
        form = present.unfreeze_form(item, board)

        def act(values: Mapping[str, str]) -> object:
            return stops.unfreeze(item, record, values["reason"], values["officer"], values["second"])

        self.app.push_screen(FormDialog(say("Unfreeze"), *form, act), self.sign)

    def offer_answer(self, record: str) -> None:
        """In the meeting, or by the safety officer now."""
        from showclear.tui.dialogs.form import FormDialog
        from showclear.tui.presenters import stop_forms as present

        board, stops = self.host.board, self.host.production.stops
        if board is None:
            return

        def act(values: Mapping[str, str]) -> object:
            return stops.answer_concern(record, values["answer"], values["officer"])

        def chosen(answer: str | None) -> None:
            if answer == "meeting":
                self.prepare(Procedure.MEETING, "")
            elif answer == "officer":
                form = present.answer_form(board, record)
                self.app.push_screen(FormDialog(say("Answer"), *form, act), self.sign)

        rows = (
            Choice("meeting", say("In a safety meeting, before everybody"), "K"),
            Choice("officer", say("The safety officer answers it now and signs"), "S"),
        )
        self.app.push_screen(ChooseDialog(say("Concern"), say("How is it answered?"), rows), chosen)

"""A run: one question at a time, what to say, how to answer it, and the gun as far as it was entered."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from showclear.domain.checklists import WAITED, AnswerKind
from showclear.domain.runs.values import Phase, Question
from showclear.tui.dialogs.text_line import LineDialog
from showclear.tui.presenters import run as present
from showclear.tui.presenters.answer_pages import MORE
from showclear.tui.presenters.dropping import dropped_path
from showclear.tui.presenters.help_texts import ANSWERS, ROW
from showclear.tui.presenters.naming import naming_hint, row_name, taken_rows
from showclear.tui.presenters.run_view import can_change
from showclear.tui.screens.drill import SeenDialog
from showclear.tui.screens.entry import EntryInput
from showclear.tui.screens.letters import letter_keys
from showclear.tui.screens.rows import ARROWS
from showclear.tui.screens.run_watch import RunWatch
from showclear.tui.screens.wait import WaitEnded, WaitScreen
from showclear.tui.widgets.answer_row import AnswerChosen
from showclear.tui.widgets.prompt import Paragraph
from showclear.words import english, say

CODED = frozenset({AnswerKind.MATCH, AnswerKind.TEXT, AnswerKind.CONTAINER})
"""Answers that a code may be."""


class RunScreen(RunWatch):
    """The user sees what is asked, and nothing else moves. Handed back: how the run ended, None for a kept draft."""

    HELP = "run"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *letter_keys("answer"),
        Binding(
            "enter",
            "take",
            english("take it"),
            id="run.take",
            show=False,
            tooltip=english("Take what is marked or typed."),
        ),
        Binding(
            "backspace",
            "change",
            english("change last answer"),
            id="run.change",
            tooltip=english("Ask your own last answer again. The old one stays in the record, with a reason."),
        ),
        Binding(
            "w,W,f8",
            "withdraw",
            english("withdraw"),
            id="run.withdraw",
            tooltip=english("End this run and withdraw the gun."),
        ),
        Binding(
            "escape",
            "leave",
            english("leave, draft kept"),
            id="run.leave",
            tooltip=english("Back to where it was begun; the draft is kept."),
        ),
        Binding(
            "down,pagedown",
            "turn_page(1)",
            english("more"),
            id="run.more",
            tooltip=english("The answers that did not fit."),
        ),
        Binding(
            "up,pageup", "turn_page(-1)", "", show=False, id="run.less", tooltip=english("The answers before these.")
        ),
        *ARROWS,
    ]

    def help_here(self) -> str:
        """How the question that is asked now is answered; how a row is named."""
        if self.question is None:
            return ""
        naming = self.asked is not None and self.asked.rows
        return ROW if naming else ANSWERS[self.question.answer]

    def on_mount(self) -> None:
        """Show where the run is, and go on."""
        self.people = self.host.production.people()
        self.query_one("#entry", EntryInput).is_deaf = self.is_turning
        if self.host.waiting is not None and self.session.run.plan.run_id == self.host.waiting.run.plan.run_id:
            self.host.waiting = None
        self.attempt(self.read_sources)
        self.set_interval(1.0, self.tick)
        self.advance()

    def tick(self) -> None:
        """A second went by: the clock in the corner, and what became too old or was overtaken."""
        self.show_time()
        self.look_around()

    def read_sources(self) -> None:
        """The labels of the sources that stand behind a reason."""
        self.sources = self.host.production.adopted.source_labels()

    def on_screen_resume(self) -> None:
        """Back from a dialog or a stop: the keys are where they were."""
        if self.asked is not None:
            self.place_focus()

    @property
    def scan_place(self) -> tuple[object, ...]:
        """The question that is asked now: a code that began at another one ends there."""
        return (self.question.key if self.question is not None else None, self.row, self.session.run.phase)

    def takes_codes(self) -> bool:
        """A code stands for a tag. It is no count, no name and no character that was read from the metal."""
        question = self.question
        return question is not None and question.answer in CODED and not question.positions

    # What is next

    stands: tuple[object, ...] = ()
    """The question that stands there, and in which run."""

    def advance(self) -> None:
        """Show what the run asks for now; the run itself says what that is. In a drill the other person goes first."""
        drill = self.host.drill
        if drill is not None:
            self.attempt(lambda: drill.play(self.session, self.walk))
        self.show_run()
        match self.session.run.phase:
            case Phase.NEEDS_PASS:
                self.open_pass()
            case Phase.MISMATCH:
                self.show_mismatch()
            case Phase.STOPPED:
                self.show_stop()
            case Phase.COMPLETE:
                self.show_signing()
            case Phase.ENDED:
                self.dismiss(self.session.run.outcome)
            case Phase.ASKING:
                self.show_asking()
        if drill is not None and (seen := drill.take_seen()):
            self.app.push_screen(SeenDialog(seen))

    def show_asking(self) -> None:
        """The keys of the question; a wait has a screen of its own. What was pressed before is not meant for it."""
        stands = (self.session.run.plan.run_id, *self.scan_place)
        if stands != self.stands:
            self.stands = stands
            self.host.forget_keys()
        if self.question is not None and self.question.answer is AnswerKind.COUNTDOWN:
            if not isinstance(self.app.screen, WaitScreen):
                self.app.push_screen(WaitScreen(self.session), self.after_wait)
        else:
            self.place_focus()

    def after_wait(self, ended: WaitEnded | None) -> None:
        """The wait is over: the next question. Left before: the draft is kept, and the clock runs on."""
        if ended is not None and ended.over:
            self.give(WAITED)
            return
        if self.was_overtaken():
            self.advance()
            return
        self.action_leave()
        if ended is not None and ended.instead is not None:
            self.host.waiting = self.session
            self.host.show_emergency(ended.instead)

    # Answers

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is taken back before something was entered."""
        if action == "change":
            return True if can_change(self.session.run) else None
        if action == "withdraw":
            return present.may_withdraw(self.session.run)
        return action != "turn_page" or self.pages > 1

    def line_of(self, key: str) -> present.AnswerLine | None:
        """The answer that this key gives now."""
        lines = self.asked.lines if self.asked is not None else ()
        return next((line for line in lines if line.key == key), None)

    def action_answer(self, key: str) -> None:
        """A letter: the answer itself, or a mark on a round; any other one says which letters answer."""
        if not self.host.refuses_newest():
            self.take_answer(key)

    def take_answer(self, key: str) -> None:
        """The row with this letter was pressed or clicked."""
        line, question = self.line_of(key), self.question
        if question is None or self.is_turning():
            return
        if line is None:
            self.say_keys()
        elif line.key == MORE:
            self.action_turn_page(1)
        elif question.answer is AnswerKind.ROUNDS:
            self.mark(question, line.value)
        elif question.answer is AnswerKind.ATTACHMENT and line.value == present.A_FILE:
            self.app.push_screen(
                LineDialog(say("File"), question.text, say("Path of the file; or drop it here")), self.attach
            )
        else:
            self.give(line.value)

    def action_turn_page(self, by: int) -> None:
        """Show other answers of this question; after the last ones the first ones again."""
        if self.question is not None:
            self.page = (self.page + by) % self.pages
            self.show_question(self.question)

    def mark(self, question: Question, sign: str) -> None:
        """Add or take off a mark; as soon as the marks are enough, they are taken: two keys a round."""
        added = sign not in self.marked
        self.marked = present.toggled(self.marked, sign)
        if added and present.marks_suffice(question.step, self.marked):
            self.give(present.marks_value(question.step, self.marked))
        else:
            self.show_question(question)

    def give(self, value: str) -> None:
        """Hand an answer in; it is durable before the next question appears.

        After two idle minutes the pass is opened first; a block that became too old is asked anew, and says so.
        """
        if self.walk.pass_is_due():
            self.open_pass()
            return
        self.watching = True
        attempts = dict(self.session.run.attempts)
        old = bool(self.session.run.expired_blocks(self.session.moment().ms))
        if self.act(partial(self.walk.answer, value, self.row)) and self.session.run.phase is not Phase.ENDED:
            self.say_restarts(attempts, old=old)

    def action_take(self) -> None:
        """Enter: take the marks of a round. Where a letter answers, it says which."""
        question = self.question
        if question is None or self.is_turning():
            return
        if question.answer is AnswerKind.ROUNDS and self.marked:
            self.give(present.marks_value(question.step, self.marked))
        else:
            self.say_keys()

    def say_keys(self) -> None:
        """That key answers nothing here: say which ones do."""
        if self.asked is not None:
            self.say_hint(present.keys_hint(self.asked))

    def say_hint(self, text: str) -> None:
        """Say in the line below the question why nothing was taken."""
        self.app.bell()
        hint = self.query_one("#hint", Paragraph)
        hint.text, hint.ink = text, "unv"
        self.call_after_refresh(self.fit_answers)

    @on(Input.Changed, "#entry")
    def take_drawn(self, event: Input.Changed) -> None:
        """As many characters of the serial as were asked for: they are taken without Enter, as marks of a round are.

        While a row is named, the hint says whom Enter would take.
        """
        question, asked = self.question, self.asked
        if question is None or asked is None:
            return
        if question.positions and len(event.value.strip()) == present.drawn_count(question):
            self.give(event.value)
        elif asked.rows and asked.typed and not self.row:
            hint = naming_hint(self.named(question, event.value), event.value, asked.hint)
            self.query_one("#hint", Paragraph).text = hint

    @on(Input.Submitted, "#entry")
    def take_typed(self, event: Input.Submitted) -> None:
        """Enter in the line: hand in what was typed, name a new row, or say that there are no more."""
        asked = self.asked
        if asked is None or self.is_turning() or event.value != event.input.value:
            # What is not in the line any more was handed in: this Enter was pressed before that took effect.
            return
        typed = event.value.strip()
        if asked.rows and not typed and asked.may_finish:
            self.act(self.walk.rows_done)
        elif missing := present.missing(self.question, asked, typed):
            self.say_hint(missing)
        elif asked.rows:
            self.name_row(event.value)
        else:
            self.give(event.value)

    def name_row(self, name: str) -> None:
        """A row was named: ask about it."""
        question = self.question
        if question is None:
            return
        self.row = self.named(question, name)
        self.query_one("#entry", EntryInput).value = ""
        # Whoever has the keys has pressed some: from here on the name of the row stands large where the band was.
        self.handed = None
        self.show_turn()
        self.show_question(question)
        self.place_focus()

    def named(self, question: Question, typed: str) -> str:
        """The name of the new row: the first letters are enough for somebody on the roster."""
        return row_name(question.step, typed, self.people, taken_rows(self.session.run, question))

    def attach(self, path: str | None) -> None:
        """A file was named: it is copied by its digest and never opened."""
        if path and path.strip():
            self.attempt(lambda: self.give(self.host.production.attach(dropped_path(path))))

    def on_paste(self, event: events.Paste) -> None:
        """A file was dropped on the terminal: its path is what arrives."""
        if self.question is not None and self.question.answer is AnswerKind.ATTACHMENT:
            event.stop()
            self.attach(event.text)

    @on(AnswerChosen)
    def row_clicked(self, event: AnswerChosen) -> None:
        """A row was clicked: its key."""
        event.stop()
        self.take_answer(event.answer_id)

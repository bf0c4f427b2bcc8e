"""A run: one question at a time, what to say, how to answer it, and the gun as far as it was entered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.reactive import reactive
from textual.widgets import Input

from showclear.domain.checklists import AnswerKind
from showclear.domain.people import Person
from showclear.domain.runs.values import Exit, Phase, Question, Reason
from showclear.tui.dialogs.choose import Choice, ChooseDialog
from showclear.tui.dialogs.message import ConfirmDialog
from showclear.tui.dialogs.pin import PinDialog
from showclear.tui.dialogs.published import PublishedDialog
from showclear.tui.dialogs.sign import SignDialog
from showclear.tui.presenters import run as present
from showclear.tui.presenters.run_view import (
    can_change,
    clearance_word,
    info_line,
    pass_words,
    picture_data,
    restarted_blocks,
    step_blocks,
    top_bar,
    word_to_call,
)
from showclear.tui.screens.bar import key_bar
from showclear.tui.screens.base import ShowClearScreen
from showclear.tui.screens.entry import EntryInput, LeftEmpty
from showclear.tui.screens.exits import take_exit
from showclear.tui.screens.fitting import fit_rows
from showclear.tui.screens.letters import letter_keys
from showclear.tui.screens.mismatch import MismatchScreen
from showclear.tui.screens.run_stop import RunStopScreen
from showclear.tui.widgets.answer_row import AnswerChosen, AnswerData, AnswerRow
from showclear.tui.widgets.gun_picture import GunPicture
from showclear.tui.widgets.prompt import BigText, Paragraph, Script
from showclear.tui.widgets.step_list import StepList
from showclear.tui.widgets.top_bar import InfoLine, TopBar

if TYPE_CHECKING:
    from showclear.app.sessions import RunSession
    from showclear.app.views import Published

SCRIPT = 90
"""Characters that fit in the two lines of a script."""

ROWS = 9
"""Rows for answers that are kept ready; a checklist has no more."""


class RunScreen(ShowClearScreen[Exit | None]):
    """The user sees what is asked, and nothing else moves. Handed back: how the run ended, None for a kept draft."""

    HELP = "run"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *letter_keys("answer"),
        Binding("enter", "take", "take it", id="run.take", show=False, tooltip="Take what is marked or typed."),
        Binding(
            "backspace",
            "change",
            "change last answer",
            id="run.change",
            tooltip="Ask your own last answer again. The old one stays in the record, with a reason.",
        ),
        Binding("w,W,f8", "withdraw", "withdraw", id="run.withdraw", tooltip="End this run and withdraw the gun."),
        Binding(
            "escape", "leave", "leave, draft kept", id="run.leave", tooltip="Back to the board; the draft is kept."
        ),
        Binding("down", "app.focus_next", "", show=False, id="run.next", tooltip="The answer below."),
        Binding("up", "app.focus_previous", "", show=False, id="run.previous", tooltip="The answer above."),
    ]

    question: reactive[Question | None] = reactive(None, init=False, bindings=True)

    def __init__(self, session: RunSession) -> None:
        super().__init__()
        self.session = session
        self.marked: frozenset[str] = frozenset()
        self.row = ""
        self.asked: present.Asked | None = None
        self.people: tuple[Person, ...] = ()
        self.sources: Mapping[str, str] = {}

    def compose(self) -> ComposeResult:
        """Bar, who is at the keys, steps, question and answers, picture, keys."""
        yield TopBar(id="top")
        yield InfoLine(id="people")
        with Horizontal(id="columns"):
            yield StepList(id="steps")
            with Vertical(id="asking"):
                yield BigText(id="headline")
                yield Paragraph(strong=True, most=6, id="question")
                yield Script(id="script")
                yield BigText(scale=2, id="word")
                yield EntryInput(id="entry")
                yield Paragraph(quiet=True, most=2, id="hint")
                with VerticalScroll(id="answers", can_focus=False):
                    for _ in range(ROWS):
                        yield AnswerRow(AnswerData("", "", ""))
                yield Paragraph(label="Why", quiet=True, id="why")
            with Container(id="picture-side"):
                yield GunPicture(id="picture")
        yield key_bar()

    def on_mount(self) -> None:
        """Show where the run is, and go on."""
        self.people = self.host.production.people()
        self.attempt(self.read_sources)
        self.set_interval(1.0, self.show_time)
        self.advance()

    def read_sources(self) -> None:
        """The labels of the sources that stand behind a reason."""
        self.sources = self.host.production.adopted.source_labels()

    def on_screen_resume(self) -> None:
        """Back from a dialog or a stop: the keys are where they were."""
        if self.asked is not None:
            self.place_focus()

    # What is next

    def advance(self) -> None:
        """Show what the run asks for now; the run itself says what that is."""
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
                self.place_focus()

    def act(self, change: Callable[[], object]) -> bool:
        """Change the run and go on; a refusal is shown and what was typed stays."""
        done = self.attempt(change)
        if done:
            self.marked, self.row = frozenset(), ""
            self.query_one("#entry", EntryInput).value = ""
            self.advance()
        return done

    def open_pass(self) -> None:
        """Ask the person who is due for the PIN."""
        run = self.session.run
        if run.turn is None:
            return
        person = run.turn.person
        opening = partial(self.session.open_pass, person.id)
        if self.session.needs_pin():
            self.app.push_screen(PinDialog(person, pass_words(run), opening), self.after_pass)
        elif self.attempt(opening):
            # No PIN is asked here, so no key either: the name stands inverse over the question.
            self.advance()

    def after_pass(self, opened: bool | None) -> None:
        """The first question of the pass, or back to the board with the draft kept."""
        if opened:
            self.advance()
        else:
            self.action_leave()

    def show_mismatch(self) -> None:
        """Two values, side by side."""
        self.app.push_screen(MismatchScreen(self.session), self.after_dead_end)

    def show_stop(self) -> None:
        """What failed, what was written, and the ways out."""
        self.app.push_screen(RunStopScreen(self.session), self.after_dead_end)

    def after_dead_end(self, way: Exit | None) -> None:
        """One of the ways out was taken."""
        if way is not None:
            self.act(partial(take_exit, self.session, way))

    def show_signing(self) -> None:
        """What was seen is signed by both."""

        def sign() -> None:
            self.app.push_screen(SignDialog(self.session.signing()), self.after_signing)

        self.attempt(sign)

    def after_signing(self, published: Published | None) -> None:
        """Published: say so. Not yet: the run stays on the board."""
        if published is None:
            self.action_leave()
            return
        self.host.read_board()
        self.app.push_screen(PublishedDialog(published, clearance_word(self.session)), self.dismiss)

    # What is shown

    def show_time(self) -> None:
        """The clock in the corner; a pass that was left alone asks for its PIN again."""
        self.query_one("#top", TopBar).data = top_bar(self.session, self.host.production.clock.now())

    def show_run(self) -> None:
        """Show the run as it is now."""
        run = self.session.run
        self.show_time()
        self.question = question = run.question
        self.query_one("#steps", StepList).blocks = step_blocks(run)
        left, right = info_line(run, wide=self.app.size.width >= 100)
        people = self.query_one("#people", InfoLine)
        people.left, people.right = left, right
        self.query_one("#picture", GunPicture).data = picture_data(run, self.session.weapon)
        if question is None:
            self.asked = None
            return
        self.show_question(question)

    def show_question(self, question: Question) -> None:
        """Show what is asked and how it is answered."""
        first = present.is_first(self.session.run, question)
        self.asked = asked = present.asked(
            question, self.marked, self.people, self.row, first=first, sources=self.sources
        )
        headline = self.query_one("#headline", BigText)
        headline.text, headline.suffix = asked.headline, asked.of
        self.query_one("#question", Paragraph).text = asked.text
        script = self.query_one("#script", Script)
        script.says, script.words, script.does = asked.said_by, asked.say, asked.does
        if asked.say and (self.app.size.width < 100 or len(asked.say) > SCRIPT):
            # What is called has to be readable as a whole; a script has one line on small screens, two on others.
            self.query_one("#question", Paragraph).text = f'{asked.text}\n"{asked.say}"'
            script.says = script.words = ""
        self.query_one("#why", Paragraph).text = asked.why
        self.query_one("#hint", Paragraph).text = asked.hint
        word = self.query_one("#word", BigText)
        word.text = word_to_call(self.session)
        word.display = bool(word.text)
        entry = self.query_one("#entry", EntryInput)
        entry.display, entry.digits_only = asked.typed, asked.digits_only
        for index, row in enumerate(self.query(AnswerRow)):
            row.display = index < len(asked.lines)
            if row.display:
                line = asked.lines[index]
                row.data = AnswerData(line.key, line.key, f"✓ {line.text}" if line.marked else line.text)
        self.fit_answers()
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Another size: the same question, rows that fit."""
        self.call_after_refresh(self.fit_answers)

    def fit_answers(self) -> None:
        """Rows as tall as all of them fit."""
        if self.asked is not None and self.asked.lines:
            tall = self.has_class("-wide") and self.has_class("-tall")
            fit_rows(self.query_one("#asking"), len(self.asked.lines), tallest=4 if tall else 3)

    def place_focus(self) -> None:
        """The line for typing where something is typed, else nothing: the letters are keys of the screen."""
        if self.asked is not None and self.asked.typed:
            self.query_one("#entry", EntryInput).focus()
        else:
            self.set_focus(None)

    # Answers

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only letters that stand on a row are answers; nothing is taken back before something was entered."""
        if action == "answer":
            return self.line_of(str(parameters[0])) is not None
        if action == "change":
            return True if can_change(self.session.run) else None
        return True

    def line_of(self, key: str) -> present.AnswerLine | None:
        """The answer that this key gives now."""
        lines = self.asked.lines if self.asked is not None else ()
        return next((line for line in lines if line.key == key), None)

    def action_answer(self, key: str) -> None:
        """A letter: the answer itself, or a mark on a round."""
        line, question = self.line_of(key), self.question
        if line is None or question is None:
            return
        if question.answer is AnswerKind.ROUNDS:
            self.mark(question, line.value)
        else:
            self.give(line.value)

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
        if self.session.pass_is_due():
            self.open_pass()
            return
        attempts = dict(self.session.run.attempts)
        if self.act(partial(self.session.answer, value, self.row)) and self.session.run.phase is not Phase.ENDED:
            self.say_restarts(attempts)

    def say_restarts(self, before: Mapping[str, int]) -> None:
        """Say which blocks start anew because they are too old."""
        old = restarted_blocks(self.session.run, before)
        if old:
            self.notify(f"Too long ago, asked anew: {', '.join(old)}.", severity="warning", markup=False, timeout=20)

    def action_take(self) -> None:
        """Enter: take the marks of a round. Where a letter answers, it does nothing."""
        question = self.question
        if question is not None and question.answer is AnswerKind.ROUNDS and self.marked:
            self.give(present.marks_value(question.step, self.marked))

    @on(Input.Submitted, "#entry")
    def take_typed(self, event: Input.Submitted) -> None:
        """Enter in the line: hand in what was typed, name a new row, or say that there are no more."""
        asked = self.asked
        if asked is None:
            return
        if not asked.rows:
            if event.value.strip():
                self.give(event.value)
        elif event.value.strip():
            self.name_row(event.value)
        elif asked.may_finish:
            self.act(self.session.rows_done)

    def name_row(self, name: str) -> None:
        """A row was named: ask about it."""
        question = self.question
        if question is None:
            return
        self.row = " ".join(name.split())
        self.query_one("#entry", EntryInput).value = ""
        self.show_question(question)
        self.place_focus()

    @on(AnswerChosen)
    def row_clicked(self, event: AnswerChosen) -> None:
        """A row was clicked: its key."""
        event.stop()
        self.action_answer(event.answer_id)

    # Ways out

    @on(LeftEmpty)
    def action_change(self) -> None:
        """Ask one's own last answer again, with a reason."""
        if self.marked or self.row:
            self.marked, self.row = frozenset(), ""
            self.show_run()
        elif can_change(self.session.run):
            choices = tuple(Choice(reason.value, reason.words) for reason in Reason)
            dialog = ChooseDialog("Change", "Why is your last answer changed? It stays in the record.", choices)
            self.app.push_screen(dialog, self.after_reason)

    def after_reason(self, reason: str | None) -> None:
        """The reason is given: the last question comes again."""
        if reason is not None:
            self.act(partial(self.session.reopen, Reason(reason)))

    def action_withdraw(self) -> None:
        """End the run and withdraw the gun, after one question."""
        question = f"Withdraw {self.session.subject}?"
        self.app.push_screen(
            ConfirmDialog("Withdraw", question, "The run ends. It stays barred until it is inspected and released."),
            self.after_withdraw,
        )

    def after_withdraw(self, yes: bool | None) -> None:
        """Withdraw it."""
        if yes:
            self.act(self.session.withdraw)

    def action_leave(self) -> None:
        """Back to the board; the draft is kept."""
        if self.attempt(self.session.leave):
            self.dismiss(None)

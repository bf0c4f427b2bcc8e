"""What a run screen shows: bar, who is at the keys, steps, question and answers, picture or list, keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.reactive import reactive
from textual.widget import Widget

from showclear.domain.people import Person
from showclear.domain.runs.values import Exit, Question, QuestionKey
from showclear.tui.drawing.text import quotation
from showclear.tui.presenters import run as present
from showclear.tui.presenters.answer_pages import page_of, pages_of
from showclear.tui.presenters.keys import ROWS
from showclear.tui.presenters.listing import listing
from showclear.tui.presenters.people import short_role
from showclear.tui.presenters.run_view import at_keys, info_line, picture_data, step_blocks, top_bar, word_to_call
from showclear.tui.screens.bar import key_bar
from showclear.tui.screens.base import ShowClearScreen
from showclear.tui.screens.entry import EntryInput
from showclear.tui.screens.fitting import fit_entry, fit_large, fit_rows
from showclear.tui.themes import LARGE_TYPE
from showclear.tui.widgets.answer_row import AnswerData, AnswerRow
from showclear.tui.widgets.gun_picture import GunPicture
from showclear.tui.widgets.keys_band import KeysBand
from showclear.tui.widgets.prompt import QUESTION_LINES, WHY_LINES, BigText, Paragraph, Script
from showclear.tui.widgets.roll import Roll
from showclear.tui.widgets.slot_list import SlotList
from showclear.tui.widgets.step_list import StepList
from showclear.tui.widgets.top_bar import InfoLine, TopBar
from showclear.words import say, translated

if TYPE_CHECKING:
    from showclear.app.sessions import RunSession
    from showclear.app.sittings import Sitting

SCRIPT = 90
"""Characters that fit in the two lines of a script."""

TURN_MS = 400
"""Milliseconds for which it is on the screen who takes the keys before one counts: until then it was meant for the
question before."""


class RunFrame(ShowClearScreen[Exit | None]):
    """The look of a run, apart from what its keys do."""

    focused: reactive[Widget | None] = reactive(None, repaint=False)
    """What has the focus draws it itself: for that, nothing else on the screen is drawn anew."""
    question: reactive[Question | None] = reactive(None, init=False, repaint=False, bindings=True)

    def __init__(self, session: RunSession, walk: RunSession | Sitting | None = None) -> None:
        super().__init__()
        self.session = session
        """The run that is shown."""
        self.walk: RunSession | Sitting = walk if walk is not None else session
        """What takes the answers: the run itself, or the sitting that it belongs to."""
        self.marked: frozenset[str] = frozenset()
        self.row = ""
        self.asked: present.Asked | None = None
        """What is asked, with the answers that can be seen."""
        self.page, self.pages = 0, 1
        """Which page of the answers is shown, and how many there are."""
        self.paged: tuple[QuestionKey, str, str] | None = None
        """What was asked, whom and about which row, when the page was turned to."""
        self.people: tuple[Person, ...] = ()
        self.answering = ""
        """Whose question was shown last, by id."""
        self.handed: QuestionKey | None = None
        """The first question after the keys changed hands without a PIN."""
        self.handed_ms: int | None = None
        """When that was on the screen; None before."""
        self.sources: Mapping[str, str] = {}

    def compose(self) -> ComposeResult:
        """Bar, who is at the keys, steps, question and answers, picture, keys."""
        yield TopBar(id="top")
        yield InfoLine(id="people")
        yield KeysBand(id="keys")
        with Horizontal(id="columns"):
            yield StepList(id="steps")
            with Vertical(id="asking"):
                yield BigText(id="headline")
                yield Paragraph(strong=True, most=QUESTION_LINES, id="question")
                if self.host.drill is not None:
                    yield Paragraph(label=say("YOU SEE"), most=6, ink="unseen", id="look")
                yield Script(id="script")
                yield BigText(scale=2, id="word")
                yield EntryInput(id="entry")
                yield Paragraph(quiet=True, most=3, id="hint")
                with Roll(id="answers"):
                    for _ in range(ROWS):
                        yield AnswerRow(AnswerData("", "", ""))
                yield Paragraph(label=say("Why"), quiet=True, most=WHY_LINES, id="why")
            with Container(id="picture-side"):
                yield GunPicture(id="picture")
                yield SlotList(id="slots")
        yield key_bar()

    # What is shown

    def show_time(self) -> None:
        """The clock in the corner; a pass that was left alone asks for its PIN again."""
        self.query_one("#top", TopBar).data = top_bar(self.session, self.host.production.clock.now(), self.host.waiting)

    def show_run(self) -> None:
        """Show the run as it is now."""
        run = self.session.run
        self.show_time()
        self.question = question = run.question
        self.query_one("#steps", StepList).blocks = step_blocks(run)
        left, right = info_line(run, wide=self.app.size.width >= 100)
        people = self.query_one("#people", InfoLine)
        people.left, people.right = left, right
        self.show_side(question)
        self.show_turn()
        if question is None:
            self.asked = None
            return
        self.show_question(question)

    def show_turn(self) -> None:
        """At the first question after the keys changed hands without a PIN: to whom, over the whole width."""
        person, question = at_keys(self.session.run), self.question
        if question is None or self.handed != question.key:
            self.handed = None
        if question is not None and person is not None:
            self.answering = person.id
        shown = self.handed is not None and person is not None
        if shown is not self.has_class("-handed"):
            self.set_class(shown, "-handed")
            self.call_after_refresh(self.fit_answers)
        if shown and person is not None:
            band = self.query_one("#keys", KeysBand)
            band.name_shown, band.role = person.name, short_role(person.role)

    def keys_change(self, person: Person) -> None:
        """The keys went to somebody without a PIN; if to another person than before, nobody can miss it."""
        question = self.session.run.question
        if question is None or self.answering == person.id:
            return
        self.handed = question.key
        if self.answering:
            self.handed_ms = None
            self.app.bell()
            self.call_after_refresh(self.turn_is_shown)
        else:
            # Nobody was asked before, so no key can be meant for another question.
            self.handed_ms = self.host.production.clock.monotonic_ms() - TURN_MS

    def turn_is_shown(self) -> None:
        """The band is on the screen: from now on somebody can see who is meant."""
        self.handed_ms = self.host.production.clock.monotonic_ms()

    def is_turning(self) -> bool:
        """Whether the keys changed hands just now, so that a key was meant for the question before."""
        if self.handed is None:
            return False
        return self.handed_ms is None or self.host.production.clock.monotonic_ms() - self.handed_ms < TURN_MS

    def show_side(self, question: Question | None) -> None:
        """The picture of the gun, or the list that the step goes through."""
        run = self.session.run
        people = {person.name: person for person in self.people}
        rows = listing(run, question, self.host.board, people, self.row)
        picture, slots = self.query_one("#picture", GunPicture), self.query_one("#slots", SlotList)
        picture.display, slots.display = rows is None, rows is not None
        if rows is None:
            picture.data = picture_data(run, self.session.weapon)
        else:
            slots.data = rows

    def show_question(self, question: Question) -> None:
        """Show what is asked and how it is answered."""
        self.fill_question(question)
        hint = self.query_one("#hint", Paragraph)
        hint.text, hint.ink = self.asked.hint if self.asked is not None else "", ""
        self.fit_answers()
        self.refresh_bindings()

    def fill_question(self, question: Question) -> None:
        """Put what is asked into its places, but for the hint: that may say by now what the last key led to."""
        first = present.is_first(self.session.run, question)
        every = present.asked(question, self.marked, self.people, self.row, first=first, sources=self.sources)
        paged = (question.key, question.person.id, self.row)
        if self.paged != paged:
            self.page, self.paged = 0, paged
        self.pages = pages_of(every)
        self.asked = asked = page_of(every, self.page)
        headline = self.query_one("#headline", BigText)
        headline.text, headline.suffix = asked.headline, asked.of
        self.query_one("#question", Paragraph).text = asked.text
        script = self.query_one("#script", Script)
        script.says, script.words, script.does = asked.said_by, asked.say, asked.does
        if asked.say and (self.app.size.width < 100 or len(asked.say) > SCRIPT):
            # What is called has to be readable as a whole; a script has one line on small screens, two on others.
            self.query_one("#question", Paragraph).text = f"{asked.text}\n{quotation(asked.say)}"
            script.says = script.words = ""
        self.show_look()
        why = self.query_one("#why", Paragraph)
        why.text, why.short = asked.why, asked.reason
        word = self.query_one("#word", BigText)
        word.text = word_to_call(self.session)
        word.display = bool(word.text)
        entry = self.query_one("#entry", EntryInput)
        entry.display, entry.digits_only = asked.typed, asked.digits_only
        for index, row in enumerate(self.walk_children(AnswerRow)):
            row.display = index < len(asked.lines)
            if row.display:
                line = asked.lines[index]
                row.data = AnswerData(line.key, line.key, f"✓ {translated(line.text)}" if line.marked else line.text)

    def show_look(self) -> None:
        """In a drill, where there is no gun: what there is to see."""
        drill = self.host.drill
        if drill is None:
            return
        look = drill.look(self.session, self.row)
        text = look.text if look is not None else say("Nothing is laid out here: enter what you would.")
        self.query_one("#look", Paragraph).text = text

    def on_resize(self) -> None:
        """Another size: the same question, in words and rows that fit."""
        self.call_after_refresh(self.show_resized)

    def show_resized(self) -> None:
        """What a small screen says in fewer words is said anew; what was typed, marked and told of it stays."""
        people = self.query_one("#people", InfoLine)
        people.left, people.right = info_line(self.session.run, wide=self.app.size.width >= 100)
        if self.question is not None:
            self.fill_question(self.question)
            self.fit_answers()
            self.refresh_bindings()

    def fit_answers(self) -> None:
        """Rows as tall as all of them fit; with large type the question takes what they leave."""
        asking = self.query_one("#asking")
        lines = self.asked.lines if self.asked is not None else ()
        large = self.app.has_class(LARGE_TYPE)
        question = self.query_one("#question", Paragraph)
        question.large_rows = 0
        if lines:
            tall = self.has_class("-wide") and self.has_class("-tall")
            fit_rows(asking, len(lines), tallest=4 if tall else 3)
        else:
            fit_entry(asking)
        if large:
            fit_large(asking, question, len(lines))

    def place_focus(self) -> None:
        """The line for typing where something is typed, else nothing: the letters are keys of the screen."""
        if self.asked is not None and self.asked.typed:
            self.query_one("#entry", EntryInput).focus()
        else:
            self.set_focus(None)

"""The wizard: steps at the left, one page of questions, four keys, and the founding itself."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from showclear.app.beginning import Ground
from showclear.errors import InputError, ShowClearError
from showclear.storage.passphrase import normalize_passphrase
from showclear.tui.presenters import founding as present
from showclear.tui.screens.bar import key_bar
from showclear.tui.screens.base import HELP_KEY, plain, words
from showclear.tui.screens.fields import FieldChanged, FieldEntered
from showclear.tui.screens.form import Form, first_missing
from showclear.tui.widgets.pieces import Piece, strong
from showclear.tui.widgets.prompt import BigText
from showclear.tui.widgets.roll import Roll
from showclear.tui.widgets.step_list import StepBlock, StepLine, StepList, StepMark
from showclear.tui.widgets.top_bar import TopBar, TopBarData
from showclear.tui.wizard.pages import (
    WIZARD_KEYS,
    five_words_page,
    founded,
    hand_on_page,
    known_key_page,
    pair,
    with_default,
)
from showclear.tui.wizard.touching import TouchPages
from showclear.words import say, translated

if TYPE_CHECKING:
    from showclear.app.founding import KeyAtHand
    from showclear.app.logbook import LogBook
    from showclear.domain.people import Person
    from showclear.tui.wizard.app import FoundingDesk

WELCOME, SUMMARY, DONE = "welcome", "summary", "done"

KEYS = 4
"""People who get a key here."""


class WizardScreen(TouchPages):
    """The user sees how far it is, one page, and what Enter does next."""

    HELP = "wizard"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*WIZARD_KEYS, HELP_KEY]

    def __init__(self, folder: Path, zone: str, desk: FoundingDesk) -> None:
        super().__init__()
        self.folder = folder
        self.desk = desk
        self.begun = False
        self.ground_fault = ""
        state = Ground.FREE if self.look() is Ground.FREE else Ground.TAKEN
        self.pages = present.question_pages(folder, state, zone, self.ground_fault)
        self.values: dict[str, str] = {field.id: field.default for page in self.pages for field in page.fields}
        self.at: str = WELCOME
        self.keys: dict[str, KeyAtHand] = {}
        self.passphrase = ""
        self.hidden = False
        self.handed_to = ""
        """The page of whoever has the laptop now: only then are five words shown."""
        self.leaving = False
        self.busy = False
        self.book: LogBook | None = None

    def look(self) -> Ground:
        """What the folder is now; one that cannot be read is as good as taken."""
        try:
            state = self.desk.ground(self.folder)
        except ShowClearError as error:
            self.ground_fault = str(error)
            return Ground.TAKEN
        self.begun = state is Ground.BEGUN
        return state

    # What is shown

    def compose(self) -> ComposeResult:
        """Bar, steps, page, keys."""
        yield TopBar(id="top")
        with Horizontal(id="wizard"):
            yield StepList(id="wizard-steps")
            with Roll(id="wizard-page"):
                yield BigText("", id="wizard-title")
                yield Vertical(id="wizard-body")
                yield words("", "alert gap", id="wizard-note")
        yield key_bar(with_hold=False)

    async def on_mount(self) -> None:
        """The first page."""
        await self.show_page(WELCOME)

    def signers(self) -> tuple[Person, ...]:
        """Everybody who gets a key, in order."""
        return present.answers_of(self.values).signers

    def order(self) -> list[str]:
        """Every page in order; keys only once it is known whose."""
        pages = [WELCOME, *(page.id for page in self.pages), SUMMARY]
        if self.keys or self.at in (SUMMARY, DONE) or self.at.startswith("key:"):
            pages += [f"key:{person.id}" for person in self.signers()]
        return [*pages, DONE]

    def steps(self) -> tuple[StepBlock, ...]:
        """The list at the left."""
        order = self.order()
        names = {WELCOME: say("What it takes"), SUMMARY: say("Is that right?"), DONE: say("Founded")}
        names |= {page.id: page.step for page in self.pages}
        if not any(one.startswith("key:") for one in order):
            order.insert(order.index(DONE), "keys")
            names["keys"] = say("Four keys")
        else:
            names |= {f"key:{person.id}": say("Key of {name}", name=person.name) for person in self.signers()}
        now = order.index(self.at)
        marks = [StepMark.DONE if index < now else StepMark.OPEN for index in range(len(order))]
        marks[now] = StepMark.NOW
        lines = tuple(StepLine(names[one], mark) for one, mark in zip(order, marks, strict=True))
        return (StepBlock("1", say("A new production"), lines),)

    def heading(self) -> TopBarData:
        """What this is, and how far it is: the list of steps has no room on a narrow screen."""
        order = self.order()
        keys = 0 if any(one.startswith("key:") for one in order) else KEYS
        left = (strong(say("SHOW CLEAR")), Piece("   "), Piece(say("a new production")))
        return TopBarData(
            left, right=say("page {number} of {count}", number=order.index(self.at) + 1, count=len(order) + keys)
        )

    async def show_page(self, page: str) -> None:
        """Show a page; the fields keep what was typed."""
        self.at, self.hidden, self.passphrase = page, False, ""
        body = self.query_one("#wizard-body", Vertical)
        await body.remove_children()
        title, widgets = self.content()
        self.query_one("#wizard-title", BigText).text = title
        await body.mount_all(widgets)
        self.query_one("#wizard-steps", StepList).blocks = self.steps()
        self.query_one("#top", TopBar).data = self.heading()
        self.say("")
        self.focus_page()
        self.refresh_bindings()

    def focus_page(self) -> None:
        """The cursor goes to what is missing."""
        for form in self.query(Form):
            form.focus_first()
            return
        for line in self.query(Input):
            if line.display:
                line.focus()
                return
        self.set_focus(None)

    def content(self) -> tuple[str, list[Widget]]:
        """Title and widgets of the page."""
        if self.at == WELCOME:
            texts = present.BEGUN if self.begun else present.WELCOME
            return say("Begin"), [words(text, "gap") for text in texts]
        if self.at == SUMMARY:
            rows = [pair(label, value) for label, value in present.summary_lines(self.values)]
            told = say("Enter goes on to the keys; F2 goes back.")
            return say("Is that right?"), [*rows, words(told, "quiet gap")]
        if self.at == DONE:
            return say("Founded"), founded(self.book, self.signers()[:2], self.keys)
        if self.at.startswith("key:"):
            if self.by_touch:
                return self.touch_page(self.person())
            return hand_on_page(self.person()) if self.is_handed_on else self.key_page()
        page = next(one for one in self.pages if one.id == self.at)
        fields = tuple(with_default(field, self.values[field.id]) for field in page.fields)
        return page.title, [*(words(text, "gap") for text in page.said), Form(fields, id="form")]

    def person(self) -> Person:
        """Whose key it is."""
        return next(one for one in self.signers() if f"key:{one.id}" == self.at)

    @property
    def is_handed_on(self) -> bool:
        """Whether the laptop is on its way to whoever gets five words next, and shows none yet."""
        return self.handed_to != self.at and not self.desk.has_key(self.person())

    def key_page(self) -> tuple[str, list[Widget]]:
        """Five words to write down, or the words of a key that is there already."""
        person = self.person()
        line = Input(password=True, max_length=200, id="typed")
        if self.desk.has_key(person):
            self.hidden = True
            return known_key_page(person, line)
        self.passphrase = self.desk.new_words()
        line.display = False
        return five_words_page(person, self.passphrase, line)

    def tell(self, text: str) -> None:
        """One line below the page."""
        self.query_one("#wizard-note", Static).update(plain(text))

    def say(self, text: str) -> None:
        """What does not hold, below the page."""
        self.tell(text)
        if text:
            self.app.bell()

    # Keys

    def on_field_entered(self, event: FieldEntered) -> None:
        """Enter in a field that is chosen."""
        event.stop()
        self.action_go()

    def on_input_changed(self, event: Input.Changed) -> None:
        """What was said of the page is over as soon as somebody types on; Esc asks anew."""
        if event.value and not self.busy:
            self.leaving = False
            self.say("")

    def on_field_changed(self, event: FieldChanged) -> None:
        """Another value was chosen: what was said of the one before is over."""
        event.stop()
        if not self.busy:
            self.say("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a line."""
        event.stop()
        self.action_go()

    def key_label(self, binding_id: str) -> str:
        """Once it is founded, both keys open the board."""
        to_board = self.at == DONE and binding_id in ("wizard.go", "wizard.leave")
        return say("to the board") if to_board else ""

    def shows_key(self, binding_id: str) -> bool:
        """Keys between fields only where there are any."""
        return binding_id != "wizard.next" or (bool(self.query(Form)) and not self.by_touch)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is no way back from what is written, and none before the first page."""
        if action == "other_key":
            return self.at.startswith("key:")
        return not (action == "back" and self.at in (WELCOME, DONE))

    def action_go(self) -> None:
        """Go on; while a key is made or the records are written, Enter waits for them."""
        if not self.answer(True) and not self.busy and not any(form.step_on() for form in self.query(Form)):
            self.busy = True
            self.go()

    @work(group="wizard")
    async def go(self) -> None:
        """What does not hold is said and nothing is lost."""
        self.leaving = False
        try:
            await self.go_on()
        except ShowClearError as error:
            self.say(f"{translated(error.message)} {translated(error.remedy)}".strip())
        finally:
            self.busy = False

    async def go_on(self) -> None:
        """From this page to the next. Raises: ShowClearError."""
        if self.at == DONE:
            self.app.exit(Path(self.values["folder"]).expanduser().absolute())
            return
        if self.at.startswith("key:"):
            if self.by_touch:
                await self.take_touch(self.person())
            elif self.is_handed_on:
                self.handed_to = self.at
                await self.show_page(self.at)
                return
            elif not await self.take_words():
                return
        elif self.at not in (WELCOME, SUMMARY):
            self.take_fields()
        order = self.order()
        made = {f"key:{one}" for one in self.keys}
        following = next(one for one in order[order.index(self.at) + 1 :] if one not in made)
        if following == DONE:
            await self.found()
        self.by_touch = False
        await self.show_page(following)

    def take_fields(self) -> None:
        """What stands on the page. Raises: InputError."""
        form = self.query_one("#form", Form)
        values = form.values()
        missing = first_missing(form.fields, values)
        if missing is not None:
            form.field(missing).focus()
            raise InputError(say("{label}: nothing was entered.", label=form.fields[missing].label), "")
        present.check_page(self.at, {**self.values, **values})
        if "folder" in values and self.desk.ground(Path(values["folder"]).expanduser().absolute()) is not Ground.FREE:
            raise InputError(
                say("{folder}: it is there already and not empty.", folder=values["folder"]),
                say("Name a new folder; nothing is ever overwritten."),
            )
        changed = {name for name in values if values[name] != self.values[name]}
        if changed & {"officer", "producer", "armorer", "director"}:
            self.keys = {}
        self.values |= values

    async def take_words(self) -> bool:
        """Hide the words, or take what was typed back; whether the key is there. Raises: ShowClearError."""
        line = self.query_one("#typed", Input)
        if not self.hidden:
            self.hidden = True
            for one in self.query(".five-word"):
                one.display = False
            self.query_one("#words-say", Static).update(plain(say("Type the five words back from your paper.")))
            line.display = True
            line.focus()
            return False
        typed, line.value = normalize_passphrase(line.value), ""
        if self.passphrase and typed != normalize_passphrase(self.passphrase):
            self.say(
                say(
                    "These are not the five words. Look at your paper and type them again; F2, then Enter, "
                    "gives five new ones."
                )
            )
            return False
        person = self.person()
        self.tell(say("The key is made; that takes a moment."))
        self.keys[person.id] = await asyncio.to_thread(self.desk.key, person, typed)
        return True

    async def found(self) -> None:
        """Write everything. Raises: ShowClearError."""
        self.tell(say("It is written, signed and read back; that takes a moment."))
        where = Path(self.values["folder"]).expanduser().absolute()
        self.book = await asyncio.to_thread(
            self.desk.found, where, present.answers_of(self.values), dict(self.keys), self.touches
        )

    def action_back(self) -> None:
        """The page before; what was typed stays."""
        if not self.busy:
            self.go_back()

    @work(group="wizard", exclusive=True)
    async def go_back(self) -> None:
        """Show the page before."""
        if self.query("#form") and not self.at.startswith("key:"):
            self.values |= self.query_one("#form", Form).values()
        self.by_touch = False
        order = self.order()
        before = order[max(0, order.index(self.at) - 1)]
        await self.show_page(SUMMARY if self.at.startswith("key:") else before)

    def action_other_key(self) -> None:
        """A FIDO2 key in the place of five words, or the other way round."""
        if not self.busy:
            self.change_key()

    @work(group="wizard", exclusive=True)
    async def change_key(self) -> None:
        """The same person's page anew."""
        self.by_touch = not self.by_touch
        await self.show_page(self.at)

    def action_leave(self) -> None:
        """Leave; once more where somebody has typed something already."""
        if self.answer(False) or self.busy:
            return
        if self.at == DONE:
            self.action_go()
        elif self.at == WELCOME or self.leaving:
            self.app.exit(None)
        else:
            self.leaving = True
            if self.keys:
                self.say(say("Nothing is founded yet. Esc once more leaves. Keys that were made stay on this machine."))
            else:
                self.say(say("Nothing is founded yet. Esc once more leaves."))

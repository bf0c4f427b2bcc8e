"""Where somebody is in the lines: the production, what is asked now, and what can be said at any prompt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from showclear.errors import RefusedError, ShowClearError
from showclear.words import english, say, translated

if TYPE_CHECKING:
    from showclear.app.emergencies import Emergency
    from showclear.app.production import Production
    from showclear.app.views import Board
    from showclear.cli.lines.terminal import Lines
    from showclear.domain.people import Person
    from showclear.domain.refusals import Refusal

HOLD, HELP, COMMAND = "!", "?", ":"
"""What a line begins with that is no answer."""

EVERYWHERE = (
    ("!", english("hold the set, always; words after it are the reason. Once more: all gun work stops")),
    (":emergency", english("misfire, somebody hurt, a live round, something missing: it is written, then read aloud")),
    (":back A-07", english("the gun is back with its armorer")),  # not said: typed
    (":lock A-07 safe 1", english("it is locked, and where")),  # not said: typed
    (":sight A-07", english("it was out of its armorer's sight")),  # not said: typed
    (":why WORDS", english("why the set was stopped; it changes nothing")),  # not said: typed
    (":board", english("every gun, and what is open")),
    (":leave", english("not now: back to the menu; a draft is kept")),
    ("?", english("what can be typed here")),
)
"""What can be typed at every prompt. None of it needs a name, a shift or a signature."""


class Leave(Exception):
    """Somebody goes back to the menu."""


class Again(Exception):
    """Something else was done at the prompt; what was asked is asked anew."""


class Place:
    """What every part of the lines holds."""

    def __init__(self, production: Production, lines: Lines) -> None:
        self.production = production
        self.lines = lines
        self.board: Board = production.board()
        self.anywhere: Callable[[str], bool] = lambda typed: False
        """Does what can be done at every prompt; False where the line is none of that."""
        self.show_emergency: Callable[[Emergency], None] = lambda emergency: None
        """Reads an emergency list aloud, or walks its runs."""

    @property
    def people(self) -> dict[str, Person]:
        """The roster by id."""
        return {person.id: person for person in self.production.people()}

    # Saying

    def say(self, *texts: str) -> None:
        """Say sentences, one after the other."""
        for text in texts:
            self.lines.show(text)

    def show_error(self, error: ShowClearError) -> None:
        """Say what went wrong and what to do."""
        refusals: Sequence[Refusal] = getattr(error, "refusals", ()) if isinstance(error, RefusedError) else ()
        if refusals:
            self.lines.show(say("{title}.", title=error.title))
            self.show_refusals(refusals)
            return
        self.lines.show(say("{title}. {message}", title=error.title, message=error.message))
        self.lines.label(say("What to do"), error.remedy)

    def show_refusals(self, refusals: Sequence[Refusal]) -> None:
        """Say which rules refuse, what they rest on, and what would make them true."""
        for one in refusals:
            self.lines.show(f"{one.rule}: {translated(one.sentence)}")
            for fact in one.facts:
                self.lines.show(
                    translated(fact.text) + (f" ({fact.record})" if fact.record else ""), first="  - ", then="    "
                )
            self.lines.label("  " + say("What to do"), one.remedy)

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do something; what goes wrong is said."""
        try:
            act()
        except ShowClearError as error:
            self.show_error(error)
            return False
        return True

    # What came in from elsewhere

    def read_board(self) -> None:
        """Ask the production anew, and say what stops the set if that came in from elsewhere."""
        from showclear.tui.presenters.stop import came_in, news

        before = self.board
        self.attempt(self.production.refresh)
        self.board = self.production.board()
        if came_in(before, self.board):
            self.say(news(self.board))

    def look_around(self) -> bool:
        """Whether something came in from elsewhere that stops the set; it is said."""
        from showclear.tui.presenters.stop import came_in, news

        before = self.board
        changed: list[bool] = []
        self.attempt(lambda: changed.append(self.production.refresh()))
        if changed != [False]:
            # Also behind an error: a stop may have been taken in before the disk refused to mark it as seen.
            self.board = self.production.board()
        if not came_in(before, self.board):
            return False
        self.say(news(self.board))
        return True

    # Asking

    def typed(self, helped: str = "", *, own: Sequence[str] = (), hidden: bool = False) -> str:
        """One line that answers what was asked last.

        Args:
            helped: what `?` says here.
            own: words that may stand after a colon here; then `:word` is what comes back.
            hidden: whether a terminal shows nothing of it.

        Raises:
            Leave: somebody goes back.
            Again: something else was done, or nothing was typed; ask anew.
            EOFError: the input ended.
        """
        line = self.typed_or_kept(helped, own=own, hidden=hidden)
        if line is None:
            self.say(say("Nothing was typed. ? says what can be typed here."))
            raise Again
        return line

    def typed_or_kept(self, helped: str = "", *, own: Sequence[str] = (), hidden: bool = False) -> str | None:
        """As `typed`; None for Enter alone, where that keeps what stands there. Raises: Leave, Again, EOFError."""
        line = self.lines.read(hidden=hidden).strip()
        if any("\ud800" <= sign <= "\udfff" for sign in line):
            self.say(say("That line holds bytes that are no text, so nothing was entered. Type it again."))
            raise Again
        word = line.removeprefix(COMMAND).casefold()
        if line.startswith(COMMAND):
            found = [one for one in own if word and one.startswith(word)]
            if len(found) == 1:
                return f"{COMMAND}{found[0]}"
        if line == HELP:
            self.say(*filter(None, (helped,)), say("At every prompt:"))
            for key, words in EVERYWHERE:
                self.lines.show(words, first=f"  {key:<19} ", then=" " * 22)
            raise Again
        if self.anywhere(line):
            raise Again
        if self.look_around():
            self.say(say("That came in while you typed, so nothing was entered."))
            raise Again
        return line or None

    def choose(self, question: str, rows: Sequence[tuple[str, str]], *, keys: Sequence[str] = ()) -> str:
        """One of several values, each with its words; numbered where they have no keys of their own.

        Raises: Leave, EOFError.
        """
        keys = keys or tuple(str(number) for number in range(1, len(rows) + 1))
        while True:
            self.say(question)
            for key, (_, words) in zip(keys, rows, strict=True):
                self.lines.item(key, words)
            try:
                line = self.typed(say("Type what stands in front of one of them. Nothing is chosen beforehand."))
            except Again:
                continue
            found = chosen(line, rows, keys)
            if found is not None:
                return found
            self.say(say('"{line}" is none of these.', line=line[:40]))

    def confirm(self, question: str) -> bool:
        """Whether somebody typed `yes`; `no` is anything else that they typed.

        Raises: Leave, EOFError.
        """
        while True:
            self.say(question, say("Answer: yes or no"))
            try:
                return self.typed(say("yes does it; no does nothing.")).casefold() in ("yes", say("yes"))
            except Again:
                continue

    def secret(self, what: str) -> str:
        """A PIN or five words, which a terminal does not show.

        Raises: Leave, EOFError.
        """
        while True:
            self.say(what)
            try:
                return self.typed(say("A terminal does not show what is typed here."), hidden=True)
            except Again:
                continue


def chosen(line: str, rows: Sequence[tuple[str, str]], keys: Sequence[str]) -> str | None:
    """The value that was meant: by its key, by its value, or by first letters that fit the words of one alone."""
    typed = line.casefold()
    for key, (value, _) in zip(keys, rows, strict=True):
        if typed in (key.casefold(), value.casefold()):
            return value
    found = [value for value, words in rows if translated(words).casefold().startswith(typed)]
    return found[0] if len(found) == 1 else None

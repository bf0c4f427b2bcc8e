"""The menu in lines: the letters are those of the board on the screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from showclear.cli.lines import late, stops, things
from showclear.cli.lines.everywhere import Everywhere
from showclear.cli.lines.place import Again, Leave, Place
from showclear.cli.lines.runs import walk
from showclear.cli.lines.starting import begin, begin_asked, call, resume, unfinished
from showclear.domain.checklists import Procedure
from showclear.errors import ShowClearError
from showclear.words import english, say, translated

if TYPE_CHECKING:
    from showclear.app.production import Production
    from showclear.app.views import DueLine
    from showclear.cli.lines.terminal import Lines

WORDS = (
    ("N", english("do what is due next")),
    ("I A-07", english("inspect it (D)")),  # not said: typed
    ("H A-07", english("hand it over (E)")),  # not said: typed
    ("T A-07", english("turn it round: back, shown, handed over")),  # not said: typed
    ("R A-07", english("return and clear it (G)")),  # not said: typed
    ("B A-07", english("it is back in its armorer's hand")),  # not said: typed
    ("L A-07 safe 1", english("it is locked")),  # not said: typed
    ("O A-07", english("it was out of sight")),  # not said: typed
    ("P D A-07", english("any procedure, by its letter or name")),  # not said: typed  # not said: typed
    ("U", english("a run that is not signed: go on, or give it up")),
    ("X", english("what ends a hold, a stop, a report, a concern")),
    ("E", english("report that something happened")),
    ("M", english("misfire or odd sound: it is written at once")),
    ("F", english("a gun or a round found or missing")),
    ("C", english("a concern; it needs no name")),
    ("W", english("review a stop, and sign that")),
    ("A", english("take a weapon in")),
    ("J", english("end the day")),
    ("G", english("seal the day")),
    ("D", english("from paper, after a dead battery")),
    ("S", english("shifts")),
    ("2", english("things: armory, transfers, what leaves")),
    ("3", english("people: roster, keys, delegations, approvals, rules, the end")),
    ("4", english("desk: what waits; reviews, corrections, corrective actions")),
    ("V", english("verify every record")),
    ("Y", english("the unit of this laptop")),
    ("Z", english("a new log, where this one went on elsewhere")),
    ("Q", english("leave Show Clear")),
)


COMMANDS = (
    ("log, show", english("find a record, read it")),  # not said: typed
    ("report, export", english("a report; evidence to hand on")),  # not said: typed
    ("rules, people", english("every limit; every key that there was")),  # not said: typed
    ("unit", english("open another unit, after Q")),
    ("settings", english("what you like")),
)
"""What there is no letter for. What only reads can be typed on another terminal meanwhile."""


def place_of(production: Production, lines: Lines) -> Place:
    """The place of somebody in the lines, with everything that can be typed at every prompt."""
    place = Place(production, lines)
    Everywhere(place, walk)
    return place


class Menu:
    """Shows what is, and does what is typed, until somebody leaves."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.acts: dict[str, Callable[[str], object]] = {
            "N": self._next,
            "I": partial(self._about, Procedure.INSPECTION),
            "H": partial(self._about, Procedure.HANDOVER),
            "T": self._turn_round,
            "R": partial(self._about, Procedure.RETURN),
            "B": lambda words: place.anywhere(f":back {words}"),  # not said: typed
            "L": lambda words: place.anywhere(f":lock {words}"),  # not said: typed
            "O": lambda words: place.anywhere(f":sight {words}"),  # not said: typed
            "P": self._procedure,
            "U": lambda _: unfinished(place),
            "X": lambda _: stops.end_stops(place),
            "E": lambda _: stops.report(place),
            "M": lambda _: call(place, Procedure.MISFIRE),
            "F": lambda _: call(place, Procedure.FOUND),
            "C": lambda _: stops.concern(place),
            "W": lambda _: stops.review(place),
            "A": lambda _: begin(place, Procedure.INTAKE),
            "J": lambda _: begin(place, Procedure.WRAP),
            "G": lambda _: things.seal(place),
            "D": lambda _: late.paper(place),
            "S": lambda _: things.shifts(place),
            "2": lambda _: things.things(place),
            "3": lambda _: things.people(place),
            "4": lambda _: things.desk(place),
            "V": lambda _: things.verify(place),
            "Y": lambda _: things.unit(place),
            "Z": lambda _: things.new_log(place),
        }

    def go(self) -> None:
        """Until Q. Raises: EOFError."""
        self.place.anywhere(":board")
        self._say_open_runs()
        while self._once():
            pass

    def _say_open_runs(self) -> None:
        for run in self.place.board.open_runs:
            self.place.say(
                say(
                    "Not finished: {subject} {title}, {people}. U goes on with it or gives it up.",
                    subject=run.named,
                    title=run.title,
                    people=run.people,
                )
            )

    def _once(self) -> bool:
        """One line of the menu; False where somebody leaves. Raises: EOFError."""
        from showclear.tui.presenters.day import next_due

        place = self.place
        place.read_board()
        due = next_due(place.board)
        place.say(
            "",
            say(
                "Menu. Next due: {what}. Type a letter; ? says which.",
                what=translated(due.label).rstrip(".") if due else say("nothing"),
            ),
        )
        try:
            line = place.typed(_words())
        except Again:
            return True
        except Leave:
            return True
        letter, _, rest = line.partition(" ")
        if letter.upper() == "Q":
            return not self._may_leave()
        act = self.acts.get(letter.upper())
        if act is None:
            place.say(say('"{line}" is no letter of the menu. ? says which there are.', line=line[:40]))
            return True
        try:
            act(rest.strip())
        except Leave:
            place.say(say("Not now."))
        except ShowClearError as error:
            place.show_error(error)
        return True

    def _may_leave(self) -> bool:
        """Whether somebody leaves although guns are out or runs are open. Raises: EOFError."""
        from showclear.tui.presenters.leaving import reasons_to_stay

        reasons = reasons_to_stay(self.place.board)
        if not reasons:
            return True
        self.place.say(*reasons)
        try:
            return self.place.confirm(say("Leave all the same?"))
        except Leave:
            return False

    def _about(self, procedure: Procedure, words: str) -> None:
        begin(self.place, procedure, words.split())

    def _procedure(self, words: str) -> None:
        from showclear.tui.presenters.procedures import letters_of

        asked, *subjects = words.split() or ("",)
        if not asked:
            rows = letters_of(self.place.production.procedures())
            choices = tuple((one.letter, one.words) for one in rows)
            asked = self.place.choose(say("Which letter?"), choices, keys=tuple(one.letter for one in rows))
        begin_asked(self.place, asked, subjects)

    def _turn_round(self, words: str) -> None:
        """A turn-round begins with the take-back, as on the screen, where the situation says so."""
        tag = words.upper()
        gun = next((one for one in self.place.board.weapons if one.weapon.tag == tag), None)
        if gun is not None and gun.comes_back_first:
            self.place.anywhere(f":back {tag}")  # not said: typed
        begin(self.place, Procedure.TURN_ROUND, words.split())

    def _next(self, _: str) -> None:
        from showclear.tui.presenters.day import next_due

        line = next_due(self.place.board)
        if line is None:
            self.place.say(say("Nothing is due now."))
        else:
            self._do(line)

    def _do(self, line: DueLine) -> None:
        """Do one due thing; the rules are asked again when it starts. Raises: Leave, EOFError, ShowClearError."""
        place = self.place
        place.say(f"{translated(line.label)}. {translated(line.why)}".rstrip())
        match line.act:
            case "take-back":
                place.anywhere(f":back {line.target}")  # not said: typed
            case "resume":
                resume(place, line.target)
            case "lift" | "release" | "review" | "answer" | "close":
                stops.end(place, line.target)
            case "action":
                stops.close_action(place, line.target)
            case "approve":
                things.approve(place, line.target)
            case "shift":
                things.shifts(place)
            case "seal":
                things.seal(place)
            case "enrol":
                things.people(place)
            case _ if line.procedure:
                subjects = line.subjects or ((line.subject,) if line.subject else ())
                begin(place, Procedure(line.procedure), subjects, dict(line.inputs))


def _words() -> str:
    letters = (f"  {key:<14} {translated(words)}" for key, words in WORDS)
    # not said: typed
    commands = (f"  {f'showclear {key}':<24} {translated(words)}" for key, words in COMMANDS)
    return "\n".join((*letters, say("Commands of their own; --help after one explains it:"), *commands))

"""Roles with numbers in the place of names, the same one for the same person everywhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from showclear.domain.people import Role

SHORTEST = 3
"""Letters of a part of a name that is looked for by itself: shorter ones stand in too many other words."""

SOMEBODY = "somebody"
"""For a part of a name that more than one person has."""


_ROLE_WORDS = frozenset(word for role in Role for word in role.split("-"))
"""They stand where somebody is called by what he does, and in the pseudonyms themselves."""


class Pseudonyms:
    """Who is called what. People of the roster have their role and a number, in the order in which they were enrolled;
    others are `person 1`, `person 2`, in the order in which they turn up."""

    def __init__(self, enrolled: Iterable[tuple[str, str, str]]) -> None:
        """`enrolled`: person, name and role of every enrolment, the oldest first."""
        self._of: dict[str, str] = {}
        """By id."""
        self._names: dict[str, set[str]] = {}
        """Who has which name or part of one, folded."""
        self._known: dict[str, tuple[str, str]] = {}
        self._counts: dict[str, int] = {}
        for person, name, role in enrolled:
            if person not in self._of:
                self._of[person] = self._next(role.replace("-", " "))
                self._known[person] = (name, role)
            self._note(person, person)
            self._note(name, person)
        self._pattern = _pattern(self._names)

    def _next(self, what: str) -> str:
        self._counts[what] = self._counts.get(what, 0) + 1
        return f"{what} {self._counts[what]}"

    def _note(self, text: str, person: str) -> None:
        folded = _folded(text)[0]
        for name in (folded, *folded.split(), *re.findall(r"\w+", folded)):
            if name == folded or (len(name) >= SHORTEST and name not in _ROLE_WORDS):
                self._names.setdefault(name, set()).add(person)

    def of(self, person: str) -> str:
        """What somebody is called, by id or name; whoever is new gets a number."""
        folded = _folded(person)[0]
        if person in self._of:
            return self._of[person]
        found = self._names.get(folded, set())
        if len(found) == 1:
            return self._of[next(iter(found))]
        called = self._next("person")
        self._of[person], self._known[person] = called, (person, "")
        self._note(person, person)
        self._pattern = _pattern(self._names)
        return called

    def is_known(self, text: str) -> bool:
        """Whether this is somebody's id."""
        return text in self._of

    def without_names(self, text: str) -> str:
        """The text with every known name, id, and part of a name replaced, however it is written."""
        folded, places = _folded(text)
        made, at = [], 0
        for found in self._pattern.finditer(folded):
            who = self._names[found[0]]
            made += [text[at : places[found.start()]], self._of[next(iter(who))] if len(who) == 1 else SOMEBODY]
            at = places[found.end()]
        return "".join((*made, text[at:]))

    def table(self) -> tuple[tuple[str, str, str, str], ...]:
        """Pseudonym, name, id and role of everybody: whoever has it knows who is who."""
        return tuple((called, self._known[one][0], one, self._known[one][1]) for one, called in self._of.items())


def _pattern(names: Mapping[str, object]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)" if names else r"(?!)")


def _folded(text: str) -> tuple[str, list[int]]:
    """The text without capitals and accents, and for each of its characters, and its end, the place in the text."""
    letters, places = [], []
    for at, one in enumerate(text):
        # not said: the name of a normal form
        for letter in unicodedata.normalize("NFKD", one).casefold():
            if not unicodedata.combining(letter):
                letters.append(letter)
                places.append(at)
    # A combining mark belongs to the letter before it: what ends there ends behind the mark.
    return "".join(letters), [*places, len(text)]

"""The wizard over memory: it founds nothing on a disk."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import Any

from showclear.app.beginning import Answers, Ground
from showclear.app.founding import Touches
from showclear.app.touching import KeyWish
from showclear.domain.people import Person
from showclear.errors import SigningError
from showclear.tui.wizard.app import FoundingApp, FoundingDesk

WORDS = "amber basin cedar delta ember"


def opened() -> Event:
    """A gate that stands open."""
    gate = Event()
    gate.set()
    return gate


@dataclass
class Memory:
    """What the wizard did."""

    state: Ground = Ground.FREE
    known: frozenset[str] = frozenset()
    """People who have a key on this machine."""
    founded: list[tuple[Path, Answers, Mapping[str, Any]]] = field(default_factory=list)
    refuse: Exception | None = None
    wishes: list[KeyWish] = field(default_factory=list)
    """Which FIDO2 keys were asked for."""
    untouched: int = 0
    """How many touches nobody makes."""
    gate: Event = field(default_factory=opened)
    """Keys are made while it is open."""

    def key(self, person: Person, typed: str) -> Any:
        """A key for everybody with the right words."""
        self.gate.wait(timeout=300)
        if typed != WORDS:
            raise SigningError("These are not the words of that key.", "Type the five words again.")
        return SimpleNamespace(person=person, public=SimpleNamespace(fingerprint=f"SHA256:{person.id}"))

    def touch(self, person: Person, wish: KeyWish, taken: Collection[str]) -> Any:
        """A FIDO2 key for everybody who touches it while the gate is open; each is somebody else's."""
        self.gate.wait(timeout=300)
        self.wishes.append(wish)
        if self.untouched:
            self.untouched -= 1
            raise SigningError("Nobody touched the key.", "Try again.")
        assert f"SHA256:{person.id}" not in taken
        return SimpleNamespace(person=person, how="touch", public=SimpleNamespace(fingerprint=f"SHA256:{person.id}"))

    def found(self, where: Path, answers: Answers, keys: Mapping[str, Any], touches: Touches) -> Any:
        """Keep it; every FIDO2 key is touched."""
        for key in keys.values():
            while getattr(key, "how", "") == "touch":
                touches.announce(key.person)
                if not self.untouched:
                    break
                self.untouched -= 1
                error = SigningError("Nobody touched the key.", "Try again.")
                if not touches.again(key.person, error):
                    raise error
        if self.refuse is not None:
            raise self.refuse
        self.founded.append((where, answers, keys))
        return SimpleNamespace(production="sha256:3f2a", result=SimpleNamespace(records=dict.fromkeys("abcde")))

    def app(self, folder: Path = Path("/tmp/the-long-draw")) -> FoundingApp:
        """The wizard on it."""
        desk = FoundingDesk(
            ground=lambda where: self.state if where == folder else Ground.FREE,
            has_key=lambda person: person.id in self.known,
            new_words=lambda: WORDS,
            key=self.key,
            found=self.found,
            in_agent=lambda: (("SHA256:agent", "from home"),),
            touch=self.touch,
        )
        return FoundingApp(folder, "America/Denver", desk)

"""Two honest people at the other end of a pipe: they read what `showclear --plain` asks and type what they see."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from showclear.app.demo import Demonstration

PROMPT = "> "
MOST_BLOCKS = 300
"""More questions than anything here asks."""

ANSWERS = {
    "LEFT IN BOX": "18", "IN THE GUN": "6", "EMPTY NOW?": "0", "IT HOLDS": "D", "NEW SEAL": "0777", "SEAL": "0418",
    "ROUND": "H R", "GUNS OUT": "1", "SHOW HOLDER": "6", "FROM": "Mara Reyes", "TO": "Dana Osei",
}  # fmt: skip
"""What is seen, by the headline of the question; for what is not named, the first row that is offered."""

FIELDS = {
    "Slate (scene and setup)": "24C", "It shall hold": "2", "How many rounds": "6", "Container": "1",
    "Place": "Stage 3", "Handed to": "1",
}  # fmt: skip
"""What stands in the fields of a start, by label, where Enter keeps nothing."""


@dataclass
class Crew:
    """The process and the people at its keys. `heard` is everything that it wrote."""

    process: subprocess.Popen[bytes]
    demonstration: Demonstration
    serial: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    """Answers of this crew by headline, before the usual ones."""
    heard: str = ""
    who: str = ""

    @classmethod
    def at(cls, demonstration: Demonstration, *arguments: str, serial: str = "", encoding: str = "utf-8") -> Crew:
        """Start `showclear` in the demonstration, with pipes in place of a terminal."""
        process = subprocess.Popen(
            (sys.executable, "-m", "showclear", *arguments),
            cwd=demonstration.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(Path(__file__).parents[2] / "src")},
        )  # fmt: skip
        return cls(process, demonstration, serial)

    def hear(self) -> str:
        """What is written until somebody has to type; without a prompt at its end the program is over."""
        assert self.process.stdout is not None
        block = b""
        while not (block.endswith(b"\n" + PROMPT.encode())):
            part = os.read(self.process.stdout.fileno(), 1 << 16)
            if not part:
                break
            block += part
        text = block.decode()
        self.heard += text
        return text

    def type(self, line: str) -> None:
        """One line."""
        assert self.process.stdin is not None
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()

    def end(self) -> int:
        """The input ends; the exit code."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.hear()
        return self.process.wait(timeout=300)

    def until(self, over: Callable[[str], bool]) -> str:
        """Answer until a block fulfils `over` (it is not answered), or the program is over; the last block.

        Raises:
            AssertionError: they come to a dead end, or are asked without end.
        """
        for _ in range(MOST_BLOCKS):
            block = self.hear()
            if not block.endswith(PROMPT) or over(block):
                return block
            assert "What now?" not in block, block
            assert "is none of these" not in block, block
            self.type(self.answer(block))
        raise AssertionError(f"asked without end: {block}")

    def answer(self, block: str) -> str:
        """What honest people type at this block."""
        if found := re.search(r"^Open a shift: (.+?), ", block, re.MULTILINE):
            self.who = found[1]
        person = re.search(r"^Your PIN(?: signs it| signs all of these)?, (.+?)[:(]", block, re.MULTILINE)
        if person:
            return self._secret(person[1].strip())[0]
        label = _last(r"^Asked: (.+)$", block)
        if "five words of the key" in label:
            return self._secret(self.who)[1]
        if "PIN" in label:
            return self._secret(self.who)[0]
        headline = _last(r"^Question: (.+?)(?:, \d+ of \d+)?\.? Block", block)
        if headline:
            return self._seen(headline, block)
        if "Enter keeps" in block or "Enter leaves it empty" in block:
            return ""
        return FIELDS.get(label, "1")

    def _seen(self, headline: str, block: str) -> str:
        if positions := re.search(r"stand on it: ([\d and]+)", block):
            return "".join(self.serial[int(at) - 1] for at in positions[1].split(" and "))
        if "Answer: a name; :done" in block:
            return ":done"
        if "Answer: a name" in block:
            return "camera operator"
        known = {**ANSWERS, **self.answers}
        for name in (headline, headline.split(" ")[0]):
            if name in known:
                return known[name]
        rows = re.findall(r"^  (\w+) +\S", block.partition("Answer: ")[2], re.MULTILINE)
        return rows[0] if rows else "0" if "a count" in block else "as seen"

    def _secret(self, name: str) -> tuple[str, str]:
        one = next(one for one in self.demonstration.credentials if one.person.name == name)
        return one.pin, one.passphrase


def _last(pattern: str, text: str) -> str:
    found = re.findall(pattern, text, re.MULTILINE)
    return found[-1] if found else ""

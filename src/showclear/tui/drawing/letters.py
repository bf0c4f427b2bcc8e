"""The block-letter alphabet: five rows of quarter blocks, in a wide and a narrow cut."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

ROWS = 5
"""Height of a letter in quarter rows (half text rows); a Q has one more, for its tail."""

_WIDE = """
A  .####.|##..##|######|##..##|##..##
B  #####.|##..##|#####.|##..##|#####.
C  .#####|##....|##....|##....|.#####
D  #####.|##..##|##..##|##..##|#####.
E  ######|##....|#####.|##....|######
F  ######|##....|#####.|##....|##....
G  .#####|##....|##.###|##..##|.#####
H  ##..##|##..##|######|##..##|##..##
I  ##|##|##|##|##
J  ....##|....##|....##|##..##|.####.
K  ##..##|##.##.|####..|##.##.|##..##
L  ##....|##....|##....|##....|######
M  ##....##|###..###|########|##.##.##|##....##
N  ##...##|###..##|####.##|##.####|##..###
O  .####.|##..##|##..##|##..##|.####.
P  #####.|##..##|#####.|##....|##....
Q  .####.|##..##|##..##|##..##|.####.|...##.
R  #####.|##..##|#####.|##.##.|##..##
S  .#####|##....|.####.|....##|#####.
T  ######|..##..|..##..|..##..|..##..
U  ##..##|##..##|##..##|##..##|.####.
V  ##..##|##..##|##..##|.####.|..##..
W  ##....##|##.##.##|########|###..###|##....##
X  ##..##|.####.|..##..|.####.|##..##
Y  ##..##|##..##|.####.|..##..|..##..
Z  ######|...##.|..##..|.##...|######
0  .####.|##..##|##..##|##..##|.####.
1  .###|####|..##|..##|..##
2  #####.|....##|.####.|##....|######
3  #####.|....##|.####.|....##|#####.
4  ##..##|##..##|######|....##|....##
5  ######|##....|#####.|....##|#####.
6  .###..|##....|#####.|##..##|.####.
7  ######|....##|...##.|..##..|..##..
8  .####.|##..##|.####.|##..##|.####.
9  .####.|##..##|.#####|....##|#####.
?  #####.|....##|..###.|......|..##..
!  ##|##|##|..|##
:  ..|##|..|##|..
-  ....|....|####|....|....
.  ..|..|..|..|##
'  ##|##|..|..|..
/  ....##|...##.|..##..|.##...|##....
+  ......|..##..|######|..##..|......
,  ..|..|..|..|##|.#
;  ..|##|..|..|##|.#
"  ##.##|##.##|.....|.....|.....
(  .##|##.|##.|##.|.##
)  ##.|.##|.##|.##|##.
✓  .......##|......##.|##...##..|.##.##...|..###....
"""

_NARROW = """
M  ##...##|###.###|#######|##.#.##|##...##
Q  .###.|##.##|##.##|##.##|.###.|...##
U  ##.##|##.##|##.##|##.##|.###.
A  .###.|##.##|#####|##.##|##.##
R  ####.|##.##|####.|##.##|##.##
E  #####|##...|####.|##...|#####
F  #####|##...|####.|##...|##...
D  ####.|##.##|##.##|##.##|####.
V  ##.##|##.##|##.##|.###.|..#..
C  .####|##...|##...|##...|.####
O  .###.|##.##|##.##|##.##|.###.
L  ##...|##...|##...|##...|#####
H  ##.##|##.##|#####|##.##|##.##
S  .####|##...|.###.|...##|####.
P  ####.|##.##|####.|##...|##...
B  ####.|##.##|####.|##.##|####.
G  .####|##...|##.##|##.##|.####
K  ##.##|##.##|####.|##.##|##.##
Y  ##.##|##.##|.###.|..#..|..#..
"""

_MARKS = """
cold  .........|.........|#########|#########|.........
hot  ....#....|...###...|..#####..|.#######.|#########
unverified  #####.|....##|..###.|......|..##..
quarantined  ##...##|.##.##.|..###..|.##.##.|##...##
"""


def _table(source: str) -> dict[str, tuple[str, ...]]:
    pairs = (line.split(None, 1) for line in source.strip().splitlines())
    return {name: tuple(shape.split("|")) for name, shape in pairs}


WIDE: dict[str, tuple[str, ...]] = {" ": ("...",) * ROWS} | _table(_WIDE)
"""The default cut, by character."""

NARROW: dict[str, tuple[str, ...]] = WIDE | _table(_NARROW)
"""The cut for words that do not fit in the wide one."""

SENTENCE_SIGNS = frozenset(',;"()✓')
"""Signs that belong to sentences and to answers that are marked; a headline has none of them."""

MARKS: dict[str, tuple[str, ...]] = _table(_MARKS)
"""The silhouette of each state, by its name in small letters."""


_MARK_SIGNS = {"cold": "=", "hot": "/\\", "unverified": "?", "quarantined": "X"}


@dataclass(frozen=True, slots=True)
class Lettering:
    """A drawn word: rows of ``#`` and ``.``, one character for each quarter of a cell."""

    rows: tuple[str, ...]
    text: str = ""
    """What it says, for a terminal that cannot draw it."""

    @property
    def width(self) -> int:
        """Width in quarter columns (half cells)."""
        return len(self.rows[0]) if self.rows else 0

    @property
    def cells(self) -> float:
        """Width in cells."""
        return self.width / 2


@lru_cache(maxsize=256)
def letter_word(text: str, *, narrow: bool = False, gap: int = 1, scale: int = 1) -> Lettering:
    """Set a text in block letters.

    Args:
        text: what to set; small letters become capitals, a character outside the alphabet becomes a question mark.
        narrow: whether to use the narrow cut.
        gap: quarter columns between letters.
        scale: whole factor by which both directions grow, from 1 to 4.
    """
    alphabet = NARROW if narrow else WIDE
    shapes = [alphabet.get(character, alphabet["?"]) for character in text.upper()]
    height = max((len(shape) for shape in shapes), default=ROWS)
    rows: list[str] = []
    for index in range(height):
        parts = (shape[index] if index < len(shape) else "." * len(shape[0]) for shape in shapes)
        row = ("." * gap).join(parts)
        rows.extend(["".join(pixel * scale for pixel in row)] * scale)
    return Lettering(tuple(rows), text.upper())


@lru_cache(maxsize=32)
def scaled(word: Lettering, factor: int) -> Lettering:
    """A drawn word, larger by a whole factor in both directions."""
    rows = tuple("".join(pixel * factor for pixel in row) for row in word.rows for _ in range(factor))
    return Lettering(rows, word.text)


def mark_of(state: str) -> Lettering:
    """The silhouette of a state.

    Args:
        state: ``cold``, ``hot``, ``unverified`` or ``quarantined``.
    """
    return Lettering(MARKS[state], _MARK_SIGNS[state])


def is_drawable(text: str, *, sentence: bool = False) -> bool:
    """Whether every character has a block letter; a sentence may have its commas and brackets too."""
    return all(character in WIDE and (sentence or character not in SENTENCE_SIGNS) for character in text.upper())


def fit_word(text: str, cells: int, *, scale: int = 1) -> Lettering | None:
    """Set a text as large as it fits: wide, then narrow, then in the next smaller scale.

    Args:
        text: what to set.
        cells: the room there is, in cells.
        scale: the largest factor to try.

    Returns:
        The drawn word, or ``None`` where even narrow letters at scale 1 do not fit or a character is missing.
    """
    if not text or not is_drawable(text):
        return None
    for factor in range(scale, 0, -1):
        for narrow in (False, True):
            word = letter_word(text, narrow=narrow, scale=factor)
            if word.cells <= cells:
                return word
    return None

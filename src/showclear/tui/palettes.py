"""The palettes as plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_TOKENS = """
bg            #0B0E13  #FFFFFF  #000000  #000000  #000000
panel         #141A22  #F0F2F4  #120201  #141414  #121212
raised        #202935  #DDE2E8  #260603  #262626  #262626
line          #3A4657  #6B7683  #7A1A10  #565656  #585858
text          #F2F5F9  #000000  #FF7359  #FFFFFF  #FFFFFF
muted         #B4BFCC  #333B45  #F5573F  #C4C4C4  #D7D7D7
faint         #7F8C9C  #59636F  #D0432F  #858585  #AFAFAF
cold          #8FD4FF  #003E73  #FF7359  #FFFFFF  #87D7FF
cold-bg       #0E3352  #CFE6F8  #120201  #141414  #00005F
cold-ink      #C9ECFF  #002F5C  #FF7F66  #FFFFFF  #D7FFFF
hot           #FF9C78  #920000  #FF7359  #FFFFFF  #FFAF87
hot-bg        #FF7543  #B00000  #FF7359  #FFFFFF  #FF875F
hot-ink       #180300  #FFFFFF  #000000  #000000  #000000
unv           #FFD25E  #5C3D00  #FF7359  #FFFFFF  #FFD75F
unv-bg        #33290A  #FFD84D  #3C0A05  #3D3D3D  #303030
unv-ink       #FFDC7A  #1F1500  #FF937E  #FFFFFF  #FFD75F
quar          #FFB3D6  #7A0A45  #FF7359  #FFFFFF  #FFAFD7
quar-bg       #5E143A  #FFD6E6  #3C0A05  #3D3D3D  #5F005F
quar-ink      #FFD3E8  #6A0A3C  #FF937E  #FFFFFF  #FFD7FF
stop-bg       #A8071A  #A30012  #FF7359  #FFFFFF  #AF0000
stop-ink      #FFFFFF  #FFFFFF  #000000  #000000  #FFFFFF
full-bg       #A8071A  #A30012  #1E0402  #FFFFFF  #AF0000
full-ink      #FFFFFF  #FFFFFF  #FF8A72  #000000  #FFFFFF
full-strip    #6D0511  #6A000C  #000000  #E2E2E2  #5F0000
focus         #F2F5F9  #000000  #FF7359  #FFFFFF  #FFFFFF
focus-ink     #0B0E13  #FFFFFF  #000000  #000000  #000000
key-bg        #2C3746  #1A1F26  #3C0A05  #404040  #444444
key-ink       #FFFFFF  #FFFFFF  #FF937E  #FFFFFF  #FFFFFF
steel         #2B3542  #C3CAD2  #260603  #2A2A2A  #303030
steel-hi      #46556A  #8F9BA8  #7A1A10  #5C5C5C  #626262
hole          #07090C  #FFFFFF  #000000  #000000  #080808
dummy         #8FD4FF  #003E73  #3C0A05  #3D3D3D  #87D7FF
dummy-rim     #8FD4FF  #003E73  #FF7359  #FFFFFF  #87D7FF
dummy-ink     #06223A  #FFFFFF  #FF937E  #FFFFFF  #00005F
unseen        #FFD25E  #FFD84D  #FF7359  #FFFFFF  #FFD75F
unseen-ink    #1F1500  #1F1500  #000000  #000000  #000000
live          #FFB3D6  #FFD6E6  #FF7359  #FFFFFF  #FFAFD7
live-ink      #3A0620  #6A0A3C  #000000  #000000  #5F005F
"""

PALETTE_NAMES = ("showclear-stage", "showclear-daylight", "showclear-night-red", "showclear-mono", "showclear-256")
"""The names of the palettes, and of the themes made from them; the first is the default.

The last is for terminals of 256 colours: chosen by hand, because a library that rounds the others makes states alike.
"""


@dataclass(frozen=True, slots=True)
class Palette(Mapping[str, str]):
    """One palette: a colour, as ``#RRGGBB``, for each token."""

    name: str
    dark: bool
    colours: Mapping[str, str]

    def __getitem__(self, token: str) -> str:
        return self.colours[token]

    def __iter__(self) -> Iterator[str]:
        return iter(self.colours)

    def __len__(self) -> int:
        return len(self.colours)


def _palettes() -> dict[str, Palette]:
    rows = [line.split() for line in _TOKENS.strip().splitlines()]
    return {
        name: Palette(name, name != "showclear-daylight", {row[0]: row[column] for row in rows})
        for column, name in enumerate(PALETTE_NAMES, start=1)
    }


PALETTES: Mapping[str, Palette] = _palettes()
"""Every palette by name."""

STAGE = PALETTES["showclear-stage"]
"""The palette of a dark stage, which is the default."""

"""Which colours stand on which, and how contrast is measured: what the palettes are held to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContrastPair:
    """A text colour on a ground that some screen shows, and the ratio that it must reach."""

    what: str
    ink: str
    ground: str
    goal: float


def _state_pairs() -> tuple[ContrastPair, ...]:
    named = (
        ("question on ground", "text", "bg"),
        ("answer on its row", "text", "raised"),
        ("key letter on its cap", "key-ink", "key-bg"),
        ("COLD band", "cold-ink", "cold-bg"),
        ("HOT band", "hot-ink", "hot-bg"),
        ("UNVERIFIED band", "unv-ink", "unv-bg"),
        ("QUARANTINED band", "quar-ink", "quar-bg"),
        ("COLD word on card", "cold", "panel"),
        ("COLD word on the chosen card", "cold", "raised"),
        ("HOT word on card", "hot", "panel"),
        ("clock of a wait on ground", "hot", "bg"),
        ("HOT word on the chosen card", "hot", "raised"),
        ("UNVERIFIED word on ground", "unv", "bg"),
        ("UNVERIFIED word on the chosen card", "unv", "raised"),
        ("QUARANTINED word on ground", "quar", "bg"),
        ("stop key and banner", "stop-ink", "stop-bg"),
        ("stop, full screen", "full-ink", "full-bg"),
        ("stop, strip of a gun", "full-ink", "full-strip"),
        ("now", "focus-ink", "focus"),
        ("chamber EMPTY", "cold", "hole"),
        ("chamber DUMMY", "dummy-ink", "dummy"),
        ("chamber BLANK", "hot-ink", "hot-bg"),
        ("chamber NOT SEEN", "unseen-ink", "unseen"),
        ("chamber LIVE?", "live-ink", "live"),
        ("chamber the same in both", "text", "steel"),
    )
    return tuple(ContrastPair(what, ink, ground, 7.0) for what, ink, ground in named)


def _label_pairs() -> tuple[ContrastPair, ...]:
    named = (
        ("label on card", "muted", "panel"),
        ("label on the chosen card", "muted", "raised"),
        ("script and why on ground", "muted", "bg"),
        ("not available", "faint", "bg"),
    )
    return tuple(ContrastPair(what, ink, ground, 4.5) for what, ink, ground in named)


CONTRAST_PAIRS: tuple[ContrastPair, ...] = _state_pairs() + _label_pairs()
"""Every pair that screens show, with 7 as the goal for states and questions and 4.5 for labels."""


def _luminance(colour: str) -> float:
    channels = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """The WCAG contrast ratio of two colours given as ``#RRGGBB``, from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)

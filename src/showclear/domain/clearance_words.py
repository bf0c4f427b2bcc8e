"""The words that an AD calls at a handover, so that the floor knows a logged gun from an unlogged one.

Ours: two syllables or fewer, far apart in sound, none of them a word of the trade, a colour of a state or a number.
"""

from __future__ import annotations

CLEARANCE_WORDS = (
    "ACORN", "ANVIL", "BADGER", "BANJO", "BARLEY", "BASKET", "BEACON", "BISCUIT", "BUTTON", "CACTUS", "CANDLE",
    "CANYON", "CARPET", "CASTLE", "CEDAR", "CHERRY", "CLOVER", "COBBLE", "COPPER", "COTTON", "DAISY", "DOLPHIN",
    "DONKEY", "EAGLE", "EMBER", "FALCON", "FENNEL", "FIDDLE", "GARDEN", "GINGER", "GOBLET", "HARBOR", "HAZEL",
    "HICKORY", "HONEY", "JIGSAW", "JUNIPER", "KETTLE", "LANTERN", "LEMON", "LINEN", "MAPLE", "MARBLE", "MEADOW",
    "MUFFIN", "NUTMEG", "OLIVE", "ORCHARD", "OTTER", "PADDLE", "PARSLEY", "PEBBLE", "PEPPER", "PICKLE", "PILLOW",
    "PUFFIN", "PUMPKIN", "RAVEN", "RIVER", "SADDLE", "SPARROW", "TEAPOT", "THISTLE", "TURNIP", "VELVET", "WALNUT",
    "WILLOW", "YONDER",
)  # fmt: skip


def clearance_word(draw: int, not_these: frozenset[str] = frozenset()) -> str:
    """A word for `draw` (any number that the caller drew), never one that is in use now."""
    free = [word for word in CLEARANCE_WORDS if word not in not_these] or list(CLEARANCE_WORDS)
    return free[draw % len(free)]

"""Effects about blanks: zones, loads, filled feed devices, what came back."""

from __future__ import annotations

from showclear.domain.effects.spec import Bearing, spec
from showclear.words import english

SPECS = (
    spec(
        "zoned",
        Bearing.PERMISSION,
        (),
        english(
            "{weapon} may be fired with up to {count} {load} blanks a take, for {slate}, {place}, in the zone as set."
        ),
        {
            "unit": str,
            "weapon": str,
            "slate": str,
            "place": str,
            "load": str,
            "count": int,
            "armorer": str,
            "since": str,
        },
        {"people": int, "stand_off": int},
    ),
    spec(
        "device-loaded",
        Bearing.FACT,
        (
            "device",
            "container",
        ),
        english("{contents_words} from {container} in {device}, sealed {seal}; {left} left in {container}."),
        {"device": str, "container": str, "contents": str, "count": int, "left": int, "seal": str},
        {"load": str},
    ),
    spec(
        "device-unloaded",
        Bearing.FACT,
        (
            "device",
            "container",
        ),
        english("{contents_words} back from {device} in {container}."),
        {"device": str, "container": str, "contents": str, "count": int},
        {"seal": str},
    ),
    spec(
        "device-inserted",
        Bearing.FACT,
        (
            "weapon",
            "device",
        ),
        english("{device} with {contents_words} is in {weapon}."),
        {"weapon": str, "device": str, "contents": str, "count": int},
    ),
    spec(
        "device-removed",
        Bearing.FACT,
        (
            "weapon",
            "device",
        ),
        english("{device} is out of {weapon}, holding {contents_words}."),
        {"weapon": str, "device": str, "contents": str, "count": int},
    ),
    spec(
        "blanks-back",
        Bearing.FACT,
        (
            "weapon",
            "container",
        ),
        english(
            "{weapon}: {issued} blanks issued; {cases} cases back, {lost} cases not recovered, {unfired} "
            "unfired, {misfires} misfires."
        ),
        {"weapon": str, "container": str, "issued": int, "cases": int, "lost": int, "unfired": int, "misfires": int},
        {"seal": str},
    ),
)

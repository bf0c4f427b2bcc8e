"""Effects about misfires, frozen items, incidents, concerns, what ends a stop, and what is done and said afterwards."""

from __future__ import annotations

from showclear.domain.effects.spec import Bearing, spec
from showclear.words import english

SPECS = (
    spec(
        "misfired",
        Bearing.RESTRICTION,
        ("weapon",),
        english("{weapon} misfired: {reason}. Nobody opens it before the wait is over."),
        {"weapon": str, "reason": str},
        {"run": str, "by": str},
    ),
    spec(
        "frozen",
        Bearing.RESTRICTION,
        ("item",),
        english("{item} is frozen as it is: {reason}. Nobody unloads it."),
        {"item": str, "reason": str},
        {"run": str, "by": str},
    ),
    spec(
        "incident",
        Bearing.RESTRICTION,
        (),
        english("Open report ({class}): {reason}."),
        {"class": str, "reason": str},
        {"run": str, "by": str, "people": str},
    ),
    spec(
        "concern", Bearing.RESTRICTION, (), english("A concern is not answered: {words}."), {"words": str}, {"day": str}
    ),
    spec(
        "incident-closed",
        Bearing.CLOSING,
        (),
        english("The report on the stop {restriction} is closed: {cause}. {control}"),
        {"restriction": str, "class": str, "cause": str, "control": str},
    ),
    spec(
        "concern-answered",
        Bearing.CLOSING,
        (),
        english("The concern {restriction} is answered: {answer}"),
        {"restriction": str, "answer": str},
    ),
    spec(
        "unfrozen",
        Bearing.CLOSING,
        ("item",),
        english("{item} is released from the stop {restriction}: {reason}."),
        {"item": str, "restriction": str, "reason": str},
    ),
    spec(
        "released",
        Bearing.CLOSING,
        (),
        english("The stand-down {restriction} is released: {reason}. {answer}"),
        {"restriction": str, "reason": str, "answer": str},
    ),
    spec(
        "explained",
        Bearing.FACT,
        (),
        english("Said afterwards about the stop {restriction}: {words}"),
        {"restriction": str, "words": str},
        {"by": str},
    ),
    spec(
        "given-up",
        Bearing.FACT,
        (),
        english("{title} ({subject}) by {performer} and {verifier} ended unsigned: {outcome}. {where} {reason}"),
        {"subject": str, "title": str, "performer": str, "verifier": str, "outcome": str, "where": str},
        {"reason": str, "run": str},
    ),
    spec(
        "reviewed",
        Bearing.FACT,
        (),
        english("{reviewed_words} was reviewed: {words}"),
        {"restriction": str, "words": str},
    ),
    spec(
        "corrected",
        Bearing.FACT,
        (),
        english('{record}, {label}: it says "{was}" and should say "{should}". Reason: {reason}'),
        {"record": str, "what": str, "label": str, "was": str, "should": str, "reason": str},
    ),
    spec(
        "action-opened",
        Bearing.FACT,
        (),
        english("To do about {about}: {words} Owner: {owner}. {due_words}"),
        {"about": str, "words": str, "owner": str},
        {"due": str, "until": str},
    ),
    spec(
        "action-closed",
        Bearing.CLOSING,
        (),
        english("What was to do is done ({action}): {words}"),
        {"action": str, "words": str},
    ),
)

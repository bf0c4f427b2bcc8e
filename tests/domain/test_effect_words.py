"""What an effect is in words: only what its sentence names is put together, and nothing else comes of that."""

from __future__ import annotations

from itertools import product
from string import Formatter

import pytest

from showclear.domain import effects
from showclear.domain.effects import EFFECTS, Effect, EffectValue, in_words

VALUES: tuple[dict[str, EffectValue], ...] = (
    {},
    {"reconciled": "yes", "shape": "locked", "lock": "safe 1", "key": "mara", "what": "count", "how": "seal"},
    {"reconciled": "no", "gaps": "B-02: 1 short", "shape": "issued", "person": "mara", "due": "2026-03-02"},
    {"then": "mara", "places": "Barn", "permit": "12", "police_notice": "yes", "use": "line-up", "contents": "blank"},
    {"limit": "zone_cm", "value": "600"},
    {"limit": "block_minutes", "value": "10"},
)
"""What changes the words of a sentence, where a kind has such a value."""


def _effect(kind: str, given: dict[str, EffectValue], count: int) -> Effect:
    spec = EFFECTS[kind]
    needed = {name: count if is_a is int else f"some {name}" for name, is_a in spec.needs.items()}
    known = {name: value for name, value in given.items() if name in spec.needs or name in spec.may}
    return Effect(kind, {**needed, **known})


@pytest.mark.parametrize("kind", EFFECTS)
def test_a_sentence_is_the_one_in_which_everything_was_put_into_words(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A word that is left out because no sentence seems to need it would be missing before a signature."""
    made = [_effect(kind, given, count) for given, count in product(VALUES, (0, 1, 3))]
    quick = [in_words(one, {"mara": "Mara Quist"}) for one in made]
    every = (*effects._WORDS, *(name for _, name, _, _ in Formatter().parse(EFFECTS[kind].says) if name))
    monkeypatch.setattr(effects, "_names_in", lambda says: every)
    assert quick == [in_words(one, {"mara": "Mara Quist"}) for one in made]
    assert all(text and "{" not in text for text in quick)


def test_where_it_is_locked_and_who_has_the_key_are_told_apart() -> None:
    """ "Locked in safe 3 key with Sam Tran" read as one lock with a strange name."""
    custody = {"item": "RUB-1", "shape": "locked", "lock": "safe 3", "key": "Sam Tran"}
    assert in_words(Effect("custody", custody)) == "RUB-1 is locked in safe 3, key with Sam Tran."
    assert in_words(Effect("custody", {**custody, "key": ""})) == "RUB-1 is locked in safe 3."
    assert in_words(Effect("custody", {**custody, "lock": ""})) == "RUB-1 is locked, key with Sam Tran."

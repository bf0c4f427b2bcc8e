"""R-EXT-1 checklist-extends: a production adds to its checklists and makes them stricter; it takes nothing away.

Two versions are held against each other step by step. What was asked is asked still, of the same people, with the same
answers, and does the same. New are blocks, steps, rules that have to hold, killers, and what is expected where nothing
was. In another language the words may differ, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import TypeVar

from showclear.domain.checklists import Block, Checklist, Option, PinAt, Step
from showclear.words import english

RULE = "R-EXT-1"

_WORDS_OF_STEP = ("ask", "headline", "say", "why")
_MAY_GROW = ("prevents", "source")
_ONE_WAY = {"killer": True, "another": True, "defer": False}
"""What may only become this."""
_MAY_COME = frozenset({"expect", "floor", "ceiling"})
"""What refuses more where there was none; one that is there stays as it is."""
_APART = frozenset({"id", "options", "signs", *_WORDS_OF_STEP, *_MAY_GROW, *_ONE_WAY})

_NAMES = {
    "answer": english("the kind of answer"),
    "each": english("how often it is asked"),
    "expect": english("what is expected"),
    "compare": english("how two entries are held against each other"),
    "otherwise": english("what a no does"),
    "applies_when": english("when it applies"),
    "enough": english("how many signs are enough"),
    "role": english("the role of who is named"),
    "unit": english("the unit"),
    "floor": english("the smallest number"),
    "ceiling": english("the largest number"),
    "wait": english("how long nobody answers"),
    "media": english("the kinds of file"),
    "do": english("who does it"),
    "see": english("who sees it"),
}

T = TypeVar("T", Block, Step)


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that a new version takes away or loosens: where, and what."""

    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


def losses(old: Checklist, new: Checklist) -> tuple[Loss, ...]:
    """What the new version lacks or loosens against the one that is adopted; empty where it only extends it."""
    return tuple(_whole(old, new)) + tuple(_blocks(old, new))


def words_changed(old: Checklist, new: Checklist) -> tuple[Loss, ...]:
    """Words of what was there before that differ, in the same language: whoever looks has to be asked the same."""
    found: list[Loss] = []
    if old.language == new.language and (old.title, old.statements) != (new.title, new.statements):
        found.append(Loss(new.id, english("its title or what is signed reads otherwise")))
    for before, after in _pairs(old.blocks, new.blocks):
        if _language(old, before) != _language(new, after):
            continue
        if (before.title, before.say) != (after.title, after.say):
            found.append(Loss(_at(new, after), english("its title or what is said reads otherwise")))
        for one, other in _pairs(before.steps, after.steps):
            if _texts(one) != _texts(other):
                found.append(Loss(_at(new, after, other), english("it reads otherwise")))
    return tuple(found)


def gains(old: Checklist, new: Checklist) -> tuple[str, ...]:
    """What the new version adds or makes stricter, in words."""
    found: list[str] = [
        english("{title}: also needs {slug}", title=new.title, slug=slug)
        for slug in new.requires
        if slug not in old.requires
    ]
    if old.language != new.language:
        found.append(
            english(
                "{title}: asked in {new_language}, before in {old_language}",
                title=new.title,
                new_language=new.language,
                old_language=old.language,
            )
        )
    before = {block.id: {step.id: step for step in block.steps} for block in old.blocks}
    for block in new.blocks:
        if block.id not in before:
            found.append(
                english('{new_title}: new block "{block_title}"', new_title=new.title, block_title=block.title)
            )
        for step in block.steps:
            found += _gain(new, block, before.get(block.id, {}).get(step.id), step)
    return tuple(found)


def _language(checklist: Checklist, block: Block) -> str:
    return block.language if block.shared else checklist.language


def _gain(new: Checklist, block: Block, before: Step | None, step: Step) -> Iterator[str]:
    place = f'{new.title}, "{block.title}"'
    if before is None:
        who = english("both people enter it") if step.killer else english("one person enters it")
        yield english("{place}: new step: {ask} ({who})", place=place, ask=step.ask, who=who)
        return
    if step.killer and not before.killer:
        yield english("{place}: now entered by both people: {ask}", place=place, ask=step.ask)
    if step.another and not before.another:
        yield english("{place}: now answered by neither of the two who walk it: {ask}", place=place, ask=step.ask)
    if before.defer and not step.defer:
        yield english("{place}: no longer left for later: {ask}", place=place, ask=step.ask)
    if step.expect is not None and before.expect is None:
        yield english("{place}: now held against what is expected: {ask}", place=place, ask=step.ask)
    if (step.floor and not before.floor) or (step.ceiling and not before.ceiling):
        yield english("{place}: now held against a limit: {ask}", place=place, ask=step.ask)


def _whole(old: Checklist, new: Checklist) -> Iterator[Loss]:
    for name, words in (
        ("procedure", english("what it is for")),
        ("style", english("how it is walked")),
        ("subject", english("its subject")),
    ):
        if getattr(old, name) != getattr(new, name):
            yield Loss(new.id, english("{words} is another", words=words))
    for name, words in (("do", english("performs")), ("see", english("verifies"))):
        more = set(getattr(new, name)) - set(getattr(old, name))
        if more:
            yield Loss(
                new.id,
                english(
                    "{roles} {words} it, and may not by now",
                    roles=", ".join(sorted(role.words for role in more)),
                    words=words,
                ),
            )
    for name, words in (("inputs", english("the input")), ("requires", english("the rule"))):
        for gone in [one for one in getattr(old, name) if one not in getattr(new, name)]:
            yield Loss(new.id, english('{words} "{gone}" is gone', words=words, gone=gone))
    if old.pin_at is PinAt.PASS and new.pin_at is not PinAt.PASS:
        yield Loss(new.id, english("a pass opens without a PIN"))
    if old.effects != new.effects:
        yield Loss(new.id, english("what a signed run does is changed"))


def _blocks(old: Checklist, new: Checklist) -> Iterator[Loss]:
    yield from _gone(new.id, english("block"), english("the blocks"), old.blocks, new.blocks)
    for before, after in _pairs(old.blocks, new.blocks):
        place = _at(new, after)
        if before.passing is not after.passing:
            yield Loss(place, english("where it is passed is changed"))
        if before.applies_when != after.applies_when:
            yield Loss(place, english("when it applies is changed"))
        yield from _gone(place, english("step"), english("the steps"), before.steps, after.steps)
        for one, other in _pairs(before.steps, after.steps):
            for what in _step(one, other):
                yield Loss(_at(new, after, other), what)


def _step(old: Step, new: Step) -> Iterator[str]:
    for name in (one.name for one in fields(Step) if one.name not in _APART):
        came = name in _MAY_COME and getattr(old, name) in (None, "")
        if getattr(old, name) != getattr(new, name) and not came:
            yield english("{what} is changed", what=_NAMES[name])
    if old.killer and not new.killer:
        yield english("it is no longer entered by both people")
    if old.another and not new.another:
        yield english("it is answered by who walks the list")
    if new.defer and not old.defer:
        yield english("it may be left for later")
    for name in _MAY_GROW:
        for gone in set(getattr(old, name)) - set(getattr(new, name)):
            yield (
                english('"{gone}" is no longer among what it prevents', gone=gone)
                if name == "prevents"
                else english('"{gone}" is no longer among what it rests on', gone=gone)
            )
    for name in ("options", "signs"):
        if _bare(getattr(old, name)) != _bare(getattr(new, name)):
            yield english("its answers are changed")


def _bare(options: Sequence[Option]) -> list[tuple[object, ...]]:
    return [(one.id, one.stops, one.otherwise) for one in options]


def _texts(step: Step) -> tuple[object, ...]:
    answers = tuple((one.text, one.key) for one in (*step.options, *step.signs))
    return (*(getattr(step, name) for name in _WORDS_OF_STEP), answers)


def _gone(place: str, what: str, all_of_them: str, old: Sequence[T], new: Sequence[T]) -> Iterator[Loss]:
    """What is not there any more, or not in its old order."""
    there = [one.id for one in new]
    kept = [one.id for one in old if one.id in there]
    for one in old:
        if one.id not in there:
            yield Loss(place, english('the {what} "{id}" is gone', what=what, id=one.id))
    if kept != [name for name in there if name in kept]:
        yield Loss(place, english("{all_of_them} that were there stand in another order", all_of_them=all_of_them))


def _pairs(old: Sequence[T], new: Sequence[T]) -> Iterator[tuple[T, T]]:
    there = {one.id: one for one in new}
    return ((one, there[one.id]) for one in old if one.id in there)


def _at(checklist: Checklist, block: Block, step: Step | None = None) -> str:
    place = english('{checklist_id}, block "{block_id}"', checklist_id=checklist.id, block_id=block.id)
    return place if step is None else english('{place}, step "{id}"', place=place, id=step.id)

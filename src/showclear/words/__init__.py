"""What a person reads, in the language of this process. The English text is the key and stands where it is used.

`say` gives a text that is shown now. `english` gives one that is made earlier or elsewhere: at import, in a rule, in a
refusal, in a record. It is the English text, byte for byte, and remembers how it was put together, so that a front end
can show it with `translated`. `scripts/words.py` gathers all of them into `showclear.pot`; ADR 0035 says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

LANGUAGES: Mapping[str, str] = {"en": "English; there are no other words yet"}
"""Languages that a person may choose, by code; each but English has its catalogue here, CODE.po and CODE.mo."""

PSEUDO = "qps"
"""No language of people: each letter comes back with an accent, so that a test sees what is not in the catalogue."""


class Catalogue(Protocol):
    """What `gettext` of the standard library offers."""

    def gettext(self, message: str, /) -> str:
        """The translation of a text; the text itself where there is none."""

    def ngettext(self, one: str, many: str, count: int, /) -> str:
        """The translation in the form that belongs to a number."""


class Said(str):
    """An English text that remembers its template and what was filled in."""

    __slots__ = ("many", "number", "template", "values")

    template: str
    many: str
    """The template for several; empty where nothing is counted."""
    number: int
    """What chooses the form."""
    values: Mapping[str, object]


_catalogue: Catalogue | None = None
"""None: English, where nothing is looked up."""


def use(language: str) -> None:
    """Say everything in this language from now on; in English what its catalogue does not hold."""
    global _catalogue
    if language == "en":
        _catalogue = None
    elif language == PSEUDO:
        from showclear.words.pseudo import Pseudo

        _catalogue = Pseudo()
    else:
        from showclear.words.catalogues import load

        _catalogue = load(language)


def say(template: str, /, **values: object) -> str:
    """The text in the language of this process.

    Args:
        template: the English text, a literal; `{name}` stands for a value. Without values braces are just braces.
        values: what is filled in, by name.
    """
    if _catalogue is None:
        return template.format_map(values) if values else template
    return _filled(_catalogue.gettext(template), template, values)


def say_count(one: str, many: str, count: int, /, **values: object) -> str:
    """As `say`, in the form that belongs to a number, which stands in both texts as `{count}`."""
    english_form = one if count == 1 else many
    filled = {**values, "count": count}
    if _catalogue is None:
        return english_form.format_map(filled)
    return _filled(_catalogue.ngettext(one, many, count), english_form, filled)


def english(template: str, /, **values: object) -> Said:
    """The English text, which can be shown in another language later; arguments as of `say`."""
    return _remember(template.format_map(values) if values else template, template, "", 1, values)


def english_count(one: str, many: str, count: int, /, **values: object) -> Said:
    """As `english`, in the form that belongs to a number; arguments as of `say_count`."""
    filled = {**values, "count": count}
    return _remember((one if count == 1 else many).format_map(filled), one, many, count, filled)


def together(parts: Iterable[str], between: str = " ") -> Said:
    """Texts one after the other, as `between.join(parts)`; each keeps how it was put together, as does `between`."""
    values = {f"part_{number}": part for number, part in enumerate(parts)}
    text = between.join(values.values())
    gap = "{between}" if isinstance(between, Said) else between.replace("{", "{{").replace("}", "}}")
    template = gap.join(f"{{{name}}}" for name in values)
    return _remember(text, template, "", 1, {**values, "between": between})


def english_as(text: str, template: str, values: Mapping[str, object]) -> Said:
    """An English text that is a little more than its template filled in, such as one with nouns that agree with counts.

    Args:
        text: as it is in English.
        template: what is looked up and filled in for another language; a text of `english` without values.
        values: what stands for its names.
    """
    return _remember(text, template, "", 1, values)


def translated(text: str) -> str:
    """A text of `english` in the language of this process; any other text as it is, such as a name."""
    if _catalogue is None or not isinstance(text, Said) or not text.template:
        return text
    if text.many:
        form = text.template if text.number == 1 else text.many
        return _filled(_catalogue.ngettext(text.template, text.many, text.number), form, text.values)
    return _filled(_catalogue.gettext(text.template), text.template, text.values)


def from_catalogue(text: str) -> str:
    """A text that `scripts/words.py` gathers elsewhere than from these functions: the help of commands."""
    return text if _catalogue is None else _catalogue.gettext(text)


def is_english() -> bool:
    """Whether nothing has to be looked up."""
    return _catalogue is None


def _remember(text: str, template: str, many: str, number: int, values: Mapping[str, object]) -> Said:
    said = Said(text)
    said.template, said.many, said.number, said.values = template, many, number, values
    return said


def _filled(template: str, english_template: str, values: Mapping[str, object]) -> str:
    if not values:
        return template
    shown = {name: translated(value) if isinstance(value, str) else value for name, value in values.items()}
    try:
        return template.format_map(shown)
    except (KeyError, ValueError, AttributeError, IndexError):
        # A translation that cannot be filled must not take a stop off the screen; scripts/words.py refuses it.
        return english_template.format_map(shown)

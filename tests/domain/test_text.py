"""Text that a record may hold."""

from __future__ import annotations

import pytest

from showclear.domain.text import FORBIDDEN_RANGES, SLUG, check_text, first_forbidden, normalise
from showclear.errors import InputError


def test_every_forbidden_code_point_is_found_and_its_neighbours_are_not() -> None:
    """Rule 2, to the code point: the table and the pattern made of it say the same."""
    forbidden = {point for first, last in FORBIDDEN_RANGES for point in range(first, last + 1)}
    edges = {point + step for first, last in FORBIDDEN_RANGES for point in (first, last) for step in (-1, 0, 1)}
    for point in edges:
        if 0 <= point <= 0x10FFFF:
            expected = (1, point) if point in forbidden else None
            assert first_forbidden(f"a{chr(point)}b") == expected, hex(point)


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        ("\u202e", "U+202E"),
        ("\u200b", "U+200B"),
        ("\x1b", "U+001B"),
        ("\ud800", "U+D800"),
        ("\n", "U+000A"),
        ("\t", "U+0009"),
        ("\U000e0041", "U+E0041"),
    ],
)
def test_a_character_that_cannot_be_seen_is_named_with_its_place(character: str, shown: str) -> None:
    """The person who pasted it has to find it."""
    with pytest.raises(InputError) as caught:
        check_text(f"ab{character}c", "the reason")
    assert shown in caught.value.message
    assert "character 3" in caught.value.message
    assert caught.value.message.startswith("the reason")
    assert caught.value.remedy


def test_lines_and_tabs_pass_where_they_are_allowed() -> None:
    """A statement has paragraphs; the record writes them as escapes."""
    assert check_text("a\n\tb", "the statement", lines=True) == "a\n\tb"


def test_text_is_stored_in_one_normal_form() -> None:
    """What looks alike is found alike."""
    assert check_text("e\u0301", "the name") == normalise("e\u0301") == "é"


def test_ten_thousand_characters_are_refused_with_the_limit() -> None:
    """A hostile name must not fill the screen."""
    with pytest.raises(InputError, match="500 are the most"):
        check_text("x" * 10_000, "the name")


@pytest.mark.parametrize("slug", ["a", "kim", "kim-ad", "a1-2-3-4", "a" * 16])
def test_a_short_name_of_the_record_passes(slug: str) -> None:
    """Rule 10."""
    assert SLUG.fullmatch(slug)


@pytest.mark.parametrize("slug", ["", "A", "1a", "-a", "a-", "a--b", "a-b-c-d-e", "a" * 17, "a b", "kim\n", "é"])
def test_anything_else_is_no_short_name(slug: str) -> None:
    """Rule 10."""
    assert SLUG.fullmatch(slug) is None

"""The worst texts that people can choose, and what stands at the head of every page of these tests."""

from __future__ import annotations

from datetime import UTC, datetime

from showclear.app.printing.identity import Identity
from showclear.app.sealing import code_of
from showclear.ledger.seal_words import words_of

HOSTILE = "<script>alert('1')</script>\" onload=x & \u202egnp.exe \u05d0\u05d1 {slot} #panic(1) *bold*"
"""Markup, a quote, a mark that turns the line round, letters that run the other way, braces, and typst code."""

DIGEST = "0123456789abcdef" * 4
AT = datetime(2026, 3, 2, 19, 30, tzinfo=UTC)
IDENTITY = Identity(HOSTILE, True, "America/Denver", AT, words_of(DIGEST), code_of(DIGEST), "0.0.0")
KEY = "SHA256:LyWwOePR0qromDe/Lje21mhzErWNpKeWFfKAkPmAn7Q"

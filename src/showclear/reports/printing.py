"""A document as the bytes of a file: HTML always, PDF where typst is there."""

from __future__ import annotations

from showclear.reports.document import Document, Paper
from showclear.reports.html import html_page

FORMATS = ("html", "pdf")
"""What can be printed."""


def render(document: Document, form: str, paper: Paper) -> bytes:
    """The document in one of `FORMATS`. Raises: NoPdfError where PDF is asked for and cannot be made here."""
    if form == "pdf":
        from showclear.reports.pdf import pdf

        return pdf(document, paper)
    return html_page(document, paper).encode()

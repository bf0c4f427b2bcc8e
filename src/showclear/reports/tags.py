"""Tags on label sheets."""

from __future__ import annotations

from showclear.app.printing.tags import TagSheet
from showclear.reports.document import Document, Label, Labels, Layout


def tags_document(sheet: TagSheet) -> Document:
    """A label for each thing, filling sheets."""
    labels = tuple(Label(one.tag, one.kind, one.name, one.detail) for one in sheet.labels)
    return Document("Tags", sheet.identity, (Labels(labels),), Layout.LABELS)

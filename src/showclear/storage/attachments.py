"""Attachments: photographs and statements, kept by their digest and never opened."""

from __future__ import annotations

import mimetypes
from hashlib import sha256
from pathlib import Path

from showclear.errors import InputError, StorageError
from showclear.storage.durable import create_durably, make_folder
from showclear.storage.files import FileSystem
from showclear.storage.paths import ProductionPaths
from showclear.words import english

LARGEST = 50_000_000
"""Bytes of the largest file that is kept; a film belongs elsewhere."""

_ANY_MEDIA = "application/octet-stream"


def keep_attachment(filesystem: FileSystem, production: ProductionPaths, path: Path) -> str:
    """Copy a file into the production under its digest; its name as records cite it: digest, size, media type.

    The type is guessed from the name: nobody looks into it. A file that is there already is not written again.

    Raises:
        InputError: it is a folder, empty, or too large.
        StorageError: it cannot be read or written, or what is kept under this digest was changed.
    """
    state = filesystem.stat(path)
    if state.is_folder:
        raise InputError(english("{path}: this is a folder.", path=path), english("Name one file."))
    if state.size > LARGEST:
        raise InputError(
            english(
                "{path}: {number} MB are too many, {largest} MB are the most.",
                path=path,
                number=state.size // 1_000_000,
                largest=LARGEST // 1_000_000,
            ),
            english("Attach a smaller copy, and keep the large one where the production keeps its films."),
        )
    data = filesystem.read(path)
    if not data:
        raise InputError(english("{path}: it is empty.", path=path), english("Name the file that you mean."))
    digest = sha256(data).hexdigest()
    kept = production.attachment(digest)
    if not filesystem.exists(kept):
        make_folder(filesystem, production.attachments)
        create_durably(filesystem, kept, data)
    elif filesystem.read(kept) != data:
        raise StorageError(
            english("{kept}: it was changed after it was attached.", kept=kept),
            english("Show it to the safety officer."),
        )
    media = mimetypes.guess_type(path.name)[0] or _ANY_MEDIA
    return f"sha256:{digest} {len(data)} {media}"

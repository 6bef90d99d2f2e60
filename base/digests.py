"""Whether files are as they were: a digest of what the file system says of them."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path


def digest_of(files: Iterable[Path]) -> str:
    """Differs once a file was added, removed or written since."""
    summary = hashlib.blake2s()
    for file in sorted(files):
        facts = file.stat()
        summary.update(os.fsencode(file))
        summary.update(f"{facts.st_size} {facts.st_mtime_ns}".encode())
    return summary.hexdigest()

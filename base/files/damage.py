"""What reading a damaged file raises, in one place for all who read files of strangers."""

import struct
import zipfile
import zlib
from typing import Final

#: From opening a ZIP archive with `zipfile` and from reading what is in it.
DAMAGED_ZIP: Final = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
    OverflowError,
    KeyError,
    IndexError,
    struct.error,
    zlib.error,
)

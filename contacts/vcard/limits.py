"""How much of a file is read: far above any real address book, low enough to be harmless."""

from typing import Final

MAX_FILE_BYTES: Final = 100 * 1024 * 1024
MAX_CARDS: Final = 50_000
#: Properties of one card; what follows is left out with a problem.
MAX_PROPERTIES: Final = 2_000
#: Characters of one text value; the longest real notes are some thousands.
MAX_TEXT: Final = 100_000
MAX_PARAMETERS: Final = 100
#: Cards inside cards; a BEGIN deeper down is taken as the next card of a file without ENDs.
MAX_DEPTH: Final = 8
MAX_PHOTO_BYTES: Final = 10 * 1024 * 1024

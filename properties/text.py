"""Text in the forms that lists sort by and search in."""

import unicodedata

SORT_KEY_LENGTH = 200


def fold(text: str) -> str:
    """Casefolded without accents and with single spaces: »Übelbach« → »ubelbach«, ß → ss."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def sort_key(*parts: str) -> str:
    """What German readers expect `parts` to be sorted by."""
    return fold(" ".join(parts))[:SORT_KEY_LENGTH]

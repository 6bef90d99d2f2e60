"""How a folded word can have been written: for text that is not stored folded."""

import re

# A vowel stands for its umlaut as well, written either way.
_LETTERS = {
    "a": "[aàáâãåäā][eë]?", "o": "[oòóôõöøō][eë]?", "u": "[uùúûüū][eë]?", "e": "[eèéêëēęě]",
    "i": "[iìíîïī]", "c": "[cçćč]", "d": "[dďđ]", "l": "[lł]", "n": "[nñńň]", "r": "[rř]",
    "s": "[sšśș]", "t": "[tťț]", "y": "[yýÿ]", "z": "[zžźż]",
}  # fmt: skip


def spellings(word: str) -> str:
    """A regular expression for PostgreSQL: `word`, which is folded, in any spelling.

    >>> spellings("bass")
    'b[aàáâãåäā][eë]?(?:ß|[sšśș][sšśș])'
    """
    parts = ("(?:ß|[sšśș][sšśș])" if part == "ss" else _letter(part) for part in _parts(word))
    return "".join(parts)


def _parts(word: str) -> list[str]:
    return re.findall(r"ss|.", word, re.DOTALL)


def _letter(letter: str) -> str:
    return _LETTERS.get(letter, re.escape(letter))

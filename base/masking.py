"""How a secret is shown to people who know it: its end alone."""

import re

MASK = "•"


def masked(secret: str, *, shown: int = 4) -> str:
    """A secret of which only the end is legible, and that tells nothing of a short one."""
    compact = re.sub(r"\s", "", secret)
    if not compact:
        return ""
    legible = compact[-shown:] if len(compact) > 2 * shown else ""
    return MASK * 8 + legible

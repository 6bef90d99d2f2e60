"""Which style sheets and scripts every page loads.

An app adds a file to `static/css/components/` or `static/js/`; nothing else has to know it.
"""

from functools import cache
from pathlib import Path

from django.conf import settings

_STATIC = Path(settings.BASE_DIR) / "static"
_FIRST = ("bootstrap", "tokens", "base", "components", "shell")


@cache
def stylesheets() -> list[str]:
    """Static paths of the style sheets, the general before the special ones."""
    special = sorted((_STATIC / "css" / "components").glob("*.css"))
    return [f"css/{name}.css" for name in _FIRST] + [f"css/components/{p.name}" for p in special]


@cache
def scripts() -> list[str]:
    """Static paths of the behaviours; each is a module that stands alone."""
    return [f"js/{path.name}" for path in sorted((_STATIC / "js").glob("*.js"))]

"""The keyboard goes through a page as the eye does (WCAG 2.4.3): nothing is shown elsewhere than it stands."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
# What moves elements away from their place in the document.
MOVES = re.compile(r"(?<![\w-])order\s*:|(?:row|column)-reverse|wrap-reverse")
AHEAD = re.compile(r"tabindex=[\"']?[1-9]")


def found(pattern: re.Pattern[str], folder: str, kind: str) -> list[str]:
    paths = sorted((ROOT / folder).rglob(kind))
    assert len(paths) > 10
    return [f"{p.name}: {one[0]}" for p in paths for one in pattern.finditer(p.read_text())]


def test_no_style_changes_the_order():
    assert found(MOVES, "static/css", "*.css") == []


def test_nothing_comes_before_its_turn():
    assert found(AHEAD, "templates", "*.html") == []

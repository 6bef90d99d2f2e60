"""A name without an icon would be an error page wherever it is shown first."""

import re
from pathlib import Path

from django.conf import settings

from audit.activities import activity_types
from base.ui import navigation
from base.ui.templatetags.ui import icon


def test_every_icon_exists():
    names = {kind.icon for kind in activity_types()}
    names |= {item.icon for item in navigation._items.values()}
    for path in (Path(settings.BASE_DIR) / "templates").rglob("*.html"):
        names |= set(re.findall(r'{% icon "([a-z0-9-]+)"', path.read_text()))
    for name in sorted(names):
        assert "<svg" in icon(name)

"""Finds the bundle as a static file, joined anew where a source is newer."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.staticfiles.finders import BaseStorageFinder
from django.core.files.storage import FileSystemStorage, Storage

from base.ui.bundle import output


class BundleFinder(BaseStorageFinder):
    """Adds the bundle to what `{% static %}` and `collectstatic` find."""

    storage = FileSystemStorage(location=str(output.FOLDER))

    def find(self, path: str, *args: Any, **kwargs: Any) -> Any:
        """The place of a file of the bundle, if it is one."""
        if path in (output.STYLE_SHEET.name, output.SCRIPT.name):
            output.refresh()
            return super().find(path, *args, **kwargs)
        return []

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """All files of the bundle."""
        output.refresh()
        yield from super().list(ignore_patterns)

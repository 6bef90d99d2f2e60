"""The one style sheet and script: joined anew when a source changed, and nothing cut that is used."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from base.ui.bundle import output, sources
from base.ui.bundle.joining import classes_in, unnamed

_ATTRIBUTE = re.compile(r'class="([^"]*)"')
_COMPOSED = re.compile(r"([a-zA-Z][\w-]*-)\{")
_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}")
_NO_NAMES = re.compile(r"/\*.*?\*/|url\([^)]*\)", re.DOTALL)


class Copy:
    """A copy of what the bundle is made of, to be changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("static", "templates", "base/ui/bundle"):
            shutil.copytree(sources.BASE_DIR / name, folder / name)
        for name in ("base/__init__.py", "base/ui/__init__.py", "base/digests.py"):
            shutil.copy(sources.BASE_DIR / name, folder / name)
        shutil.copy(sources.BASE_DIR / "requirements.lock", folder)

    def add(self, name: str, text: str) -> None:
        """Writes more into a file, or a new one."""
        with (self.folder / name).open("a") as file:
            file.write(text)

    def joined(self, name: str) -> str:
        """The style sheet or script after joining."""
        done = self.join()
        assert done.returncode == 0, done.stderr
        return (self.folder / "var" / "bundle" / name).read_text()

    def join(self) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "base.ui.bundle"]
        return subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, check=False, timeout=120
        )


def own_classes() -> set[str]:
    text = "\n".join(path.read_text() for path in sources.style_sheets())
    return classes_in(_NO_NAMES.sub("", text))


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


def test_what_changes_is_joined_anew(copy: Copy):
    before = copy.joined("immonaut.css")
    assert ".just-written" not in before
    copy.add("static/css/base.css", "\n.just-written { color: red; }\n")
    copy.add("static/js/zuletzt.js", 'document.title = "just written";')
    assert ".just-written" in copy.joined("immonaut.css")
    assert "just written" in copy.joined("immonaut.js")


def test_what_stays_the_same_is_not_written_again(copy: Copy):
    copy.joined("immonaut.css")
    made = copy.folder / "var" / "bundle" / "immonaut.css"
    written = made.stat().st_mtime_ns
    copy.add("templates/ui/brand.html", "<!-- no class -->")
    copy.joined("immonaut.css")
    assert made.stat().st_mtime_ns == written


def test_a_class_of_bootstrap_comes_with_the_first_template_that_names_it(copy: Copy):
    assert "text-bg-warning" not in classes_in(copy.joined("immonaut.css"))
    copy.add("templates/ui/brand.html", '<b class="text-bg-warning"></b>')
    assert "text-bg-warning" in classes_in(copy.joined("immonaut.css"))


def test_a_mistake_names_its_file_and_leaves_what_was_there(copy: Copy):
    before = copy.joined("immonaut.css")
    copy.add("static/css/shell.css", "\n.half { color: }}} \n")
    done = copy.join()
    assert done.returncode != 0
    assert "shell.css" in done.stderr
    assert (copy.folder / "var" / "bundle" / "immonaut.css").read_text() == before


def test_static_files_find_the_bundle():
    for made in (output.STYLE_SHEET, output.SCRIPT):
        assert finders.find(made.name) == str(made)
    assert output.is_current()
    assert finders.find("css/base.css") is None


def test_names_that_are_composed_keep_their_classes():
    classes = {"btn-danger", "alert-danger", "card-foot", "modal-foot", "mt-5", "show"}
    for text in (
        'class="btn-{{ kind }}"',
        'class="btn-{% if a %}danger{% endif %}"',
        "`btn-${kind}`",
        'f"btn-{kind}"',
        '"btn-" + kind',
        '"btn-%s" % kind',
    ):
        assert unnamed(classes, text) == classes - {"btn-danger"}, text
    assert unnamed(classes, "{{ kind }}-foot") == classes - {"card-foot", "modal-foot"}
    assert unnamed(classes, 'classList.toggle("show")') == classes - {"show"}


def test_every_class_of_a_template_survives():
    """Named in full, or begun in a template and completed by what it shows."""
    output.refresh()
    known = classes_in(sources.bootstrap().read_text()) | own_classes()
    kept = classes_in(output.STYLE_SHEET.read_text())
    attributes = [
        attribute
        for path in sources.naming_files()
        if path.suffix == ".html"
        for attribute in _ATTRIBUTE.findall(path.read_text())
    ]
    named = {name for one in attributes for name in _TAG.sub(" ", one).split()}
    begun = tuple({begin for one in attributes for begin in _COMPOSED.findall(one)})
    assert len(named & known) > 200
    assert begun
    used = {name for name in known if name in named or name.startswith(begun)}
    assert sorted(used - kept) == []


def test_whoever_writes_a_style_sheet_uses_its_classes():
    """None of our own classes lies there unused."""
    text = "\n".join(path.read_text() for path in sources.naming_files())
    set_by_htmx = {"htmx-request"}
    assert sorted(unnamed(own_classes(), text) - set_by_htmx) == []

"""`docs/add-a-page.md`, followed word for word in a copy of the project: its page answers."""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest
from babel.messages.pofile import read_po, write_po

from immonaut.stack.paths import BASE_DIR
from tests.stack.conftest import Checkout

GUIDE = BASE_DIR / "docs" / "add-a-page.md"
# What a new page could break; the rest of the conventions looks at what it does not touch.
CONVENTIONS = ("access", "layers", "reference_rules", "translations", "write_keys")
PATIENCE = 800
TEMPLATE = "templates/contacts/pets.html"
_FENCE = re.compile(r"^( *)```(\w+) (\S+)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Snippet:
    """What the guide says about one file: the whole of it, or lines to add (`diff`, `po`)."""

    language: str
    path: str
    text: str

    def apply(self, root: Path) -> None:
        file = root / self.path
        if self.language == "diff":
            file.write_text(patched(file.read_text(), self.text))
        elif self.language == "po":
            translate(file, self.text)
        else:
            assert not file.exists(), f"{self.path} is there already"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(self.text)


def snippets() -> list[Snippet]:
    found = _FENCE.finditer(GUIDE.read_text())
    return [Snippet(one[2], one[3], dedent(one[4])) for one in found]


def patched(text: str, diff: str) -> str:
    """`text` with the hunks of `diff`, which stand without line numbers, apart by `@@`."""
    for hunk in diff.split("@@\n"):
        lines = hunk.splitlines()
        old = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "+")
        new = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "-")
        assert text.count(old) == 1, f"stands there {text.count(old)} times:\n{old}"
        text = text.replace(old, new)
    return text


def translate(file: Path, entries: str) -> None:
    """Gives messages that the catalogue has found their English words."""
    with file.open("rb") as source:
        catalogue = read_po(source, locale="en")
    for german, english in re.findall(r'msgid "(.*)"\nmsgstr "(.*)"', entries):
        assert german in catalogue, german
        catalogue[german].string = english
        catalogue[german].flags.discard("fuzzy")
    with file.open("wb") as target:
        write_po(target, catalogue, width=100)


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """A copy in which somebody has done what the guide says."""
    root = tmp_path_factory.mktemp("guide") / "immonaut"
    unwanted = shutil.ignore_patterns(".git", ".venv", "var", "__pycache__", ".*_cache")
    shutil.copytree(BASE_DIR, root, ignore=unwanted)
    (root / ".venv").symlink_to(Path(sys.prefix))
    copy = Checkout(root)
    for snippet in snippets():
        if snippet.language != "po":
            snippet.apply(root)
    done(copy, "manage.py", "makemigrations", "contacts", "--name", "pets")
    copy.command("-m", "immonaut.translations", "update")  # 1 while English is missing
    for snippet in snippets():
        if snippet.language == "po":
            snippet.apply(root)
    yield copy
    copy.remove()


def done(copy: Checkout, *arguments: str) -> str:
    result = copy.command(*arguments, patience=PATIENCE)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def test_the_guide_names_its_files():
    paths = {snippet.path for snippet in snippets()}
    assert {"contacts/models/pet.py", "contacts/tabs.py", "tests/contacts/test_pets.py"} <= paths


def test_what_it_says_is_linted(followed):
    done(followed, "-m", "ruff", "check", ".")
    done(followed, "-m", "ruff", "format", "--check", ".")
    done(followed, ".venv/bin/lint-imports")
    djade = [followed.root / ".venv/bin/djade", "--check", "--target-version", "5.2", TEMPLATE]
    subprocess.run(djade, cwd=followed.root, check=True)
    assert done(followed, "-m", "immonaut.translations", "check") == "English catalogue: complete\n"


@pytest.mark.timeout(PATIENCE)
def test_its_page_answers_and_no_convention_is_broken(followed):
    """The guide's own tests, and those that every page must pass, in the copy."""
    conventions = [f"tests/conventions/test_{name}.py" for name in CONVENTIONS]
    tests = ["tests/contacts/test_pets.py", *conventions]
    pytest_here = [str(followed.python), "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider"]
    done(followed, "-m", "immonaut.stack", "exec", "--throwaway", "--", *pytest_here, *tests)

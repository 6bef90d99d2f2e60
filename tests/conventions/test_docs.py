"""What the documents name exists: files, folders, modules and what stands in them."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

BASE = Path(settings.BASE_DIR)
TOPS = "audit|base|bench|contacts|faults|immonaut|mutants|properties|sharing|tests|static|templates|docs"
_PATH = re.compile(rf"(?:{TOPS})/[\w./-]*")
_DOTTED = re.compile(rf"(?:{TOPS})(?:\.\w+)+")
# Named though they are no code: what a run writes, and a kind of activity.
OTHERS = {"bench/results.json", "contacts.exported"}


def documents() -> list[str]:
    found = [*BASE.glob("*.md"), *BASE.glob("docs/**/*.md")]
    return sorted(str(path.relative_to(BASE)) for path in found)


def is_there(name: str) -> bool:
    path = BASE / name.rstrip("/")
    return path.exists() or path.with_suffix(".py").exists()


def is_known(dotted: str) -> bool:
    """A module, a name in one, or a model by its app."""
    label, _, rest = dotted.partition(".")
    if any(rest == model.__name__ for model in apps.get_models() if label == app_of(model)):
        return True
    parts = dotted.split(".")
    for length in range(len(parts), 0, -1):
        path = BASE.joinpath(*parts[:length])
        if path.with_suffix(".py").is_file() or path.is_dir():
            source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
            text = source.read_text() if source.is_file() else ""
            return length == len(parts) or bool(re.search(rf"\b{parts[length]}\b", text))
    return False


def app_of(model) -> str:
    return model.__module__.partition(".")[0]


@pytest.mark.parametrize("document", documents())
def test_what_a_document_names_exists(document):
    text = re.sub(r"^ *```.*?^ *```$", "", (BASE / document).read_text(), flags=re.M | re.S)
    names = set(re.findall(r"`([^`\n]+)`", text)) - OTHERS
    missing = {name for name in names if _PATH.fullmatch(name) and not is_there(name)}
    missing |= {name for name in names if _DOTTED.fullmatch(name) and not is_known(name)}
    assert missing == set()


@pytest.mark.parametrize("document", documents())
def test_links_lead_somewhere(document):
    path = BASE / document
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text())
    assert [target for target in targets if not (path.parent / target).exists()] == []

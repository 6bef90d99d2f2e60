"""What the bundle is made of."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[3]

_STATIC = BASE_DIR / "static"
_GENERAL = ("tokens", "base", "components", "shell")
# Their pages are not ours, and what they say of classes is not said by a page.
_BESIDE = {"bench", "faults", "tests"}


def installed(package: str) -> Path:
    """The folder of an installed package."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(package)
    return Path(spec.origin).parent


def bootstrap() -> Path:
    """Bootstrap's style sheet."""
    return installed("bootstrap") / "static" / "bootstrap" / "css" / "bootstrap.css"


def style_sheets() -> list[Path]:
    """Our own, the general before the special ones."""
    special = sorted((_STATIC / "css" / "components").glob("*.css"))
    return [_STATIC / "css" / f"{name}.css" for name in _GENERAL] + special


def scripts() -> list[Path]:
    """Our behaviours; each is a module that stands alone."""
    return sorted((_STATIC / "js").glob("*.js"))


def naming_files() -> list[Path]:
    """Everything that may name a class: templates, Python and scripts, ours and of packages
    whose pages we show."""
    return [*_python(), *_templates(), *scripts()]


def _packages() -> list[Path]:
    found = [init.parent for init in BASE_DIR.glob("*/__init__.py")]
    return [folder for folder in found if folder.name not in _BESIDE]


def _python() -> Iterator[Path]:
    for package in _packages():
        yield from package.rglob("*.py")


def _templates() -> Iterator[Path]:
    shown = [installed("allauth"), installed("django.forms")]
    for folder in [BASE_DIR / "templates", *_packages(), *shown]:
        yield from folder.rglob("*.html")

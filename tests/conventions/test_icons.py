"""A name without an icon would be an error page wherever it is shown first."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.template.base import Node
from django.template.library import InclusionNode, SimpleNode
from lucide.templatetags.lucide import lucide

from audit.activities import activity_types
from base.ui import navigation
from base.ui.loader import compact
from base.ui.templatetags import ui

ROOT = Path(settings.BASE_DIR)
APPS = ("audit", "base", "contacts", "immonaut", "properties", "sharing")


def _nodes(holder: object) -> Iterator[Node]:
    """Every node of a template, those of partials and blocks among them."""
    for node in holder.nodelist if hasattr(holder, "nodelist") else ():
        yield from _with_children(node)


def _with_children(node: Node) -> Iterator[Node]:
    yield node
    for name in {*node.child_nodelists, "nodelist", "conditions_nodelists"}:
        held = getattr(node, name, None)
        for part in held if isinstance(held, list | tuple) else ():
            part = part[1] if isinstance(part, tuple) else part
            for child in part if isinstance(part, list | tuple) else [part]:
                if isinstance(child, Node):
                    yield from _with_children(child)


def _given_icons(node: Node) -> Iterator[str]:
    """Literal names that a tag gets for a parameter that is an icon."""
    if not isinstance(node, SimpleNode | InclusionNode):
        return
    parameters = list(inspect.signature(inspect.unwrap(node.func)).parameters)
    if node.takes_context:
        parameters = parameters[1:]
    wanted = "name" if node.func.__name__ == "icon" else "icon"
    given = {**dict(zip(parameters, node.args, strict=False)), **node.kwargs}
    if wanted in given and isinstance(given[wanted].var, str):
        yield str(given[wanted].var)


def template_icons() -> dict[str, set[str]]:
    """Names in templates, each with the templates that have it."""
    names: dict[str, set[str]] = {}
    engine = engines["django"].engine
    for path in sorted((ROOT / "templates").rglob("*.html")):
        template = engine.from_string(compact(path.read_text()))
        partials = getattr(template, "extra_data", {})
        held = [template, *_partials(partials)]
        for node in (node for one in held for node in _nodes(one)):
            for name in _given_icons(node):
                names.setdefault(name, set()).add(path.name)
    return names


def _partials(extra: object) -> Iterator[object]:
    for value in extra.values() if isinstance(extra, dict) else ():
        if isinstance(value, dict):
            yield from _partials(value)
        elif hasattr(value, "nodelist"):
            yield value


def code_icons() -> dict[str, set[str]]:
    """Names in Python: of keywords, defaults and tables called icon."""
    names: dict[str, set[str]] = {}
    for path in (path for app in APPS for path in sorted((ROOT / app).rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text())):
            for name in _named_in(node):
                names.setdefault(name, set()).add(path.name)
    return names


def _named_in(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.keyword) and node.arg == "icon":
        yield from _strings(node.value)
    elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        named = [t.id.lower() for t in targets if isinstance(t, ast.Name)]
        if any(name.strip("_") in ("icon", "icons") for name in named):
            yield from _strings(node.value)


def _strings(value: ast.AST) -> Iterator[str]:
    parts = value.values if isinstance(value, ast.Dict) else [value]
    yield from (p.value for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str))


def registered_icons() -> dict[str, set[str]]:
    """Names that registries hold after the start, wherever they were written."""
    names = {kind.icon: {kind.code} for kind in activity_types()}
    return names | {item.icon: {str(item.label)} for item in navigation._items}


@pytest.mark.parametrize("source", [template_icons, code_icons, registered_icons])
def test_every_icon_exists(source):
    missing = {}
    names = source()
    for name, places in names.items():
        try:
            assert "<svg" in lucide(name)
        except Exception as error:
            missing[name] = (sorted(places), repr(error))
    assert missing == {}
    assert len(names) >= 4, "the walk has found nothing"


def test_the_walk_sees_tags_inside_everything():
    names = template_icons()
    # In an {% else %} of an {% if %}; in a partial; in an {% empty %}; by keyword.
    assert {"search", "users", "link", "send"} <= set(names)


def test_a_missing_icon_leaves_the_page(caplog):
    assert "<svg" in ui.icon("no-such-icon", 24)
    assert "no-such-icon" in caplog.text

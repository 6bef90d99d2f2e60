"""What apps add at start stands in registries of one kind, each named in the architecture."""

import re
import sys
from pathlib import Path

import pytest
from django.conf import settings

from audit.bin.rules import Rules
from base.registry import Registry

BASE = Path(settings.BASE_DIR)
APPS = ("base", "audit", "contacts", "properties", "sharing", "immonaut")


def registries():
    """Every registry that a module of ours holds."""
    ours = [module for name, module in list(sys.modules.items()) if name.split(".")[0] in APPS]
    held = [thing for module in ours for thing in vars(module).values()]
    held += [rules.known for rules in held if isinstance(rules, Rules)]
    return {id(one): one for one in held if isinstance(one, Registry)}.values()


def found_at_start():
    """The names of modules that our apps look for in all apps."""
    calls = [
        call
        for app in APPS
        for path in (BASE / app).rglob("apps.py")
        for call in re.findall(r"autodiscover_modules\(([^)]*)\)", path.read_text())
    ]
    return [name for call in calls for name in re.findall(r'"(\w+)"', call)]


def test_the_architecture_names_every_module_that_is_found_at_start():
    text = (BASE / "docs" / "architecture.md").read_text()
    table = text[text.index("| module | registers |") :].split("\n\n")[0]
    told = re.findall(r"^\| `(\w+)\.py` \|", table, re.MULTILINE)
    assert sorted(told) == sorted(found_at_start())
    assert set(told) == {registry.module for registry in registries()}


def test_every_registry_holds_something():
    assert [registry.holds for registry in registries() if not list(registry)] == []


@pytest.mark.parametrize("thing", ["another", "one"])
def test_a_key_is_given_once(thing):
    registry = Registry("things", "thing")
    registry.add("key", "one")
    with pytest.raises(ValueError, match="thing key is registered twice"):
        registry.add("key", thing)
    assert list(registry) == ["one"]


def test_what_nobody_registered_is_named():
    with pytest.raises(LookupError, match="thing key is not registered"):
        Registry("things", "thing")["key"]

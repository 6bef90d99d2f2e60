"""What import-linter cannot see: keys and names between apps point down as well."""

import ast
import re
from pathlib import Path

from django.apps import apps
from django.conf import settings

LAYERS = ["base", "audit", "contacts", "properties", "sharing", "immonaut"]
BASE = Path(settings.BASE_DIR)


def our_modules():
    for folder in [*LAYERS, "bench", "faults", "mutants"]:
        for path in (BASE / folder).rglob("*.py"):
            if "migrations" not in path.parts:
                yield path


def layer_of(model):
    return model.__module__.split(".")[0]


def test_foreign_keys_point_down():
    wrong = [
        f"{model.__name__}.{field.name} -> {field.related_model.__name__}"
        for model in apps.get_models()
        if layer_of(model) in LAYERS
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
        if layer_of(field.related_model) in LAYERS
        if LAYERS.index(layer_of(field.related_model)) > LAYERS.index(layer_of(model))
    ]
    assert wrong == []


def test_no_import_hides_inside_a_function():
    hidden = []
    for path in our_modules():
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                hidden += [
                    f"{path.relative_to(BASE)}:{node.lineno}"
                    for node in ast.walk(function)
                    if isinstance(node, ast.Import | ast.ImportFrom)
                ]
    assert hidden == []


# Modules that may speak HTTP and build addresses, by their names.
HTTP = {"views", "urls", "access", "pages", "middleware", "templatetags", "admin"}
# What forms are filled with (QueryDict) is theirs as well.
HTTP_NAMES = re.compile(r"Http\w+|JsonResponse|StreamingHttpResponse|FileResponse|reverse|resolve")
SPEAKS_HTTP_ALL_THE_SAME = {
    "contacts/listing/drawn_rows.py": "a template in Python: the rows of the overview as HTML",
    "contacts/models/contact.py": "get_absolute_url, which Django asks models for",
    "properties/listing/drawn_rows.py": "a template in Python: the rows of the portfolio as HTML",
    "properties/models/orders.py": "get_absolute_url, which Django asks models for",
    "properties/models/property.py": "get_absolute_url, which Django asks models for",
    "properties/orders/drawn_rows.py": "a template in Python: the rows of all search orders as HTML",
    "sharing/letters.py": "a letter to a customer holds the address of the link",
}


def test_http_stands_in_views_and_what_leads_to_them():
    speaking = set()
    for folder in ("contacts", "properties", "sharing"):
        for path in (BASE / folder).rglob("*.py"):
            if HTTP & {*path.relative_to(BASE).with_suffix("").parts}:
                continue
            names = [
                name.name
                for node in ast.walk(ast.parse(path.read_text()))
                if isinstance(node, ast.ImportFrom)
                if (node.module or "").split(".")[:2] in (["django", "http"], ["django", "urls"])
                for name in node.names
            ]
            if any(HTTP_NAMES.fullmatch(name) for name in names):
                speaking.add(str(path.relative_to(BASE)))
    assert speaking == set(SPEAKS_HTTP_ALL_THE_SAME)


def test_no_signals_between_our_apps():
    own = [
        str(path.relative_to(BASE))
        for path in our_modules()
        if "Signal(" in path.read_text() or "@receiver" in path.read_text()
    ]
    assert own == []


def test_modules_stay_small():
    large = {
        str(path.relative_to(BASE)): lines
        for path in our_modules()
        if (lines := sum(1 for line in path.read_text().splitlines() if line.strip())) > 500
    }
    assert large == {}


def test_every_row_of_a_contact_or_property_has_a_history_trigger():
    """Derived tables that a service rebuilds are the only ones without."""
    derived = {
        "ContactKey",
        "ContactPair",
        "ContactWord",
        "MatchRecord",
        "OrderToken",
        "StockStatistics",
    }
    append_only = {"LinkView"}
    of_accounts = {"AccountMail"}  # about no contact or property
    settings_of_agency = {"NumberSeries"}
    personal = {"SavedView", "ListSettings"}  # how somebody looks at contacts, none of theirs
    missing = [
        model.__name__
        for model in apps.get_models()
        if layer_of(model) in {"contacts", "properties", "sharing"}
        if model.__name__ not in derived | append_only | of_accounts | personal | settings_of_agency
        if not any(trigger.name == "history" for trigger in getattr(model._meta, "triggers", []))
    ]
    assert missing == []

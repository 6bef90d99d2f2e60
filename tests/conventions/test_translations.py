"""The product speaks German and, completely, English: every text reaches the catalogue."""

import ast
import datetime
import re
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.template import engines
from django.template.base import Lexer, TokenType
from django.utils import translation

from base.ui.loader import compact
from immonaut import translations
from properties.headline import rooms_text

# Written the same in every language: our name, languages in their own words, names of standards.
SAME_EVERYWHERE = {"immonaut", "Deutsch", "English", "Esc", "IBAN", "Message-ID"}
# Sample rows for developers; the words a user reads there come from the components themselves.
SHOWCASE = {"ui/styleguide.html"}
WORDS_FOR_PEOPLE = {"alt", "title", "aria-label", "placeholder", "data-label", "label"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")
TEMPLATES = settings.BASE_DIR / "templates"
EAGER = {"gettext", "ngettext", "pgettext", "npgettext"}


def test_english_catalogue_is_complete_and_lean():
    assert translations.problems() == []


def test_translations_keep_the_placeholders():
    changed = {
        identity: string
        for identity, string in _pairs()
        if sorted(PLACEHOLDER.findall(identity)) != sorted(PLACEHOLDER.findall(string))
    }
    assert changed == {}


def test_no_german_quotes_or_letters_are_left_in_english():
    left = [string for _identity, string in _pairs() if re.search("[äöüßÄÖÜ»«„]", string)]
    assert left == []


def test_german_is_not_overlaid_by_the_words_of_other_packages():
    with translation.override("de"):
        overlaid = {
            identity: translation.gettext(identity)
            for identity, _string in _pairs()
            if translation.gettext(identity) != identity
        }
    assert overlaid == {}


@pytest.mark.parametrize(
    ("source", "english"),
    [
        ('{% translate "Kontakte" %}', "Contacts"),
        ('{% translate "Kontakte" as word %}{{ word }}', "Contacts"),
        ('{{ _("Kontakte") }}', "Contacts"),
        (
            "{% blocktranslate count counter=2 %}{{ counter }} Ansicht{% plural %}"
            "{{ counter }} Ansichten{% endblocktranslate %}",
            "2 views",
        ),
    ],
)
def test_what_is_extracted_is_what_pages_look_up(source, english):
    with translation.override("en"):
        assert engines["django"].from_string("{% load i18n %}" + source).render({}) == english


@pytest.mark.parametrize(
    ("rooms", "german", "english"),
    [("1", "1 Zimmer", "1 room"), ("1.5", "1,5 Zimmer", "1.5 rooms"), ("3", "3 Zimmer", "3 rooms")],
)
def test_words_with_one_german_form_have_two_in_english(rooms, german, english):
    assert rooms_text(Decimal(rooms)) == german
    with translation.override("en"):
        assert rooms_text(Decimal(rooms)) == english


def test_numbers_of_templates_are_written_like_all_others():
    with translation.override("en"):
        page = engines["django"].from_string("{{ number }} {{ number|quantity }} {{ day|date }}")
        text = page.render({"number": 1.5, "day": datetime.date(2026, 11, 19)})
    assert text == "1.5 1.5 19.11.2026"


def test_percent_signs_of_blocks_are_doubled_as_at_run_time():
    page = TEMPLATES / "percent.html"
    source = (
        "<div>\n    {% load i18n %}{% blocktranslate trimmed %}\n  5 % mehr\n{% endblocktranslate %}"
        '{% translate "100 %" as all %}'
        "{% blocktranslate count n=2 %}ein %{% plural %}{{ n }} %{% endblocktranslate %}"
    )
    found = [message for message, _context, _place in translations.in_template(source, page)]
    assert found == ["5 %% mehr", "100 %%", ("ein %%", "%(n)s %%")]


@pytest.mark.parametrize(
    "template",
    sorted(TEMPLATES.rglob("*.*")),
    ids=lambda path: path.relative_to(TEMPLATES).as_posix(),
)
def test_templates_leave_no_text_untranslated(template):
    if template.relative_to(TEMPLATES).as_posix() in SHOWCASE:
        return
    assert untranslated(compact(template.read_text())) == []


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("<p>Hallo</p>", ["Hallo"]),
        ('<img alt="Bild von {{ name }}">', ["Bild von"]),
        ('<p title="{% translate "Bild" %}">{{ name }}: 5&nbsp;€</p>', []),
        ("{% blocktranslate %}<b>Hallo</b>{% endblocktranslate %}<p>immonaut</p>", []),
        (
            "{# Hallo #}{% comment %}Hallo{% endcomment %}<a{% if x %} class='y'{% endif %}>–</a>",
            [],
        ),
        ('{% sort_header "name" "Name" sort %}', []),
    ],
)
def test_untranslated_text_is_recognised(source, left):
    assert untranslated(source) == left


def test_words_bound_at_import_are_lazy():
    """A word looked up while a module loads would stay German for everyone."""
    eager = [
        f"{path.relative_to(settings.BASE_DIR)}:{line}"
        for folder in translations.CODE
        for path in (settings.BASE_DIR / folder).rglob("*.py")
        for line in _eager_calls(ast.parse(path.read_text()))
    ]
    assert eager == []


def untranslated(source: str) -> list[str]:
    """Texts with letters that stand in a template outside its translated words."""
    words = _Words()
    words.feed("".join(_plain_parts(source)))
    words.close()
    return [text for text in words.found if _has_words(text)]


def _plain_parts(source):
    inside = None
    for token in Lexer(source).tokenize():
        name = token.contents.split()[0] if token.token_type == TokenType.BLOCK else ""
        if inside:
            inside = None if name == f"end{inside}" else inside
        elif name in {"comment", "blocktranslate", "blocktrans"}:
            inside = name
        elif name == "block" and token.contents.endswith("_class"):
            inside = name  # names for style sheets
        elif token.token_type == TokenType.TEXT:
            yield token.contents


def _has_words(text):
    return any(word not in SAME_EVERYWHERE for word in re.findall(r"[^\W\d_][\w²-]+", text))


class _Words(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found += [value.strip() for name, value in attrs if name in WORDS_FOR_PEOPLE and value]

    def handle_data(self, data):
        if self.lasttag not in {"script", "style"} and data.strip():
            self.found.append(" ".join(data.split()))


def _pairs():
    """(German, English) of every message, plurals one by one."""
    for message in translations.stored():
        if message.id:
            yield from zip(_forms(message.id), _forms(message.string), strict=True)


def _forms(text):
    return text if isinstance(text, tuple | list) else (text,)


def _eager_calls(tree):
    names = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in EAGER
    }
    return [
        call.lineno
        for call in _at_import(tree)
        if isinstance(call.func, ast.Name) and call.func.id in names
    ]


def _at_import(node):
    """Calls that run while the module loads: everything but the bodies of functions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            for part in [*child.decorator_list, child.args]:
                yield from _at_import(part)
        elif not isinstance(child, ast.Lambda):
            if isinstance(child, ast.Call):
                yield child
            yield from _at_import(child)

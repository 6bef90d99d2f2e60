"""Templates are written for who reads them: one element per line, no line longer than 120 characters.

Indentation is djhtml's (`make format`); what line breaks mean stands in base/ui/loader.py.
"""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from base.ui.loader import compact

TEMPLATES = sorted(Path("templates").rglob("*.html"))
LONGEST = 120
BLOCKS = (
    "address|article|aside|blockquote|dd|details|dialog|div|dl|dt|fieldset|footer|form|h[1-6]|header|"
    "li|main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
TWO_BLOCKS = re.compile(rf"<(?:{BLOCKS})\b.*<(?:{BLOCKS})\b")
# Comments are dropped by Django, `trimmed` joins the lines itself; the others are nobody's to change.
KEPT = re.compile(
    r"{% comment %}.*?{% endcomment %}|{% blocktranslate trimmed.*?{% endblocktranslate %}"
    r"|<(textarea|script|style|pre)\b.*?</\1>",
    re.DOTALL,
)


def lines():
    for path in TEMPLATES:
        for number, line in enumerate(path.read_text().splitlines(), 1):
            yield f"{path}:{number}", line


def test_no_line_is_longer_than_120_characters():
    assert [where for where, line in lines() if len(line) > LONGEST] == []


def test_no_two_elements_that_hold_others_stand_on_one_line():
    assert [where for where, line in lines() if TWO_BLOCKS.search(line)] == []


def test_pages_do_not_grow_by_the_lines_of_their_templates():
    assert len(TEMPLATES) > 150
    assert [path for path in TEMPLATES if "\n" in KEPT.sub("", compact(path.read_text()))] == []


def test_the_loader_is_in_use():
    source = get_template("ui/shell.html").template.source
    assert source == compact(Path("templates/ui/shell.html").read_text())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("<p>\n  <b>a</b>\n</p>\n", "<p><b>a</b></p>"),
        ("<a>a</a>\n  <a>b</a>", "<a>a</a><a>b</a>"),
        ("<a>a</a> <a>b</a>", "<a>a</a> <a>b</a>"),
        ("<a>a</a>&#32;\n<a>b</a>", "<a>a</a> <a>b</a>"),
        ("<p>\n  one\n  two\n</p>", "<p>one two</p>"),
        ("<p>\n  Tel. <b>a</b>\n  b\n</p>", "<p>Tel. <b>a</b>b</p>"),
        ("{{ one }}\n  {{ two }}", "{{ one }} {{ two }}"),
        ("{% if a %}\n  x\n{% else %}\n  y\n{% endif %}\n", "{% if a %}x{% else %}y{% endif %}"),
        ("{# why #}\n<p>a</p>", "{# why #}<p>a</p>"),
        (
            '<input\n  name="a"\n  {% if b > 1 %}checked{% endif %}\n>',
            '<input name="a"{% if b > 1 %} checked{% endif %}>',
        ),
        (
            '<p\n  a="b"\n  {% if c %}\n    d="e"\n    f\n  {% endif %}\n  {% if g %}h{% else %}i{% endif %}\n>',
            '<p a="b"{% if c %} d="e" f{% endif %} {% if g %}h{% else %}i{% endif %}>',
        ),
        (
            '<p class="a\n  {% if b %}\n    c\n  {% else %}\n    d\n  {% endif %}">',
            '<p class="a {% if b %}c{% else %}d{% endif %}">',
        ),
        (
            '<p\n  a="{% url "b" %}"\n  {% block c %}d="e"{% endblock %}\n  f\n>',
            '<p a="{% url "b" %}" {% block c %}d="e"{% endblock %} f>',
        ),
        ('<path\n  d="M0"\n/>', '<path d="M0"/>'),
        ('<p class="a\n          b">', '<p class="a b">'),
        ('<p title="a > b"\n   id="c">', '<p title="a > b" id="c">'),
        ('{% translate "one\n  two" %}', '{% translate "one two" %}'),
        ('<p title="{% translate "one\n  two" %}">', '<p title="{% translate "one two" %}">'),
        ("1 < 2\n  3", "1 < 2 3"),
    ],
)
def test_a_line_break_is_nothing_beside_a_tag_and_one_space_elsewhere(written, meant):
    assert compact(written) == meant


@pytest.mark.parametrize(
    "source",
    [
        "<pre>\n  a\n    <b>b</b>\n</pre>",
        "<textarea>\n\n  a\n  b\n</textarea>",
        "<script>\n  one();\n  // two\n</script>",
        "<style>\n  a {\n  }\n</style>",
        "{% blocktranslate %}\n  one\n  two\n{% endblocktranslate %}",
        "{% verbatim %}\n  {{ a }}\n  <b>b</b>\n{% endverbatim %}",
        "a  b <b> c </b>  d",
    ],
)
def test_nothing_is_dropped_where_it_means_something(source):
    assert compact(source) == source


def test_what_a_kept_element_opens_with_is_a_tag_like_others():
    written = (
        '<textarea\n  name="a"\n  {% if b\n     or c %}readonly{% endif %}\n>\n a\n b</textarea>\n'
    )
    assert (
        compact(written)
        == '<textarea name="a"{% if b or c %} readonly{% endif %}>\n a\n b</textarea>'
    )

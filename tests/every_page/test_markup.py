"""What a page says to those who hear it: what its controls do, and what its tables are."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin

from lxml import html

from tests.every_page.walking import Shown

# Beside these the page's own parts, which are there once on each page.
LANDMARKS = {
    "search": "//*[@role='search'] | //search",
    "nav": "//nav",
    "aside": "//aside",
    "region": "//*[@role='region']",
}

# What stands in a part with a name of its own is told with it (WCAG 2.4.4).
PARTS = "ancestor::*[self::nav or self::section][@aria-label or @aria-labelledby] | ancestor::thead"
CONTROLS = (
    "//*[self::a[@href] or self::button][not(@aria-hidden='true')]"
    "[not(ancestor-or-self::*[self::template or @hidden or @inert])]"
)
# Two people may have the same name.
OF_A_NAME = re.compile(r"GET /kontakte/\d+/$")
# As exact as it gets: what these tests make happens in the same second.
AT_A_TIME = re.compile(r"\d\d\.\d\d\.\d{4}, \d\d:\d\d:\d\d$")


def place_of(control: html.HtmlElement) -> str:
    """The nearest part of the page that has a name."""
    parts = control.xpath(PARTS)
    return (parts[-1].tag + name_of(parts[-1])) if parts else ""


def name_of(element: html.HtmlElement) -> str:
    """The accessible name of a link or button, as far as our markup makes one."""
    page = element.getroottree().getroot()
    if by := element.get("aria-labelledby"):
        return " ".join(words(one) for i in by.split() for one in page.xpath(f"//*[@id='{i}']"))
    return element.get("aria-label") or words(element) or element.get("title") or ""


def words(element: html.HtmlElement) -> str:
    """Its text without what is hidden from screen readers, with what pictures say."""
    if element.get("aria-hidden") == "true":
        return ""
    parts = [element.get("alt") or element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            parts.append(words(child))
        parts.append(child.tail or "")
    return " ".join(" ".join(parts).split())


def target_of(shown: Shown, control: html.HtmlElement) -> str:
    """What happens on a click: the address of a link, or where and what a button sends."""
    if control.tag == "a":
        return "GET " + urldefrag(urljoin(shown.path, control.get("href") or ""))[0]
    form = control.xpath("ancestor::form | //form[@id=$id]", id=control.get("form") or "-")
    action = control.get("formaction") or (form[0].get("action") if form else "") or ""
    sends = control.get("type", "submit") == "submit"
    inside = "" if sends else repr(control.attrib) + control.getroottree().getpath(control)
    sent = f"{control.get('name')}={control.get('value')}"
    return f"{control.tag} {urljoin(shown.path, action)} {sent} {inside}"


def ambiguous(shown: Shown, page: html.HtmlElement) -> Iterator[str]:
    """Names that lead to different places."""
    found = defaultdict(set)
    for control in page.xpath(CONTROLS):
        target = target_of(shown, control)
        if not OF_A_NAME.match(target):
            found[control.tag, name_of(control), place_of(control)].add(target)
    for (tag, name, _place), targets in found.items():
        if not name:
            yield f"{shown}: <{tag}> without a name: {sorted(targets)[:3]}"
        elif len(targets) > 1 and not AT_A_TIME.search(name):
            yield f"{shown}: »{name}« {sorted(targets)[:3]}"


def repeated_ids(shown: Shown, page: html.HtmlElement) -> Iterator[str]:
    """Ids that stand twice, and references that lead nowhere."""
    ids = Counter(page.xpath("//*[not(ancestor::template)]/@id"))
    yield from (f"{shown}: {name} {times} times" for name, times in ids.items() if times > 1)
    known = {*ids, *page.xpath("//template//@id")}
    for attribute in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
        wanted = {one for value in page.xpath(f"//@{attribute}") for one in value.split()}
        yield from (f"{shown}: {attribute}={one} is nowhere" for one in wanted - known)


def nameless_landmarks(shown: Shown, page: html.HtmlElement) -> Iterator[str]:
    """Landmarks of a kind that cannot be told apart."""
    for kind, path in LANDMARKS.items():
        marks = page.xpath(path)
        names = Counter(
            name_of(one) if {"aria-label", "aria-labelledby"} & set(one.keys()) else ""
            for one in marks
        )
        if len(marks) > 1:
            wrong = (name for name, times in names.items() if times > 1 or not name)
            yield from (f"{shown}: {kind} »{name}«" for name in wrong)


def mute_tables(shown: Shown, page: html.HtmlElement) -> Iterator[str]:
    """Tables without a name, and headers that do not say what they are the header of."""
    for table in page.xpath("//table"):
        if not (table.xpath("caption") or {"aria-label", "aria-labelledby"} & set(table.keys())):
            yield f"{shown}: a table without a name"
        if table.xpath(".//th[not(@scope)]"):
            yield f"{shown}: a header without scope"
        if any(not words(head) for head in table.xpath(".//th")):
            yield f"{shown}: an empty header"


PASSWORDS = {"current-password", "new-password"}
# What browsers and password managers fill in (WCAG 1.3.5), by the name of the input.
FILLED_IN = {"login": {"username", "email"}, "code": {"one-time-code"}}


def unhelped_inputs(shown: Shown, page: html.HtmlElement) -> Iterator[str]:
    """Passwords, names and codes that nobody can fill in for their person."""
    for field in page.xpath("//input[@name]"):
        is_password = field.get("type") == "password"
        known = PASSWORDS if is_password else FILLED_IN.get(field.get("name"), set())
        if known and field.get("autocomplete") not in known and "/konto/" in shown.path:
            yield f"{shown}: {field.get('name')} autocomplete={field.get('autocomplete')}"


def silent_duties(shown: Shown, page: html.HtmlElement) -> Iterator[str]:
    """Inputs with a star that do not say in another way that they are required."""
    for label in page.xpath("//label[@for][span[@class='required']]"):
        for field in page.xpath("//*[@id=$id]", id=label.get("for")):
            is_told = field.get("required") is not None or field.get("aria-required") == "true"
            if field.tag in ("input", "select", "textarea") and not is_told:
                yield f"{shown}: {field.get('name')} does not say that it is required"


def test_every_page_says_what_is_what(walk):
    judges = (
        ambiguous,
        repeated_ids,
        nameless_landmarks,
        mute_tables,
        unhelped_inputs,
        silent_duties,
    )
    found, tables = [], 0
    for shown, page in walk.documents():
        tables += len(page.xpath("//table"))
        found += [f"{judge.__name__}: {one}" for judge in judges for one in judge(shown, page)]
    assert not found, "\n" + "\n".join(sorted(found))
    assert tables > 8, "there is something to look at"

"""Judging a page with axe, once per theme and width without loading it again."""

import json

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# A theme changes colours and nothing else.
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
# Without `preload` axe would load style sheets on its own, which the policy of the pages forbids.
OPTIONS = {"preload": False, "resultTypes": ["violations"]}


def violations(page: Page, *, only_colours: bool = False) -> list[str]:
    """What axe objects to on the page as it is now: rule and elements."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    options = OPTIONS | (COLOURS if only_colours else {})
    found = page.evaluate(f"axe.run(document, {json.dumps(options)})")
    return [
        f"{rule['id']}: {node['target']} {node['html'][:120]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def overflow(page: Page) -> str:
    """What makes the page scroll sideways, if anything does."""
    return str(page.evaluate(_OVERFLOW))


_OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return "";
  const style = (element) => getComputedStyle(element);
  // A box that scrolls holds what lies in it, but for what is placed by something around the box.
  const holds = (box, element) => box !== document.body && style(box).overflowX !== "visible" &&
    (style(box).position !== "static" || style(element).position !== "absolute");
  const isFree = (element) => {
    for (let at = element.parentElement; at; at = at.parentElement) if (holds(at, element)) return false;
    return true;
  };
  const wide = [...document.body.querySelectorAll("*")].filter(
    (element) => element.getBoundingClientRect().right > width + 1 && isFree(element));
  return wide.slice(0, 3).map((element) => element.outerHTML.slice(0, 120)).join(" | ") || "?";
}"""

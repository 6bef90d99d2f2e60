"""How large what one presses is (WCAG 2.2, 2.5.8 Target Size)."""

from playwright.sync_api import Page


def small_targets(page: Page) -> list[str]:
    """Targets under 24 × 24 px that none of the standard's exceptions covers.

    Inline: in a line of text that goes on beside them. Spacing: a circle of 24 px around their
    middle meets no other target and no circle of another small one. What the browser draws
    (user agent control) is judged as well: ours have sizes of their own.
    """
    return list(page.evaluate(_SMALL))


def links_by_colour(page: Page) -> list[str]:
    """Links in the middle of text that differ from it by their colour alone (WCAG 1.4.1)."""
    return list(page.evaluate(_BY_COLOUR))


_BY_COLOUR = """() => {
  const text = (node) => node?.nodeType === 3 && node.textContent.trim().length > 1;
  return [...document.querySelectorAll("main a[href], dialog a[href]")].filter((e) => {
    const style = getComputedStyle(e);
    if (style.display !== "inline" || !e.checkVisibility() || e.closest(".visually-hidden")) return false;
    if (style.textDecorationLine !== "none" || style.borderBottomWidth !== "0px") return false;
    return [e.previousSibling, e.nextSibling].some(text) &&
      style.fontWeight === getComputedStyle(e.parentElement).fontWeight;
  }).map((e) => e.outerHTML.replace(/\\s+/g, " ").slice(0, 110));
}"""

_SMALL = """() => {
  const LEAST = 24, ROUNDING = 0.6;
  const wanted = "a[href], button, input:not([type=hidden]), select, textarea, summary, " +
    "[role=button], [role=option], [role=tab], [tabindex='0']";
  // Shown as soon as the focus comes there.
  const isClipped = (e) => {
    for (let at = e; at; at = at.parentElement) if (getComputedStyle(at).clipPath !== "none") return true;
    return false;
  };
  const isSeen = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    !e.closest(".visually-hidden, .skip-link, [inert]") && !isClipped(e) && e.tabIndex >= 0 && !e.disabled;
  const box = (e) => {
    // What a label around or beside a control takes of clicks is part of its target.
    const label = e.labels && [...e.labels].find((one) => one.contains(e));
    const target = label ?? e;
    const rects = [...target.getClientRects()].filter((r) => r.width && r.height);
    return rects.length ? rects : [target.getBoundingClientRect()];
  };
  const text = (node) => (node?.textContent ?? "").trim();
  const isInline = (e) => {
    const style = getComputedStyle(e);
    if (style.display !== "inline") return false;
    for (let at = e; at; at = at.parentElement) {
      const before = at.previousSibling, after = at.nextSibling;
      const isText = (node) => node && (node.nodeType === 3 ? text(node) :
        node.nodeType === 1 && getComputedStyle(node).display === "inline" && text(node) &&
        !node.matches("a, button"));
      if (isText(before) || isText(after)) return true;
      if (getComputedStyle(at.parentElement).display !== "inline") return false;
    }
    return false;
  };
  const targets = [...document.querySelectorAll(wanted)].filter(isSeen)
    .map((e) => ({ e, rects: box(e) }))
    .filter(({ rects }) => rects[0].width > 0 && rects[0].height > 0);
  const isSmall = ({ rects }) => rects.length === 1 &&
    (rects[0].width < LEAST - ROUNDING || rects[0].height < LEAST - ROUNDING);
  const middle = (r) => [r.left + r.width / 2, r.top + r.height / 2];
  const distance = ([x, y], r) => Math.hypot(
    Math.max(r.left - x, 0, x - r.right), Math.max(r.top - y, 0, y - r.bottom));
  const related = (a, b) => a.contains(b) || b.contains(a) ||
    [...(a.labels ?? [])].some((l) => l.contains(b)) || [...(b.labels ?? [])].some((l) => l.contains(a)) ||
    (a.href && a.href === b.href);
  return targets.filter((one) => isSmall(one) && !isInline(one.e)).filter((one) => {
    const here = middle(one.rects[0]);
    return targets.some((other) => other !== one && !related(one.e, other.e) && other.rects.some((r) =>
      distance(here, r) < LEAST / 2 - ROUNDING ||
      (isSmall(other) && Math.hypot(here[0] - middle(r)[0], here[1] - middle(r)[1]) < LEAST - ROUNDING)));
  }).map(({ e, rects }) => `${Math.round(rects[0].width)}×${Math.round(rects[0].height)} ` +
    e.outerHTML.replace(/\\s+/g, " ").slice(0, 110));
}"""

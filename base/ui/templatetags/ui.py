"""Template tags of the interface; builtin, no template has to load them."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BaseForm, BaseFormSet
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from lucide import IconDoesNotExist
from lucide.templatetags.lucide import lucide

from base.labels import Label
from base.ui import formats
from base.ui.bound import whole_field
from base.ui.form_errors import errors_of

logger = logging.getLogger(__name__)
register = template.Library()

register.filter("money", formats.money)
register.filter("area", formats.area)
register.filter("quantity", formats.quantity)
register.filter("day", formats.day)
register.filter("relative_day", formats.relative_day)
register.filter("moment", formats.moment)
register.filter("filesize", formats.filesize)

Text = Label
_UNKNOWN = "circle"
_AVATAR_SIZES = (28, 36, 56)
_INITIALS = '<span class="avatar avatar-{size}" aria-hidden="true">{initials}</span>'
_PHOTO = (
    '<img class="avatar avatar-{size}" src="{url}" alt="" width="{size}" height="{size}" '
    'loading="lazy">'
)
_SORT_HEADER = (
    '<th scope="col"{state} class="{css}"><a href="{url}">{label}'
    '<span class="sort-arrows" aria-hidden="true"><svg width="8" height="12" viewBox="0 0 8 12">'
    '<path class="{up}" d="M4 0.5 7.2 4.8H0.8Z"/><path class="{down}" d="M4 11.5 7.2 7.2H0.8Z"/>'
    "</svg></span></a></th>"
)
# What a changed order must not keep: the place in the old one.
_PAGING = ("after", "before", "page", "seite")


@lru_cache(maxsize=512)
def _drawn(name: str, size: int, classes: str) -> SafeString:
    attrs = {"aria_hidden": "true", "focusable": "false", "class": classes}
    try:
        drawn = lucide(name, size=size, **attrs)
    except IconDoesNotExist:
        # Decoration: its absence is told to us, not to the person who wants the page.
        logger.exception("unknown icon %s", name)
        drawn = lucide(_UNKNOWN, size=size, **attrs)
    return mark_safe(drawn)  # noqa: S308 - markup of an installed package, arguments are ours


@register.simple_tag
def icon(name: str, size: int = 16, label: Text = "", css: str = "") -> SafeString:
    """A Lucide icon as inline SVG; `label` gives it a name for screen readers."""
    drawn = _drawn(str(name), int(size), f"icon {css}".strip())
    if not label:
        return drawn
    return format_html('{}<span class="visually-hidden">{}</span>', drawn, label)


@register.simple_tag
def field(
    bound_field: BoundField, width: str | int = 12, label: Text | None = None, **attrs: Any
) -> SafeString:
    """A form field with label, help and error; `width` in twelfths of the form's grid.

    Further keywords become attributes of the input, `_` standing for `-` (`hx_get="…"`).
    """
    extra = {name.replace("_", "-"): value for name, value in attrs.items()}
    return whole_field(bound_field, width, bound_field.label if label is None else label, extra)


@register.simple_tag
def form_errors(*forms: BaseForm | BaseFormSet[BaseForm]) -> str:
    """What is wrong with forms as a whole, with links to the fields that need a look."""
    complaints = errors_of(forms)
    return render_to_string("ui/form_errors.html", {"complaints": complaints}) if complaints else ""


@register.simple_tag(takes_context=True)
def sort_header(
    context: Context, key: str, label: Text, sort: str = "", css: str = ""
) -> SafeString:
    """A `<th>` whose link sorts by `key`; `sort` is the current order, `-key` descending."""
    descending, ascending = sort == f"-{key}", sort == key
    state = "descending" if descending else "ascending" if ascending else ""
    return format_html(
        _SORT_HEADER,
        state=format_html(' aria-sort="{}"', state) if state else "",
        css=f"sortable {css}".strip(),
        url=_with_sort(context.get("request"), f"-{key}" if ascending else key),
        label=label,
        up="is-active" if ascending else "",
        down="is-active" if descending else "",
    )


def _with_sort(request: HttpRequest | None, sort: str) -> str:
    query = request.GET.copy() if request else None
    if query is None:
        return f"?sort={sort}"
    for name in _PAGING:
        query.pop(name, None)
    query["sort"] = sort
    return f"?{query.urlencode()}"


@register.simple_tag
def avatar(name: Text, initials: str = "", photo_url: str = "", size: int = 28) -> SafeString:
    """A round picture or the initials; decorative, the name has to stand beside it."""
    drawn = min(_AVATAR_SIZES, key=lambda known: abs(known - int(size)))
    if photo_url:
        return format_html(_PHOTO, size=drawn, url=photo_url)
    words = str(name).split()
    fallback = (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper() if words else "?"
    return format_html(_INITIALS, size=drawn, initials=initials or fallback)


@register.simple_tag
def badge(text: Any, tone: str = "muted") -> SafeString:
    """A small label; tones: ok, warn, danger, info, muted."""
    return format_html('<span class="badge badge-{}">{}</span>', tone, text)


@register.inclusion_tag("ui/empty_state.html")
def empty_state(
    title: Text, text: Text = "", action_url: str = "", action_label: Text = "", icon: str = "inbox"
) -> dict[str, Any]:
    """What stands where nothing is yet, and what to do next."""
    return {
        "title": title,
        "text": text,
        "action_url": action_url,
        "action_label": action_label,
        "icon_name": icon,
    }


@register.inclusion_tag("ui/meter.html")
def meter(value: float, label: Text = "", tone: str = "") -> dict[str, Any]:
    """A bar of `value` percent; without a tone green from 90 on, amber below."""
    bounded = min(100, max(0, round(value)))
    return {"value": bounded, "label": label, "tone": tone or ("ok" if bounded >= 90 else "warn")}

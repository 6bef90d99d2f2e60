"""What an `<img>` says of a stored picture: which sizes there are, and how large it stands."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from base.files.models import StoredFile
from base.files.renditions import PARAMETER, LongestSide, width_of

register = template.Library()


@register.simple_tag
def picture_sources(stored: StoredFile, address: str) -> SafeString:
    """The attribute `srcset`, where the size of the picture is known."""
    widths = [(side, width_of(stored, side)) for side in (LongestSide.MEDIUM, LongestSide.LARGE)]
    known = [f"{address}?{PARAMETER}={side:d} {width}w" for side, width in widths if width]
    return format_html('srcset="{}"', ", ".join(known)) if known else SafeString("")


@register.simple_tag
def picture_size(stored: StoredFile, width: int, height: int) -> SafeString:
    """The attributes `width` and `height` of the picture as it fits into a box."""
    if not stored.width or not stored.height:
        return SafeString("")
    scale = min(1, width / stored.width, height / stored.height)
    shown = (max(1, round(side * scale)) for side in (stored.width, stored.height))
    return format_html('width="{}" height="{}"', *shown)

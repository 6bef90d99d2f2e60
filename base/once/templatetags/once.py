"""Puts the key into every form; builtin, no template has to load it."""

from django import template
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString

from base.once.keys import FIELD, NOBODY, make_key, user_id_of

register = template.Library()


@register.simple_tag(takes_context=True)
def write_key(context: Context) -> SafeString:
    """The key alone, for the rare form that needs no CSRF token."""
    request = context.get("request")
    # A form that was sent before and is shown once more is still the same form.
    key = context.get("same_key") or make_key(user_id_of(request) if request else NOBODY)
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, key)


@register.simple_tag(takes_context=True, name="csrf_token")
def csrf_token_and_write_key(context: Context) -> SafeString:
    """Django's token and our key: whoever writes a form as usual has both."""
    return format_html("{}{}", CsrfTokenNode().render(context), write_key(context))

"""The form renderer: every form of the product looks the same."""

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.html import conditional_escape as escape
from django.utils.safestring import SafeString, mark_safe

_SELECT = "django/forms/widgets/select.html"


class Renderer(TemplatesSetting):
    """Renders forms and fields with our own templates, also for `{{ form }}`.

    The options of a select are written here, as Django's templates would: with a template for
    every option, the lists of countries alone took half the time of a contact's page.
    """

    form_template_name = "ui/form.html"
    field_template_name = "ui/field_plain.html"

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> SafeString:
        """The widget as HTML."""
        if template_name == _SELECT:
            return _select(context["widget"])
        return mark_safe(super().render(template_name, context, request))  # noqa: S308 - a template


def _select(widget: Mapping[str, Any]) -> SafeString:
    parts = [f'<select name="{escape(widget["name"])}"{_attributes(widget["attrs"])}>']
    for group, options, _index in widget["optgroups"]:
        written = [
            f'<option value="{escape(option["value"])}"{_attributes(option["attrs"])}>'
            f"{escape(option['label'])}</option>"
            for option in options
        ]
        if group:
            written = [f'<optgroup label="{escape(group)}">', *written, "</optgroup>"]
        parts += written
    return mark_safe("\n".join([*parts, "</select>"]))  # noqa: S308 - every value is escaped


def _attributes(attrs: Mapping[str, Any]) -> str:
    return "".join(
        f" {escape(name)}" if value is True else f' {escape(name)}="{escape(value)}"'
        for name, value in attrs.items()
        if value is not False
    )

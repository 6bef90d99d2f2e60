"""The form renderer: every form of the product looks the same."""

from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from base.ui.inputs import writer


class Renderer(TemplatesSetting):
    """Renders forms and fields with our own templates, also for `{{ form }}`.

    Inputs are written by functions (`base.ui.inputs`), as Django's templates would.
    """

    form_template_name = "ui/form.html"
    field_template_name = "ui/field_plain.html"

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> SafeString:
        """The widget, field or form as HTML."""
        if write := writer(template_name):
            return write(context["widget"])
        return mark_safe(super().render(template_name, context, request))  # noqa: S308 - a template

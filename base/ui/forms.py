"""The form renderer: every form of the product looks the same."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Renders forms and fields with our own templates, also for `{{ form }}`."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field_plain.html"

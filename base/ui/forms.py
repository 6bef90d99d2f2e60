"""The form renderer: every form of the product looks the same."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Renders fields with our own templates."""

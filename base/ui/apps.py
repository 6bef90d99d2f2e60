from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class UiConfig(AppConfig):
    name = "base.ui"
    verbose_name = "UI"

    def ready(self) -> None:
        """Every app says in modules of these names what it adds to navigation, tabs and words."""
        autodiscover_modules("navigation", "tabs", "field_words")

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "base.jobs"
    verbose_name = _("Importe und lange Arbeiten")

    def ready(self) -> None:
        """Every app says in modules of these names which long works it understands."""
        autodiscover_modules("import_kinds", "bulk_kinds")

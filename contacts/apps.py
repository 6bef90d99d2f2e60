from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ContactsConfig(AppConfig):
    name = "contacts"
    verbose_name = _("Kontakte")

    def ready(self) -> None:
        """Every app says what becomes of its rows when a contact is merged away or erased.

        Those that give roles say so as well.
        """
        autodiscover_modules("reference_rules", "role_sources")

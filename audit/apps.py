from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from audit.context import install_wrapper
from audit.roles import grant_application_role


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = _("Nachweise")

    def ready(self) -> None:
        connection_created.connect(install_wrapper, dispatch_uid="audit-context")
        post_migrate.connect(grant_application_role, dispatch_uid="audit-roles")
        autodiscover_modules("activity_types", "subjects", "bin_kinds", "offering")

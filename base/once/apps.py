from django.apps import AppConfig
from django.db.backends.signals import connection_created

from base.once.watch import install_wrapper


class OnceConfig(AppConfig):
    name = "base.once"
    label = "once"

    def ready(self) -> None:
        connection_created.connect(install_wrapper)

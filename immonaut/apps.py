from django.apps import AppConfig


class ImmonautConfig(AppConfig):
    name = "immonaut"

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "base.ui"
    verbose_name = "UI"

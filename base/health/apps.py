from django.apps import AppConfig


class HealthConfig(AppConfig):
    name = "base.health"
    label = "health"

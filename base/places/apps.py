from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "base.places"
    label = "places"

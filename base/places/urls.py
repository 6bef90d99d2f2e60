"""Addresses of the table of places."""

from django.urls import path

from base.places import views

app_name = "places"
urlpatterns = [
    path("orte/", views.lookup, name="lookup"),
    path("orte/plz/", views.fill, name="fill"),
    path("orte/gebiete/", views.suggest_areas, name="suggest"),
]

"""Addresses of the interface itself."""

from django.urls import path

from base.ui import views

app_name = "ui"
urlpatterns = [
    path("sprache/", views.set_language, name="language"),
    path("ansicht/", views.set_theme, name="theme"),
    path("tasten/", views.set_shortcuts, name="shortcut_switch"),
    path("tastenkuerzel/", views.shortcuts, name="shortcuts"),
    path("favicon.ico", views.favicon),
    path("robots.txt", views.robots, name="robots"),
    path("stil/", views.styleguide, name="styleguide"),
]

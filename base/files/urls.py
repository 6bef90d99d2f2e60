"""Addresses of files that belong to no contact and no property."""

from django.urls import path

from base.files import views

app_name = "files"
urlpatterns = [
    path("buero/<slug:slug>/logo/", views.agency_logo, name="agency_logo"),
    path("einstellungen/buero/logo/", views.change_logo, name="change_logo"),
]

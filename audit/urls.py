"""Addresses of the record that belong to no single subject."""

from django.urls import path

from audit import views

app_name = "audit"

urlpatterns = [
    path("rueckgaengig/<uuid:context>/", views.undo, name="undo"),
]

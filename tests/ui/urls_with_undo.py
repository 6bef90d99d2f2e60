"""Addresses with an undo view, as the upper app provides it."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def undo(request: HttpRequest, context: object) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("", include(([path("rueckgaengig/<uuid:context>/", undo, name="undo")], "audit"))),
]

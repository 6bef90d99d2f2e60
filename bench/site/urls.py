"""The product's addresses, a sign-in without a password, and the floor of every page."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from base.accounts.models import User
from bench.site.admin import site
from immonaut.urls import urlpatterns as product

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
_SHELL = '{% extends "ui/shell.html" %}{% block title %}Leer{% endblock %}'


@login_not_required
def sign_in(request: HttpRequest, email: str) -> HttpResponse:
    """Signs a person in; this site exists only while it is measured, on the loopback."""
    login(request, User.objects.get(email=email), BACKEND)
    return HttpResponse()


def shell(request: HttpRequest) -> HttpResponse:
    """What every signed-in page consists of, with nothing in it."""
    return HttpResponse(engines["django"].from_string(_SHELL).render({}, request))


@login_not_required
def from_memory(request: HttpRequest, size: int) -> HttpResponse:
    """As many bytes as a file has."""
    return HttpResponse(bytes(size), "application/octet-stream")


urlpatterns = [
    path("bench/anmelden/<str:email>/", sign_in),
    path("bench/leer/", shell),
    path("bench/bytes/<int:size>/", from_memory),
    path("bench/admin/", site.urls),
    *product,
]

"""Keeps the health check away from what may hang."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from base.health.parts import HEALTH_PATH


class HealthMiddleware:
    """Whoever asks for the health is nobody: to look a session up could take for ever."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info == HEALTH_PATH:
            request.COOKIES = {}
        return self.get_response(request)

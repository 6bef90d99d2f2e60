"""Gives each request its audit context."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from audit.context import acting
from base.accounts.models import User
from base.client import client_address


class ContextMiddleware:
    """Names the signed-in person, the address and the page for whatever this request changes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in ("GET", "HEAD", "OPTIONS") and not request.COOKIES:
            return self._recorded(request, None)
        user = request.user if isinstance(request.user, User) else None
        return self._recorded(request, user)

    def _recorded(self, request: HttpRequest, user: User | None) -> HttpResponse:
        with acting(
            actor_id=user.pk if user else None,
            actor=str(user) if user else "",
            address=client_address(request),
            request=uuid.uuid4().hex,
        ):
            return self.get_response(request)

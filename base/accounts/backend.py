"""How a session finds its person: with the agency, which every page needs."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from base.accounts.models import User

# The session whose person is being asked for.
_asking: ContextVar[Any] = ContextVar("asking_session", default=None)


class PersonMiddleware(AuthenticationMiddleware):
    """Django's, which checks the session; the person comes from the query that read it."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _person_of(request))  # type: ignore[assignment]


class AgencyBackend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's, with the agency, and without a query for who was read with the session."""

    def get_user(self, user_id: int) -> User | None:
        person = getattr(_asking.get(), "person", None)
        if person is None or person.pk != user_id:
            person = User.objects.select_related("agency").filter(pk=user_id).first()
        return person if person and self.user_can_authenticate(person) else None


def _person_of(request: HttpRequest) -> Any:
    token = _asking.set(request.session)
    try:
        return get_user(request)
    finally:
        _asking.reset(token)

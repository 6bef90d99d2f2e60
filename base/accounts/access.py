"""Who is asking: the signed-in person with an agency, in a type that views can rely on."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from base.accounts.models import Agency, User

View = TypeVar("View", bound=Callable[..., Any])


def writers_only(view: View) -> View:
    """Marks a view that exists for changing something: who may only read does not see it either.

    Writing itself is refused to readers everywhere (`middleware.RoleMiddleware`); this keeps forms
    and dialogs from them that could not be sent.
    """
    view.writers_only = True  # type: ignore[attr-defined]
    return view


def exporters_only(view: View) -> View:
    """Marks a door through which data leaves as a file: a right of its own (`User.may_export`).

    Gives a view of its own back, so that one that serves several addresses can be marked for one.
    """

    @wraps(view)
    def door(*args: Any, **kwargs: Any) -> Any:
        return view(*args, **kwargs)

    door.exporters_only = True  # type: ignore[attr-defined]
    return door  # type: ignore[return-value]


def signed_in(request: HttpRequest) -> User:
    """The signed-in user; raises PermissionDenied for anyone else."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def agency_of(request: HttpRequest) -> Agency:
    """The agency of the signed-in user; raises Http404 for who has none."""
    agency = signed_in(request).agency
    if agency is None:
        raise Http404
    return agency


def administered_agency(request: HttpRequest) -> Agency:
    """The agency that the signed-in person manages; raises PermissionDenied for others."""
    if not signed_in(request).is_administrator:
        raise PermissionDenied
    # A copy of its own: a form that fails must not change what the page shows of the agency.
    return Agency.objects.get(pk=agency_of(request).pk)

"""Answers a form that was sent twice as it answered the first time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from base.once import claims
from base.once.claims import State
from base.once.keys import sent_key, user_id_of
from base.once.outcomes import Outcome, cut_off, same_answer, still_running
from base.once.sent import digest_of, identity_of
from base.once.watch import Watch, watching


@dataclass
class _Attempt:
    """One request; with an identity once it has claimed its form."""

    watch: Watch
    user_id: int = 0
    identity: UUID | None = None
    digest: UUID | None = None


class OnceMiddleware:
    """The first request with a form's key does it, any other learns what came of it.

    It claims after the checks of token, sign-in and role, just before the view. A key is kept
    only where something was written: refused forms, dialogs and downloads may be asked for again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method != "POST":
            return self.get_response(request)
        with watching() as watch:
            attempt = _Attempt(watch)
            request.once = attempt  # type: ignore[attr-defined]
            try:
                response = self.get_response(request)
            except BaseException:
                _settle(attempt, "")
                raise
        if attempt.identity is None:
            return response
        outcome = Outcome.of(response).stored() if _is_done(request, response, attempt) else ""
        # When the answer is on its way: nobody has to wait for it.
        response._resource_closers.append(  # type: ignore[attr-defined]
            partial(_settle, attempt, outcome)
        )
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Claims the form, or answers in place of the view."""
        key = sent_key(request)
        if not key or getattr(view, "only_reads", False):
            return None
        user_id = user_id_of(request)
        identity, digest = identity_of(request, key, user_id), digest_of(request)
        found = claims.take(identity, digest)
        match found.state:
            case State.MINE:
                attempt: _Attempt = request.once  # type: ignore[attr-defined]
                attempt.identity, attempt.digest, attempt.user_id = identity, digest, user_id
                attempt.watch.is_on = True
                return None
            case State.DONE:
                return same_answer(request, found)
            case State.RUNNING:
                return still_running(request)
            case State.LOST:
                claims.release_lost(identity)
                return cut_off(request)


def _is_done(request: HttpRequest, response: HttpResponseBase, attempt: _Attempt) -> bool:
    """Whether there is something that must not happen again.

    Signing in or out may: a second time is another one.
    """
    return (
        attempt.watch.has_written
        and response.status_code < 400
        and "Content-Disposition" not in response.headers
        and attempt.user_id == (getattr(request.user, "pk", None) or 0)
    )


def _settle(attempt: _Attempt, outcome: str) -> None:
    if attempt.identity is None or attempt.digest is None:
        return
    if outcome:
        claims.keep(attempt.identity, attempt.digest, outcome)
    else:
        claims.release(attempt.identity, attempt.digest)

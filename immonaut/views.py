"""The health check."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from base.health.parts import WEB_IS_FREE, Part, State
from base.health.probes import examine
from base.health.pulses import running_for
from base.health.report import report


@login_not_required
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """How each part does; the status is about this one: 200 while it can answer pages.

    That takes the database, and neither broker nor workers: who looks after the web by this
    address does not end it because another part stands still.
    """
    is_web_free = request.META.get(WEB_IS_FREE, True)
    standings = examine(running_for=running_for(), is_web_free=is_web_free)
    status = 200 if standings[Part.DATABASE].state is State.OK else 503
    return JsonResponse(report(standings), status=status, headers={"Cache-Control": "no-store"})

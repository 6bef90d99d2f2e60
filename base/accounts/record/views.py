"""*Sicherheitsprotokoll*: what administrators read of their agency."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from base.accounts.access import administered_agency
from base.accounts.models import User
from base.accounts.record.queries import GROUPS, Asked, read_page
from base.client import device_name
from base.ui.pages import render_page


@require_safe
def security_record(request: HttpRequest) -> HttpResponse:
    """What happened, newest first, by kind and by person."""
    agency = administered_agency(request)
    asked = Asked.of(request.GET)
    page = read_page(agency.pk, asked)
    kept = {"art": asked.group, "wer": asked.actor_id or ""}
    context = {
        "rows": [(event, device_name(event.device)) for event in page.rows],
        "asked": asked,
        "groups": [("", _("Alles")), *((code, label) for code, (label, _all) in GROUPS.items())],
        "people": User.objects.filter(agency=agency).only("id", "name", "email"),
        "older_url": f"?{urlencode({**kept, 'vor': page.older})}" if page.older else "",
        "newest_url": f"?{urlencode(kept)}" if asked.before else "",
    }
    return render_page(request, "accounts/record.html", context)

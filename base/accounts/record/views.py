"""*Sicherheitsprotokoll*: what administrators read of their agency."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from base.accounts.access import administered_agency
from base.accounts.models import User
from base.accounts.record.queries import GROUPS, Asked, events_asked_for
from base.client import device_name
from base.listing.newest import page_of
from base.ui.pages import render_page


@require_safe
def security_record(request: HttpRequest) -> HttpResponse:
    """What happened, newest first, by kind and by person."""
    agency = administered_agency(request)
    asked = Asked.of(request.GET)
    page = page_of(events_asked_for(agency.pk, asked), request.GET)
    context = {
        "rows": [(event, device_name(event.device)) for event in page.rows],
        "asked": asked,
        "groups": [("", _("Alles")), *((code, label) for code, (label, _all) in GROUPS.items())],
        "people": User.objects.filter(agency=agency).only("id", "name", "email"),
        "older_url": page.older,
        "newest_url": page.newest,
    }
    return render_page(request, "accounts/record.html", context)

"""*Postfach*: the mails of a local installation, which are not delivered but kept to be read."""

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from base.accounts.access import signed_in
from base.ui.pages import render_page
from sharing.mail.mailbox import letter_in, letters
from sharing.mail.queries import stops_of_waiting_mail


@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """The received mails, newest first."""
    reader = signed_in(request)
    context = {"letters": letters(_folder(), reader), "stops": stops_of_waiting_mail(reader)}
    return render_page(request, "sharing/mailbox.html", context)


@require_safe
def letter(request: HttpRequest, name: str) -> HttpResponse:
    """One mail as text, its links to be clicked."""
    found = letter_in(_folder(), name, signed_in(request))
    if found is None:
        raise Http404
    return render_page(request, "sharing/letter.html", {"letter": found})


def _folder() -> Path:
    """The mailbox; an installation that really delivers its mail has none: 404."""
    if not settings.MAILBOX_DIR:
        raise Http404
    return Path(settings.MAILBOX_DIR)

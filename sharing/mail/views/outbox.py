"""*Postausgang*: what leaves the office by mail, and how far each mail got."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from base.accounts.access import signed_in
from base.errors import DomainError
from base.listing.newest import page_of
from base.ui.pages import redirect_to, render_page, toast
from sharing.access import get_mail_or_404
from sharing.mail.queries import stops_of_waiting_mail
from sharing.mail.services.mail import note_arrival, retry_mail
from sharing.models import OutboxMail
from sharing.models.mail import MailState

TONES = {
    MailState.QUEUED: "info",
    MailState.SENDING: "info",
    MailState.SENT: "ok",
    MailState.FAILED: "danger",
    MailState.UNCLEAR: "warn",
    MailState.ARRIVED: "ok",
}


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Outgoing mails, newest first."""
    mails = OutboxMail.objects.visible_to(signed_in(request)).select_related("contact")
    state = request.GET.get("stand", "")
    if state in MailState.values:
        mails = mails.filter(state=state)
    page = page_of(mails.defer("text", "html").order_by("-id"), request.GET)
    context = {
        "page": page,
        "state": state,
        "now": timezone.now(),
        "rows": [(mail, TONES[MailState(mail.state)]) for mail in page.rows],
        "states": [("", _("Alle")), *MailState.choices],
        "stops": stops_of_waiting_mail(signed_in(request)),
    }
    return render_page(request, "sharing/outbox.html", context)


@require_safe
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail with what the server said."""
    found = get_mail_or_404(request, pk)
    context = {"mail": found, "tone": TONES[MailState(found.state)]}
    return render_page(request, "sharing/mail.html", context, fragments=["dialog"])


@require_POST
def arrived(request: HttpRequest, pk: int) -> HttpResponse:
    """Notes that an unclear mail did arrive, as its recipient said."""
    found = get_mail_or_404(request, pk)
    try:
        note_arrival(mail=found)
    except DomainError as error:
        toast(request, error.message, level="error")
    else:
        toast(request, _("Notiert: die E-Mail ist angekommen."))
    return redirect_to(request, reverse("sharing:outbox"))


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Sends a mail anew."""
    found = get_mail_or_404(request, pk)
    try:
        retry_mail(mail=found)
    except DomainError as error:
        toast(request, error.message, level="error")
    else:
        toast(request, _("Die E-Mail wird noch einmal gesendet."))
    return redirect_to(request, reverse("sharing:outbox"))

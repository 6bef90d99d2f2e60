"""The tab *Geschützte Dokumente* of a contact, and the overview of all links."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from base.accounts.access import signed_in, writers_only
from base.errors import DomainError
from base.listing.address import read_id
from base.listing.newest import page_of
from base.once.views import goes_back, shows_again
from base.ui.form_errors import add_to_form
from base.ui.pages import redirect_to, render_page, toast
from contacts.access import get_contact_or_404
from contacts.models import Contact
from contacts.pages import render_contact_tab
from properties.models import Property
from sharing.access import get_link_or_404
from sharing.links.forms import ContentsForm, LifetimeForm
from sharing.links.link_rows import LinkRow, link_rows
from sharing.links.queries import (
    agency_links,
    files_to_share,
    links_of,
    property_choices,
    protected_documents,
)
from sharing.links.services import click_delete, generate_link, save_link
from sharing.mail.forms import MailForm
from sharing.mail.services.mail import queue_mail
from sharing.models import ShareLink
from sharing.models.links import LinkState

TEMPLATE = "sharing/links.html"
FRAGMENTS = ("share-choice", "share-links")


@require_safe
def links(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose, generate, save, and the list of links."""
    contact = get_contact_or_404(request, pk)
    return _page(request, contact)


@require_POST
def generate(request: HttpRequest, pk: int) -> HttpResponse:
    """Makes a draft out of the ticked contents."""
    contact = get_contact_or_404(request, pk)
    chosen = _chosen_property(request, request.POST.get("immobilie", ""))
    form = _contents_form(request, contact, chosen)
    try:
        if not form.is_valid():
            raise DomainError(_("Die Auswahl hat sich inzwischen geändert. Bitte prüfen Sie sie."))
        link, _context = generate_link(
            contact=contact,
            property=chosen,
            user=signed_in(request),
            documents=form.cleaned_data["document"],
            files=form.cleaned_data["file"],
        )
    except DomainError as error:
        return _page(request, contact, chosen=chosen, choice_error=error.message, status=422)
    asked = urlencode({"immobilie": chosen.pk if chosen else "", "entwurf": link.pk})
    return redirect_to(request, f"{_address(contact)}?{asked}#entwurf")


@require_POST
def save(request: HttpRequest, pk: int, link_pk: int) -> HttpResponse:
    """Makes a draft valid."""
    contact = get_contact_or_404(request, pk)
    link = get_link_or_404(request, contact, link_pk)
    form = LifetimeForm(request.POST, contact=contact)
    if not form.is_valid():
        return _page(request, contact, draft=link, lifetime=form, status=422)
    try:
        context = save_link(
            link=link, valid_until=form.cleaned_data["end"], message=form.cleaned_data["message"]
        )
    except DomainError as error:
        form.add_error(None, str(error.message))
        return _page(request, contact, draft=link, lifetime=form, status=422)
    toast(request, _("Der Link ist gespeichert und ab sofort gültig."), undo=context)
    return redirect_to(request, _address(contact))


@require_POST
def delete(request: HttpRequest, pk: int, link_pk: int) -> HttpResponse:
    """The first click arms, the second within the window deletes."""
    contact = get_contact_or_404(request, pk)
    link = get_link_or_404(request, contact, link_pk)
    try:
        context = click_delete(link=link, armed_at=request.POST.get("armed_at", ""))
    except DomainError as error:
        toast(request, error.message, level="error")
    else:
        if context:
            toast(request, _("Der Link ist gelöscht und sofort ungültig."), undo=context)
    if request.headers.get("HX-Target") == "share-links":
        return _page(request, contact)
    return redirect_to(request, f"{_address(contact)}#freigabe-{link.pk}")


@shows_again
@writers_only
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, pk: int, link_pk: int) -> HttpResponse:
    """The dialog in which the agent writes the mail that brings the link."""
    contact = get_contact_or_404(request, pk)
    link = get_link_or_404(request, contact, link_pk)
    addresses = list(dict.fromkeys(contact.emails.values_list("address", flat=True)))
    is_open = ShareLink.objects.open_at(timezone.now()).filter(pk=link.pk).exists()
    form = None
    if addresses and is_open:
        data = request.POST if request.method == "POST" else None
        form = MailForm(data, link=link, addresses=addresses, user=signed_in(request))
    if form and not goes_back(request.POST) and form.is_valid() and _queued(request, link, form):
        toast(request, _("Die E-Mail ist unterwegs."))
        return redirect_to(request, _address(contact))
    context = {
        "contact": contact,
        "link": link,
        "form": form,
        "is_open": is_open,
        "back": _address(contact),
    }
    status = 422 if request.method == "POST" else 200
    return render_page(request, "sharing/send.html", context, fragments=["dialog"], status=status)


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """All links of the agency with state and views."""
    user, now = signed_in(request), timezone.now()
    standing = request.GET.get("stand", "")
    words = request.GET.get("suche", "")[:100]
    page = page_of(agency_links(user, standing=standing, words=words, now=now), request.GET)
    context = {
        "page": page,
        "rows": link_rows(page.rows, now),
        "standing": standing,
        "words": words,
        "standings": [
            ("", _("Alle")),
            ("open", _("Gültig")),
            ("draft", _("Entwurf")),
            ("expired", _("Abgelaufen")),
        ],
    }
    return render_page(request, "sharing/overview.html", context, fragments=["share-overview"])


def _queued(request: HttpRequest, link: ShareLink, form: MailForm) -> bool:
    values = form.cleaned_data
    try:
        queue_mail(
            contact=link.contact,
            property=link.property,
            link=link,
            user=signed_in(request),
            to=values["to"],
            subject=values["subject"],
            text=values["text"],
        )
    except DomainError as error:
        add_to_form(form, error)
        return False
    return True


def _address(contact: Contact) -> str:
    return reverse("sharing:links", args=[contact.pk])


def _chosen_property(request: HttpRequest, text: str) -> Property | None:
    """The property named in the address; someone else's or a deleted one is 404."""
    pk = read_id(text)
    present = Property.objects.visible_to(request.user).filter(deleted_at__isnull=True)
    return get_object_or_404(present, pk=pk) if pk else None


def _contents_form(request: HttpRequest, contact: Contact, chosen: Property | None) -> ContentsForm:
    documents = protected_documents(chosen).values_list("pk", flat=True) if chosen else []
    files = files_to_share(contact).values_list("pk", flat=True)
    return ContentsForm(request.POST, documents=list(documents), files=list(files))


def _page(
    request: HttpRequest, contact: Contact, *, status: int = 200, **extra: Any
) -> HttpResponse:
    chosen = extra.pop("chosen", None) or _chosen_property(
        request, request.GET.get("immobilie", "")
    )
    rows = link_rows(links_of(contact), timezone.now())
    draft = _draft_row(rows, extra.pop("draft", None), request.GET.get("entwurf", ""))
    context = {
        "contact": contact,
        "chosen": chosen,
        "rows": rows,
        "draft": draft,
        "lifetime": LifetimeForm(None, contact=contact),
        **_choice(request, contact, chosen),
        **extra,
    }
    return render_contact_tab(
        request,
        contact,
        TEMPLATE,
        context,
        fragments=FRAGMENTS,
        status=status,
        tab="sharing:links",
    )


def _choice(request: HttpRequest, contact: Contact, chosen: Property | None) -> dict[str, Any]:
    words = request.GET.get("suche", "")[:100]
    options = property_choices(signed_in(request), words)
    if chosen and chosen not in options:
        options.insert(0, chosen)
    ticked = {kind: set(request.POST.getlist(kind)) for kind in ("document", "file")}
    return {
        "words": words,
        "options": options,
        "ticked": ticked,
        "documents": list(protected_documents(chosen)) if chosen else [],
        "files": list(files_to_share(contact)),
    }


def _draft_row(rows: list[LinkRow], link: ShareLink | None, asked: str) -> LinkRow | None:
    """The draft to be saved: the one asked for, else none."""
    wanted = str(link.pk) if link else asked
    drafts = [row for row in rows if row.link.state == LinkState.DRAFT]
    return next((row for row in drafts if str(row.link.pk) == wanted), None)

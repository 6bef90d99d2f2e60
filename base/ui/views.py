"""Pages of the interface itself: preferences, shortcuts, style guide."""

from django.contrib.auth.decorators import login_not_required
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)
from django.views.i18n import set_language as django_set_language

from base.ui.pages import SeeOther, render_page, toast
from base.ui.preferences import remember_shortcuts, remember_theme
from base.ui.styleguide import example_form, example_phones, example_rows, example_tabs


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Remembers the language and goes back to the page."""
    response = django_set_language(request)
    assert isinstance(response, HttpResponse)
    return response


@login_not_required
@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Remembers light, dark or the device's theme and goes back to the page."""
    response = _back(request)
    remember_theme(response, request.POST.get("theme", ""))
    return response


@login_not_required
@require_POST
def set_shortcuts(request: HttpRequest) -> HttpResponse:
    """Switches single-key shortcuts on or off and goes back to the page."""
    response = _back(request)
    remember_shortcuts(response, on=request.POST.get("shortcuts") == "on")
    return response


@login_not_required
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """The icon, for pages that do not name it and browsers that ask anyway."""
    return HttpResponsePermanentRedirect(static("img/icon.svg"))


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Nothing here is for search engines: not the product, and least of all a customer's link."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


@require_safe
def shortcuts(request: HttpRequest) -> HttpResponse:
    """All keyboard shortcuts, as a dialog or a page."""
    return render_page(request, "ui/shortcuts.html", fragments={"dialog"})


@require_http_methods(["GET", "HEAD", "POST"])
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state; the first form can be sent, nothing is stored."""
    form = example_form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        toast(request, _("Gespeichert."))
    context = {
        "form": form,
        "broken_form": example_form({"birth_date": "31.02.2024"}),
        "phones": example_phones(),
        "rows": example_rows(),
        "tab_rows": example_tabs(),
        "sort": request.GET.get("sort", "name"),
        "now": timezone.now(),
    }
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render_page(request, "ui/styleguide.html", context, fragments={"echo"}, status=status)


def _back(request: HttpRequest) -> HttpResponse:
    target = request.POST.get("next") or request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return SeeOther(target if is_ours else reverse("dashboard"))

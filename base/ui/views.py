"""Pages of the interface itself: preferences, shortcuts, style guide."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language as django_set_language

from base.ui.pages import SeeOther, render_page, toast
from base.ui.preferences import remember_shortcuts, remember_theme
from base.ui.styleguide import example_form, example_rows, example_tabs


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


@require_GET
def shortcuts(request: HttpRequest) -> HttpResponse:
    """All keyboard shortcuts, as a dialog or a page."""
    return render_page(request, "ui/shortcuts.html", fragments={"dialog"})


def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    if request.method == "POST":
        return _styleguide_post(request)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "POST"])
    context = {
        "form": example_form({}) if "fehler" in request.GET else example_form(),
        "broken_form": example_form({"birth_date": "31.02.2024", "email": "m.steininger@@firma"}),
        "rows": example_rows(),
        "tab_rows": example_tabs(),
        "sort": request.GET.get("sort", "name"),
        "now": timezone.now(),
    }
    return render_page(request, "ui/styleguide.html", context, fragments={"dialog", "echo"})


def _styleguide_post(request: HttpRequest) -> HttpResponse:
    """Validates the example form, so that errors and toasts can be seen alive."""
    form = example_form(request.POST)
    if form.is_valid():
        toast(request, translation.gettext("Gespeichert."))
    status = 200 if form.is_valid() else 422
    context = {"form": form, "broken_form": form, "rows": example_rows(), "now": timezone.now()}
    return render_page(request, "ui/styleguide.html", context, fragments={"echo"}, status=status)


def _back(request: HttpRequest) -> HttpResponse:
    target = request.POST.get("next") or request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return SeeOther(target if is_ours else reverse("dashboard"))

"""What new properties are numbered with; for the agency's administrators."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from base.accounts.access import administered_agency, writers_only
from base.ui.fields import WholeNumberField
from base.ui.pages import redirect_to, render_page, toast
from properties.record.services.numbering import change_series, proposed_number, series_of

_LARGEST = 2_000_000_000


class SeriesForm(forms.Form):
    """Prefix and next number."""

    lead = forms.CharField(
        label=gettext_lazy("Vor der Zahl"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Zum Beispiel W- oder 2026/; leer heißt: nur die Zahl."),
    )
    next_number = WholeNumberField(
        label=gettext_lazy("Nächste Zahl"),
        min_value=1,
        max_value=_LARGEST,
        help_text=gettext_lazy("Vergebene werden übersprungen."),
    )


@writers_only
@require_http_methods(["GET", "HEAD", "POST"])
def numbers(request: HttpRequest) -> HttpResponse:
    """Shows and changes what the next proposal is made of."""
    agency = administered_agency(request)
    series = series_of(agency)
    initial = {"lead": series.prefix, "next_number": series.next_number}
    form = SeriesForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        change_series(agency=agency, prefix=given["lead"], next_number=given["next_number"])
        message = _("Die nächste Immobilie bekommt den Vorschlag %(number)s.")
        toast(request, message % {"number": proposed_number(agency)})
        return redirect_to(request, reverse("properties:create"))
    status = 422 if form.is_bound else 200
    return render_page(request, "properties/numbers.html", {"form": form}, status=status)

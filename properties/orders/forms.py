"""Forms of search orders; what they mean is in `Wanted`, what they check in the services."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from base.errors import DomainError
from base.places.areas import LONGEST, Circle, area
from base.places.widgets import AreaInput
from base.ui.choices import LongChoiceField
from base.ui.fields import (
    GermanDateField,
    GermanDecimalField,
    MoneyField,
    TagField,
    WholeNumberField,
)
from base.ui.widgets import ChipRadio, ChipSelect
from properties.choices import PAID_ONCE, MarketingType, ObjectType, Usage
from properties.matching.criteria import KINDS, CriterionKind, Mode, Shape
from properties.matching.predicate import Wanted
from properties.matching.vocabulary import CHOICES, COMMON_FEATURES, grouped_features, labels_of
from properties.models.orders import Criterion, OrderState, SearchOrder


def add_domain_error(form: forms.BaseForm, error: DomainError) -> None:
    """Puts what a service refused beside the inputs it is about."""
    for name, message in error.fields.items():
        form.add_error(name if name in form.fields else None, str(message))
    if not error.fields:
        form.add_error(None, str(error))


def _places() -> TagField:
    return TagField(
        label=gettext_lazy("Orte"),
        max_tag_length=LONGEST,
        required=False,
        widget=AreaInput,
        help_text=gettext_lazy(
            "Orte, PLZ, Bezirke, Bundesländer oder ein Umkreis wie »10 km um 8010«, mit Komma "
            "getrennt; 80* steht für 8010, 8020 …"
        ),
    )


def _number(label: Any, unit: str) -> forms.DecimalField:
    if unit == "€":
        return MoneyField(label=label, required=False)
    return GermanDecimalField(
        label=label, suffix=unit, required=False, min_value=0, max_digits=10, decimal_places=2
    )


class NewOrderForm(forms.Form):
    """A new order with the criteria that most customers have, in one go."""

    marketing_type = forms.ChoiceField(
        label=gettext_lazy("Vermarktung"),
        choices=MarketingType.choices,
        widget=ChipRadio,
        initial=MarketingType.BUY,
    )
    usage = forms.MultipleChoiceField(
        label=gettext_lazy("Nutzung"), choices=Usage.choices, widget=ChipSelect, required=False
    )
    object_types = forms.MultipleChoiceField(
        label=gettext_lazy("Objektart"),
        choices=ObjectType.choices,
        widget=ChipSelect,
        required=False,
    )
    places = _places()
    budget_min = _number(gettext_lazy("Budget ab"), "€")
    budget_max = _number(gettext_lazy("Budget bis"), "€")
    area_min = _number(gettext_lazy("Wohnfläche ab"), "m²")
    area_max = _number(gettext_lazy("Wohnfläche bis"), "m²")
    rooms_min = _number(gettext_lazy("Zimmer ab"), "")
    rooms_max = _number(gettext_lazy("Zimmer bis"), "")
    features = forms.MultipleChoiceField(
        label=gettext_lazy("Muss haben"),
        widget=ChipSelect,
        required=False,
        choices=lambda: [(code, CHOICES[CriterionKind.FEATURE][code]) for code in COMMON_FEATURES],
    )
    wishes = forms.MultipleChoiceField(
        label=gettext_lazy("Soll haben (Wunsch)"),
        widget=ChipSelect,
        required=False,
        choices=lambda: [(code, CHOICES[CriterionKind.FEATURE][code]) for code in COMMON_FEATURES],
    )
    title = forms.CharField(
        label=gettext_lazy("Bezeichnung"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Leer lassen: wird aus den Kriterien vorgeschlagen."),
    )
    valid_until = GermanDateField(label=gettext_lazy("Gültig bis"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("budget", "area", "rooms"):
            low, high = cleaned.get(f"{name}_min"), cleaned.get(f"{name}_max")
            if low is not None and high is not None and low > high:
                self.add_error(f"{name}_max", _("»bis« ist kleiner als »ab«."))
        return cleaned

    @property
    def title_or_proposal(self) -> str:
        """What was typed, else what the criteria say: »Wohnung in Graz (Kauf)«."""
        return self.cleaned_data["title"] or proposed_title(self.criteria())

    def criteria(self) -> list[Wanted]:
        """What the filled inputs ask for."""
        given = self.cleaned_data
        is_bought = given["marketing_type"] in PAID_ONCE
        found = [
            Wanted(CriterionKind.MARKETING_TYPE, codes=(given["marketing_type"],)),
            Wanted(CriterionKind.USAGE, codes=tuple(given["usage"])),
            Wanted(CriterionKind.OBJECT_TYPE, codes=tuple(given["object_types"])),
            Wanted(CriterionKind.PLACE, codes=tuple(given["places"])),
            self._range(CriterionKind.PRICE if is_bought else CriterionKind.RENT, "budget"),
            self._range(CriterionKind.LIVING_AREA, "area"),
            self._range(CriterionKind.ROOMS, "rooms"),
        ]
        wishes = [code for code in given["wishes"] if code not in given["features"]]
        found += [Wanted(CriterionKind.FEATURE, codes=(code,)) for code in given["features"]]
        found += [Wanted(CriterionKind.FEATURE, Mode.WISH, codes=(code,)) for code in wishes]
        return [one for one in found if one.codes or _has_range(one)]

    def _range(self, kind: CriterionKind, name: str) -> Wanted:
        low, high = self.cleaned_data[f"{name}_min"], self.cleaned_data[f"{name}_max"]
        return Wanted(kind, minimum=low, maximum=high, tolerance=KINDS[kind].tolerance)


def _has_range(one: Wanted) -> bool:
    return one.minimum is not None or one.maximum is not None


def proposed_title(criteria: list[Wanted]) -> str:
    """»Wohnung in Graz (Kauf)«, »Miete«, »Suchauftrag« where nothing is known."""
    by_kind = {one.kind: one for one in reversed(criteria)}
    what, where, how = (
        _words(by_kind.get(kind))
        for kind in (CriterionKind.OBJECT_TYPE, CriterionKind.PLACE, CriterionKind.MARKETING_TYPE)
    )
    title = what or _("Immobilie")
    if where:
        is_circle = isinstance(area(by_kind[CriterionKind.PLACE].codes[0]), Circle)
        pattern = _("%(what)s, %(where)s") if is_circle else _("%(what)s in %(where)s")
        title = pattern % {"what": title, "where": where}
    return f"{title} ({how})"[:120] if how else title[:120]


def _words(wanted: Wanted | None) -> str:
    """The first two values and a sign for more."""
    if wanted is None:
        return ""
    is_place = wanted.kind == CriterionKind.PLACE
    words = list(wanted.codes) if is_place else labels_of(wanted.kind, wanted.codes)
    return ", ".join(words[:2]) + (" …" if len(words) > 2 else "")


class OrderForm(forms.Form):
    """What is known of an order beside its criteria."""

    title = forms.CharField(label=gettext_lazy("Bezeichnung"), max_length=120)
    state = forms.ChoiceField(
        label=gettext_lazy("Status"), choices=OrderState.choices, widget=ChipRadio
    )
    valid_until = GermanDateField(
        label=gettext_lazy("Gültig bis"),
        required=False,
        help_text=gettext_lazy("Danach wird nicht mehr gesucht; leer heißt: bis auf Weiteres."),
    )
    note = forms.CharField(
        label=gettext_lazy("Notiz"), required=False, widget=forms.Textarea, max_length=5000
    )

    @classmethod
    def of(cls, order: SearchOrder, data: Mapping[str, Any] | None = None) -> OrderForm:
        """The form for `order`."""
        names = ("title", "state", "valid_until", "note")
        return cls(data, initial={name: getattr(order, name) for name in names})


class CriterionForm(forms.Form):
    """One criterion: the inputs that fit its kind, its weight, and what counts when unknown."""

    mode = forms.ChoiceField(
        label=gettext_lazy("Gewicht"), choices=Mode.choices, widget=ChipRadio, initial=Mode.MUST
    )
    unknown_fits = forms.BooleanField(
        label=gettext_lazy("Passt auch, wenn die Angabe bei der Immobilie fehlt"),
        required=False,
        initial=True,
    )

    def __init__(
        self,
        kind: CriterionKind,
        data: Mapping[str, Any] | None = None,
        existing: Criterion | None = None,
    ) -> None:
        proposed = {"tolerance": KINDS[kind].tolerance}
        super().__init__(data, initial=_initial(existing) if existing else proposed)
        self.kind = kind
        self.fields = {**_value_fields(kind), **self.fields}

    def wanted(self) -> Wanted:
        """What is asked for; the services check whether that makes sense."""
        given = self.cleaned_data
        asked = Wanted(self.kind, Mode(given["mode"]), unknown_fits=given["unknown_fits"])
        if KINDS[self.kind].shape == Shape.RANGE:
            return replace(
                asked,
                minimum=given["minimum"],
                maximum=given["maximum"],
                tolerance=given["tolerance"] or 0,
            )
        codes = given["places"] if self.kind == CriterionKind.PLACE else given["codes"]
        return replace(asked, codes=(codes,) if isinstance(codes, str) else tuple(codes))


def _value_fields(kind: CriterionKind) -> dict[str, forms.Field]:
    if KINDS[kind].shape == Shape.RANGE:
        return _range_fields(kind)
    if kind == CriterionKind.PLACE:
        return {"places": _places()}
    if kind == CriterionKind.FEATURE:
        return {"codes": LongChoiceField(label=kind.label, choices=_feature_choices)}
    choices = list(CHOICES[kind].items())
    field = forms.MultipleChoiceField(
        label=kind.label, choices=choices, widget=ChipSelect, required=False
    )
    return {"codes": field}


def _feature_choices() -> list[Any]:
    return [("", _("Bitte wählen")), *grouped_features()]


def _range_fields(kind: CriterionKind) -> dict[str, forms.Field]:
    unit = KINDS[kind].unit
    return {
        "minimum": _number(gettext_lazy("ab"), unit),
        "maximum": _number(gettext_lazy("bis"), unit),
        "tolerance": WholeNumberField(
            label=gettext_lazy("Toleranz (%)"),
            required=False,
            min_value=0,
            max_value=50,
            help_text=gettext_lazy("So weit darf eine Immobilie außerhalb liegen."),
        ),
    }


def _initial(criterion: Criterion) -> dict[str, Any]:
    codes: Any = criterion.codes[0] if criterion.kind == CriterionKind.FEATURE else criterion.codes
    return {
        "mode": criterion.mode,
        "unknown_fits": criterion.unknown_fits,
        "codes": codes,
        "places": criterion.codes,
        "minimum": _shown(criterion.minimum),
        "maximum": _shown(criterion.maximum),
        "tolerance": criterion.tolerance,
    }


def _shown(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.normalize() + 0

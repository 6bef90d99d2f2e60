"""Creating and changing a property."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from django import forms
from django.db import models
from django.db.models import Q
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from base.accounts.models import NAMED_BY, Agency, User
from base.labels import Label
from base.places.forms import fill_in, help_each_other
from base.ui.choices import AllAtOnce, LongChoiceField
from base.ui.fields import GermanDateField, GermanDecimalField, MoneyField, WholeNumberField
from base.ui.widgets import ChipSelect
from properties import choices
from properties.models import Property
from properties.record.forms import layout
from properties.record.forms.features import FeatureBlock, feature_blocks, read_features
from properties.record.forms.kinds import KindField, joined, separated
from properties.record.services.numbering import proposed_number

COUNTRIES = [
    ("", ""),
    ("AT", _("Österreich")),
    ("DE", _("Deutschland")),
    ("CH", _("Schweiz")),
    ("LI", _("Liechtenstein")),
    ("IT", _("Italien")),
]
_MODEL_FIELDS = [
    name for section in layout.SECTIONS for name, _width in section.fields if name != "kind"
]
# The columns that the form shows and saves, beside the features.
SHOWN_FIELDS = (*_MODEL_FIELDS, "object_type", "object_subtype")
# What may be unknown in a feed has to be said here.
_REQUIRED = ("title", "marketing_type")
_CHOICES = {
    "usage": choices.Usage.choices,
    "heating": choices.Heating.choices,
    "energy_carriers": choices.EnergyCarrier.choices,
}


def _field(name: str, label: Label) -> forms.Field | None:
    """The input of a model field where it is not Django's own."""
    options: dict[str, Any] = {"label": label, "required": False}
    if name in layout.EUROS:
        return MoneyField(**options)
    if name in layout.SQUARE_METRES:
        return GermanDecimalField(
            suffix="m²", max_digits=12, decimal_places=2, min_value=0, **options
        )
    if name in layout.NUMBERS:
        return GermanDecimalField(max_digits=7, decimal_places=2, min_value=0, **options)
    if name in layout.DEGREES:
        return GermanDecimalField(grouped=False, max_digits=9, decimal_places=6, **options)
    if name in layout.DAYS:
        return GermanDateField(**options)
    if name in layout.SEVERAL:
        return forms.MultipleChoiceField(choices=_CHOICES[name], widget=ChipSelect, **options)
    return None


def _formfield(field: Any, **options: Any) -> forms.Field | None:
    own = _field(field.name, field.verbose_name)
    if own is not None:
        return own
    options["label"] = field.verbose_name
    if field.name in layout.TEXT_AREAS:
        options["widget"] = forms.Textarea(attrs={"rows": layout.TEXT_AREAS[field.name]})
    if field.name in layout.UNKNOWN_OR:
        options["widget"] = forms.NullBooleanSelect
    if isinstance(field, models.IntegerField):
        options |= {"form_class": WholeNumberField, "grouped": field.name != "year_built"}
    if field.choices:
        options |= {"required": not field.blank, "initial": field.get_default()}
        return LongChoiceField(choices=partial(_codes, field), **options)
    made: forms.Field | None = field.formfield(**options)
    return made


def _codes(field: Any) -> Iterable[tuple[str, Label]]:
    """The codes of a field, »Unbekannt« before them where it may be left open."""
    if field.blank:
        yield "", "" if field.name in _REQUIRED else _("Unbekannt")
    yield from field.choices


class PropertyForm(forms.ModelForm[Property]):
    """All data of a property; `values()` is what the service takes."""

    kind = KindField(label=_("Objektart"))
    # What a new property was proposed to be numbered, to tell it from a number that was typed.
    proposed_number = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Property
        fields = _MODEL_FIELDS
        formfield_callback = _formfield

    def __init__(self, *args: Any, agency: Agency, **options: Any) -> None:
        super().__init__(*args, **options)
        record = self.instance
        for name in _REQUIRED:
            self.fields[name].required = True
        self.initial["kind"] = joined(record.object_type, record.object_subtype)
        if not record.pk:
            self.initial["country"] = agency.country
            self.initial["usage"] = [choices.Usage.RESIDENTIAL]
            if not self.is_bound:
                number = proposed_number(agency)
                self.initial.update({"object_number": number, "proposed_number": number})
        self._offer_colleagues(agency)
        self._offer_countries()
        help_each_other(self)

    def clean(self) -> dict[str, Any]:
        super().clean()
        fill_in(self)
        return self.cleaned_data

    def _offer_colleagues(self, agency: Agency) -> None:
        field = self.fields["responsible"]
        assert isinstance(field, forms.ModelChoiceField)
        field.iterator = AllAtOnce
        current = Q(pk=self.instance.responsible_id)
        known = User.objects.filter(Q(is_active=True) | current, agency=agency)
        field.queryset = known.only(*NAMED_BY)

    def _offer_countries(self) -> None:
        known = [*COUNTRIES]
        if self.instance.country not in dict(known):
            known.append((self.instance.country, self.instance.country))
        self.fields["country"] = forms.ChoiceField(
            choices=known, required=False, label=self.fields["country"].label
        )

    def sections(self) -> Iterator[tuple[layout.Section, list[tuple[BoundField, int]]]]:
        """The cards of the form with their fields and widths."""
        for section in layout.SECTIONS:
            yield section, [(self[name], width) for name, width in section.fields]

    def feature_blocks(self) -> list[FeatureBlock]:
        """The features in groups, as stored or as sent."""
        if self.is_bound:
            return feature_blocks(*read_features(self.data))
        return feature_blocks(self.instance.features, self.instance.absent_features)

    def values(self) -> dict[str, Any]:
        """Clean values by model field, ready for the service."""
        values = {name: self.cleaned_data[name] for name in _MODEL_FIELDS}
        values["object_type"], values["object_subtype"] = separated(self.cleaned_data["kind"])
        values["features"], values["absent_features"] = read_features(self.data)
        return values

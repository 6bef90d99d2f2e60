"""Forms for phones, e-mail and postal addresses: as many rows as there are, and one blank."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from base.accounts.models import Agency
from base.editing.baseline import baseline
from base.places.forms import fill_in, help_each_other
from base.ui.choices import LongChoiceField
from contacts.choices import PhoneKind, ReachKind
from contacts.data import RowData
from contacts.fields.calling import Home
from contacts.fields.company_numbers import Odd
from contacts.fields.countries import country_choices
from contacts.fields.emails import is_email, suggestion
from contacts.fields.normalise import MAX_NOTE
from contacts.models import Contact, ContactAddress, ContactEmail, ContactPhone
from contacts.record.forms.knowingly import KeepsKnowingly

_MOST_ROWS = 100


class RowForm(KeepsKnowingly, forms.Form):
    """One row; empty but for its defaults it counts as none."""

    id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    # What makes a row a row: without any of these it is blank.
    content: tuple[str, ...] = ()

    def __init__(
        self,
        *args: Any,
        agency: Agency,
        known: Collection[str] = (),
        kind: str = "",
        **kwargs: Any,
    ) -> None:
        """`known` are values that are stored already; `kind` is what a new row is at first."""
        self.agency, self.known, self.odd = agency, known, set()
        super().__init__(*args, **kwargs)
        if kind:
            self.fields["kind"].initial = kind

    @property
    def is_blank(self) -> bool:
        """Whether nothing was entered."""
        return not any(self.cleaned_data.get(name) for name in self.content)

    @property
    def is_stored(self) -> bool:
        """Whether the row shows one that is stored."""
        return bool(self["id"].value())


class PhoneForm(RowForm):
    """A phone number in any notation."""

    content = ("number",)
    kind = forms.ChoiceField(label=gettext_lazy("Art der Nummer"), choices=PhoneKind.choices)
    number = forms.CharField(
        label=gettext_lazy("Telefonnummer"),
        max_length=50,
        required=False,
        widget=forms.TextInput({"inputmode": "tel"}),
    )

    note = forms.CharField(
        label=gettext_lazy("Hinweis zur Nummer"), max_length=MAX_NOTE, required=False
    )

    def __init__(self, *args: Any, home: Home, **kwargs: Any) -> None:
        """`home` is where the contact's numbers are at home."""
        super().__init__(*args, **kwargs)
        self.home = home

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("number") not in self.known and not cleaned.get("DELETE"):
            self.check_knowingly("number", self._readable)
        return cleaned

    def _readable(self, number: str) -> str:
        if problem := self.home.problem(number, str(self.cleaned_data.get("kind", ""))):
            raise Odd(problem)
        return number

    @property
    def is_odd(self) -> bool:
        """Whether the stored number is none that can be called; it was kept knowingly."""
        kind = str(self.initial.get("kind", ""))
        return bool(self.home.problem(str(self.initial.get("number", "")), kind))


class EmailForm(RowForm):
    """An e-mail address."""

    content = ("address",)
    kind = forms.ChoiceField(label=gettext_lazy("Art der Adresse"), choices=ReachKind.choices)
    address = forms.CharField(
        label=gettext_lazy("E-Mail"),
        max_length=254,
        required=False,
        widget=forms.TextInput({"inputmode": "email"}),
    )

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"]).strip()
        if not address or address in self.known or is_email(address):
            return address
        message = _("Das ist keine gültige E-Mail-Adresse.")
        if meant := suggestion(address, self.agency.country):
            message = f"{message} {_('Meinten Sie %(meant)s?') % {'meant': meant}}"
        raise forms.ValidationError(message)


class AddressForm(RowForm):
    """A postal address."""

    content = (
        "street",
        "house_number",
        "staircase",
        "floor",
        "door",
        "postal_code",
        "place",
        "extra",
        "region",
    )
    kind = forms.ChoiceField(label=gettext_lazy("Art"), choices=ReachKind.choices)
    street = forms.CharField(label=gettext_lazy("Straße"), max_length=200, required=False)
    house_number = forms.CharField(label=gettext_lazy("Nr."), max_length=20, required=False)
    staircase = forms.CharField(label=gettext_lazy("Stiege"), max_length=10, required=False)
    floor = forms.CharField(label=gettext_lazy("Stock"), max_length=10, required=False)
    door = forms.CharField(label=gettext_lazy("Tür"), max_length=10, required=False)
    postal_code = forms.CharField(label=gettext_lazy("PLZ"), max_length=12, required=False)
    place = forms.CharField(label=gettext_lazy("Ort"), max_length=120, required=False)
    region = forms.CharField(label=gettext_lazy("Bundesland"), max_length=120, required=False)
    country = LongChoiceField(label=gettext_lazy("Land"), choices=country_choices, required=False)
    extra = forms.CharField(label=gettext_lazy("Zusatz"), max_length=200, required=False)

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, agency=agency, **kwargs)
        self.fields["country"].initial = agency.country
        help_each_other(self)

    def clean(self) -> dict[str, Any]:
        super().clean()
        fill_in(self)
        return self.cleaned_data


class RowFormSet(BaseFormSet[RowForm]):
    """Rows of one kind with a radio button that says which of them is the primary one."""

    row_fields: tuple[str, ...] = ()
    # Whether the person chooses here which row is the primary one.
    has_primary = True

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Tells each row what is stored: in any row, for others may have changed the order."""
        content = self.form.content[0]
        known = {str(row.get(content, "")) for row in self.initial or ()}
        return {**super().get_form_kwargs(index), "known": known}

    @property
    def primary_name(self) -> str:
        """The name of the radio buttons; their value is the number of the row."""
        return f"{self.prefix}-primary"

    @property
    def primary(self) -> str:
        """The number of the row chosen as the primary one."""
        if self.is_bound:
            return str(self.data.get(self.primary_name, ""))
        rows = enumerate(self.initial or ())
        return next((str(number) for number, row in rows if row.get("is_primary")), "0")

    def rows(self, base: Mapping[str, Any]) -> Iterator[RowData]:
        """What the rows say, for the service; `base` is what each stored row said before."""
        for number, form in enumerate(self.forms):
            row_id = form.cleaned_data.get("id")
            removed = bool(form.cleaned_data.get("DELETE")) or form.is_blank
            if removed and row_id is None:
                continue
            if removed:
                yield RowData({}, id=row_id, base=_before(base, row_id), removed=True)
                continue
            values = {name: form.cleaned_data[name] for name in self.row_fields}
            if self.has_primary:
                values["is_primary"] = str(number) == self.primary
            yield RowData(values, id=row_id, base=_before(base, row_id))


def _before(base: Mapping[str, Any], row_id: int | None) -> dict[str, Any] | None:
    before = base.get(str(row_id))
    return before if isinstance(before, dict) else None


class PhoneFormSet(RowFormSet):
    row_fields = ("kind", "number", "note")


class EmailFormSet(RowFormSet):
    row_fields = ("kind", "address")


class AddressFormSet(RowFormSet):
    row_fields = tuple(name for name in AddressForm.base_fields if name != "id")


class CompanyAddressFormSet(AddressFormSet):
    """Only the business addresses; which of all is the primary one is said elsewhere."""

    has_primary = False


def _factory(form: type[RowForm], base: type[RowFormSet]) -> type[RowFormSet]:
    return formset_factory(  # type: ignore[return-value]
        form, formset=base, extra=1, can_delete=True, max_num=_MOST_ROWS, absolute_max=_MOST_ROWS
    )


COMPANY_ADDRESSES = _factory(AddressForm, CompanyAddressFormSet)
FORMSETS: dict[str, type[RowFormSet]] = {
    "phones": _factory(PhoneForm, PhoneFormSet),
    "emails": _factory(EmailForm, EmailFormSet),
    "addresses": _factory(AddressForm, AddressFormSet),
}


def stored_rows(contact: Contact, name: str) -> list[ContactPhone | ContactEmail | ContactAddress]:
    """The stored rows of one kind (`phones`, `emails`, `addresses`), the primary one first."""
    return list(getattr(contact, name).all())


def row_initial(
    row: ContactPhone | ContactEmail | ContactAddress, fields: tuple[str, ...]
) -> dict[str, Any]:
    """What a row's form shows at first."""
    return {"id": row.pk, **baseline(row, (*fields, "is_primary"))}


def typed_addresses(rows: RowFormSet) -> list[dict[str, Any]]:
    """The addresses that were sent, before they are checked; blank and removed rows are none."""
    typed = [{name: form[name].value() for name in form.fields} for form in rows.forms]
    return [
        one
        for one in typed
        if any(one[name] for name in AddressForm.content) and not one.get("DELETE")
    ]

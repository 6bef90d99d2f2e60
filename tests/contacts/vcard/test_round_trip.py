"""A contact written as a vCard and imported again is the same contact."""

import string
from datetime import date
from io import BytesIO

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PIL import Image

from contacts.choices import ContactKind, PhoneKind, ReachKind, Source, Status
from contacts.data import ContactData, address_row, email_row, phone_row
from contacts.export.cards import ROWS, card_bytes
from contacts.imports.create import take_entries
from contacts.imports.entry import card_entries
from contacts.models import Contact
from contacts.services import create_contacts, set_photo

# What a card does not carry: secrets, evidence, who is responsible, and what is derived.
LEFT_OUT = {
    "id",
    "photo",
    "responsible",
    "iban",
    "id_kind",
    "id_number",
    "id_authority",
    "id_issued_on",
    "id_valid_until",
    "id_checked_on",
    "id_checked_by",
    "pep",
    "acting",
    "acting_for",
    "register_extract_on",
    "delete_on",
    "deleted_at",
    "created_at",
    "updated_at",
    "version",
}

_LETTERS = string.ascii_letters + string.digits + "äöüßÄé .-'&/(),;:\\"
_text = st.text(_LETTERS, max_size=30).map(lambda text: " ".join(text.split()))
_name = _text.filter(lambda text: any(char.isalpha() for char in text))
_part = st.text(string.ascii_letters + string.digits, max_size=4)
_words = st.lists(_name, max_size=3, unique=True)
_phones = st.lists(
    st.tuples(
        st.sampled_from(["+43 664 4821390", "0316 824410", "+49 151 61653255", "4711"]),
        st.sampled_from(PhoneKind.values),
    ),
    max_size=3,
    unique_by=lambda row: row[0],
)
_emails = st.lists(
    st.tuples(
        st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.at", fullmatch=True),
        st.sampled_from(ReachKind.values),
    ),
    max_size=3,
    unique_by=lambda row: row[0],
)
_addresses = st.lists(
    st.fixed_dictionaries(
        {
            "street": _name,
            "house_number": _part,
            "staircase": _part,
            "floor": _part,
            "door": _part,
            "postal_code": _part,
            "place": _text,
            "region": _text,
            "extra": _text,
            "country": st.sampled_from(["", "AT", "DE", "US"]),
            "kind": st.sampled_from(ReachKind.values),
        }
    ),
    max_size=2,
)
_VALUES = {
    "kind": st.sampled_from(ContactKind.values),
    "salutation": st.sampled_from(["", "ms", "mr", "divers", "family"]),
    "title_before": st.sampled_from(["", "Dr.", "Mag. Dr."]),
    "title_after": st.sampled_from(["", "MSc", "MBA, LL.M."]),
    "given_name": _name,
    "family_name": _name,
    "birth_name": _text,
    "birth_place": _text,
    "nationality": st.sampled_from(["", "AT", "DE"]),
    "language": st.sampled_from(["de", "en"]),
    "website": _text,
    "roles": st.lists(st.sampled_from(["owner", "prospect"]), unique=True),
    "tags": _words,
    "source": st.sampled_from(Source.values),
    "status": st.sampled_from(Status.values),
    "rating": st.none() | st.integers(1, 5),
    "is_business": st.booleans(),
    "do_not_contact": st.booleans(),
    "company_name": _name,
    "legal_form": _text,
    "position": _text,
    "vat_id": st.just("") | st.just("ATU12345678"),
    "tax_number": _text,
    "register_number": st.just("") | st.just("FN 122119m"),
    "register_court": _text,
    "company_phone": _text,
    "company_email": _text,
    "company_website": _text,
    "account_holder": _text,
    "bic": st.sampled_from(["", "GIBAATWW", "DEUTDEFF500"]),
    "bank_name": _text,
    "remarks": st.lists(_name, max_size=3).map("\n".join),
    "external_id": _text,
}
_values = st.fixed_dictionaries(_VALUES)
_birth = st.one_of(
    st.just({}),
    st.dates(date(1850, 1, 1), date(2026, 1, 1)).map(lambda day: {"birth_date": day}),
    st.sampled_from(["19560231", "31.02.1956", "im Mai"]).map(lambda t: {"birth_date_text": t}),
)


# The columns that these tests give a value of their own; `tests/contacts/test_every_field.py`
# asks for each that is neither here nor in LEFT_OUT.
DRAWN = {*_VALUES, "birth_date", "birth_date_text"}


def facts(contact):
    """Everything about a contact that a card carries."""
    names = [f.attname for f in Contact._meta.concrete_fields if f.name not in LEFT_OUT]
    rows = {
        name: [
            {
                f.name: getattr(row, f.name)
                for f in row._meta.concrete_fields
                if f.name not in ("id", "contact", "agency")
            }
            for row in getattr(contact, name).order_by("-is_primary", "id")
        ]
        for name in ROWS
    }
    return {name: getattr(contact, name) for name in names} | rows


def imported(agency, data):
    taken = take_entries(list(card_entries(data, agency.country)), agency=agency, user=None)
    return [Contact.objects.get(pk=one.contact.pk) for one in taken if one.contact]


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(values=_values, birth=_birth, phones=_phones, emails=_emails, addresses=_addresses)
def test_round_trip(agency, version, values, birth, phones, emails, addresses):
    data = ContactData(
        values={**values, **birth},
        phones=[phone_row(number, kind=kind) for number, kind in phones],
        emails=[email_row(address, kind=kind) for address, kind in emails],
        addresses=[address_row(**parts) for parts in addresses],
    )
    contact = Contact.objects.get(pk=create_contacts(agency=agency, items=[data], user=None)[0].pk)
    (again,) = imported(agency, b"".join(card_bytes([contact], version)))
    assert facts(again) == facts(contact)


def test_a_photo_comes_back(agency, maria):
    picture = BytesIO()
    Image.new("RGB", (40, 30), "red").save(picture, "JPEG")
    set_photo(contact=maria, source=picture, name="maria.jpg", user=None)
    (again,) = imported(agency, b"".join(card_bytes([maria], "4.0")))
    assert (again.photo.width, again.photo.height) == (40, 30)


def test_secrets_never_stand_on_a_card(agency, maria):
    maria.iban, maria.id_number = "AT611904300234573201", "P1234567"
    maria.save()
    text = b"".join(card_bytes([maria], "3.0"))
    assert b"AT6119" not in text
    assert b"P1234567" not in text


def test_what_a_field_refuses_stays_in_the_remarks(agency):
    card = (
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Eva Berger\r\nN:Berger;Eva;;;\r\n"
        b"X-IMMONAUT-RATING:9\r\nX-IMMONAUT-STATUS:boss\r\nX-IMMONAUT-IBAN:AT61\r\nEND:VCARD\r\n"
    )
    (eva,) = imported(agency, card)
    assert (eva.rating, eva.status) == (None, "new")
    assert "X-IMMONAUT-RATING: 9" in eva.remarks
    assert "X-IMMONAUT-IBAN: AT61" in eva.remarks

"""Every value of every recorded model reads as words, in German and in English."""

import io
import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.apps import apps
from django.db.models import ForeignKey
from django.utils import translation

from audit.describe import describe
from audit.models import Change
from base.encryption import EncryptedTextField
from base.ui.words import country_name, in_words, plain_words
from contacts.duplicates.record import Record
from contacts.duplicates.scoring import compare
from contacts.models import Contact, ContactFile, NotDuplicate
from contacts.record import sheet as contact_sheet
from properties.models import Property
from properties.orders.services import create_order
from properties.record import sheet as property_sheet
from properties.services import add_document
from properties.subtypes import SUBTYPES
from sharing.models import ShareLink, ShareLinkItem
from tests.files.storing import store_proof
from tests.files.test_taking_in import PDF

ISO = re.compile(r"\d{4}-\d\d-\d\d|\b\d{8}\b")
# Words that are the same in code and on the page.
SAME = {"privat", "name", "status", "title", "rating", "penthouse", "loft", "carport", "iban"}
VALUES = {
    "BooleanField": [True, False],
    "DateField": [date(1979, 3, 14), "1979-03-14"],
    "DateTimeField": [datetime(2026, 3, 14, 9, 5, tzinfo=UTC), "2026-03-14T09:05:00+00:00"],
    "TimeField": ["09:05"],
    "DecimalField": [Decimal("1234.50"), 1234.5],
    "JSONField": [{"a": True}, [{"b": 1}]],
}


def recorded():
    """Fields that a history shows, with their models."""
    for model in apps.get_models():
        if any(trigger.name == "history" for trigger in getattr(model._meta, "triggers", [])):
            for field in model._meta.concrete_fields:
                if field.editable and not field.primary_key and field.name != "agency":
                    yield pytest.param(field, id=str(field))


def codes(field):
    choices = getattr(field, "base_field", field).flatchoices
    wanted = [code for code, _label in choices]
    return [[code] for code in wanted] if hasattr(field, "base_field") else wanted


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("field", recorded())
def test_a_field_reads_as_words(field, language):
    with translation.override(language):
        automatic = field.name.replace("_", " ")
        label = str(field.verbose_name)
        assert language == "en" or label != automatic or label in SAME, f"no German label: {label}"
        for value in [*codes(field), *VALUES.get(field.get_internal_type(), [])]:
            if isinstance(field, ForeignKey) or value in ("", [""]):
                continue
            text = in_words(field, value)
            raw = value[0] if isinstance(value, list) else value
            assert text
            assert not ISO.search(text), text
            assert not re.search(r"\b(True|False|None)\b", text), text
            is_code = isinstance(raw, str) and re.fullmatch(r"[a-z]+_[a-z_]+", raw)
            assert not (is_code and text == raw), text


@pytest.fixture
def objects(agency, agent):
    """One of everything that a recorded row may refer to, by model, with what it is called."""
    nora = Contact.objects.create(agency=agency, family_name="Huber", given_name="Nora")
    flat = Property.objects.create(agency=agency, title="Altbau")
    stored = store_proof(agency=agency, source=io.BytesIO(PDF), name="Plan.pdf", user=agent)
    file = ContactFile.objects.create(
        agency=agency, contact=nora, stored=stored, name="Ausweis.pdf"
    )
    paper = add_document(property=flat, source=io.BytesIO(PDF), name="Grundbuch.pdf", user=agent)
    order = create_order(contact=nora, title="Wohnung in Graz")
    link = ShareLink.objects.create(agency=agency, contact=nora, property=flat, created_by=agent)
    told = {
        nora: "Nora Huber",
        flat: "Altbau",
        stored: "Plan.pdf",
        file: "Ausweis.pdf",
        paper: "Grundbuch.pdf",
        order: "Wohnung in Graz",
        link: "Altbau",
        agent: agent.name,
        agency: agency.name,
    }
    return {type(one): (one, name) for one, name in told.items()}


@pytest.mark.django_db
def test_keys_read_as_the_names_of_what_they_lead_to(objects):
    fields = [
        field
        for model in apps.get_models()
        if any(one.name == "history" for one in getattr(model._meta, "triggers", []))
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey)
    ]
    assert len(fields) > 30
    for field in fields:
        found, name = objects[field.related_model]
        assert in_words(field, found.pk) == in_words(field, found) == name, field
        assert in_words(field, found.pk, {type(found): {found.pk: name}}) == name, field
        for missing in (in_words(field, 987654321, {}), in_words(field, 987654321)):
            assert missing == "nicht mehr vorhanden", field


@pytest.mark.django_db
def test_no_model_of_ours_is_called_by_its_number(agency, agent, objects):
    nora, flat = objects[Contact][0], objects[Property][0]
    other = Contact.objects.create(agency=agency, family_name="Maier")
    apart = NotDuplicate.objects.create(agency=agency, a=nora, b=other, decided_by=agent)
    assert str(apart) == "Nora Huber ≠ Maier"
    item = ShareLinkItem(agency=agency, link=objects[ShareLink][0], file=objects[ContactFile][0])
    assert (str(item), str(flat)) == ("Ausweis.pdf", "Altbau")


def test_sheets_say_what_the_history_says():
    flat = Property(
        year_built=2015,
        living_area=Decimal("1085.50"),
        energy_issued_on=date(2024, 5, 1),
        heating=["district"],
        rooms=Decimal("3.5"),
    )
    nora = Contact(nationality="DE", language="hr", birth_date=date(1979, 3, 14))
    shown = {
        name: property_sheet._value(flat, name)
        for name in ("year_built", "living_area", "energy_issued_on", "heating", "rooms")
    }
    assert shown == {
        "year_built": "2015",
        "living_area": "1.085,5 m²",
        "energy_issued_on": "01.05.2024",
        "heating": "Fernwärme",
        "rooms": "3,5",
    }
    told = [contact_sheet._value(nora, name) for name in ("nationality", "language", "birth_date")]
    assert told == ["Deutschland", "Kroatisch", "14.03.1979"]
    with translation.override("en"):
        assert contact_sheet._value(nora, "nationality") == "Germany"
        assert property_sheet._value(flat, "living_area") == "1,085.5 m²"


def test_codes_of_countries_and_languages():
    country, language = (Contact._meta.get_field(name) for name in ("nationality", "language"))
    with translation.override("de"):
        assert in_words(country, "DE") == "Deutschland"
        assert in_words(language, "de") == "Deutsch"
        assert country_name("AT") == "Österreich"
    with translation.override("en"):
        assert in_words(country, "DE") == "Germany"
        assert in_words(language, "hr") == "Croatian"


def test_years_areas_and_finer_kinds():
    def told(name, value):
        return in_words(Property._meta.get_field(name), value)

    assert told("year_built", 2015) == "2015"
    assert told("living_area", Decimal("1085.50")) == "1.085,5 m²"
    assert told("price", 349000) == "349.000"
    price = Property._meta.get_field("price")
    assert in_words(price, 349000.5, currency="CHF") == "349.000,50 CHF"
    for finer in SUBTYPES.values():
        for code, label in finer.items():
            assert str(label) in told("object_subtype", code)


def test_secrets_show_their_end_alone():
    for field in (f for f in Contact._meta.concrete_fields if isinstance(f, EncryptedTextField)):
        text = in_words(field, "AT611904300234573201")
        assert text.endswith("3201")
        assert "6119" not in text


def test_the_comparison_of_duplicates_says_no_codes():
    """What stood in the dialog: »gender f«, »19790314«."""
    one = Record(given_name="Eva", family_name="Gruber", gender="f", birth_date=date(1979, 3, 14))
    other = Record(given_name="Eva", family_name="Gruber", gender="m", birth_date=date(1979, 3, 4))
    shown = {line.field: line.shown for line in compare(one, other).fields}
    assert shown["birth_date"] == ("14.03.1979", "04.03.1979")
    assert shown["gender"] == ("Frau", "Herr")


@pytest.mark.django_db
def test_the_history_uses_them(agency):
    contact = Contact.objects.create(agency=agency, family_name="Gruber", nationality="DE")
    told = describe(Change.objects.filter(subject_type="contact", subject_id=contact.pk))
    after = {d.label: d.after for one in told for d in one.differences}
    assert after["Staatsangehörigkeit"] == "Deutschland"


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("2026-11-28", "28.11.2026"),
        ("2026-11-28T07:46:12.345+00:00", "28.11.2026, 08:46"),
        (["Plan.pdf", "Grundbuch.pdf"], "Plan.pdf, Grundbuch.pdf"),
        ("20261128", "20261128"),
        ("2026-13-45", "2026-13-45"),
        ("Grund: 2026-11-28", "Grund: 2026-11-28"),
        (7, "7"),
        (None, ""),
        ([{"name": "Plan.pdf", "at": "2026-11-28"}], "Plan.pdf · 28.11.2026"),
    ],
)
def test_evidence_is_shown_in_words(kept, shown):
    assert plain_words(kept) == shown

"""Saving, deleting and taking back; pictures and documents."""

import io
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.context import acting
from audit.models import Change
from audit.undo import undo_context
from base.errors import DomainError
from properties import services
from properties.models import Property, PropertyDocument, PropertyImage
from tests.properties.conftest import flat_values, pdf, picture


def history(property):
    return Change.objects.about(
        agency_id=property.agency_id, subject_type="property", subject_id=property.pk
    )


def test_a_saved_property_has_a_headline_and_sortable_columns(flat):
    assert flat.headline == "349.000 € · 82 m² · 3 Zimmer · 8020 Graz"
    assert flat.sort_key.startswith("altbauwohnung mit innenhof")
    assert flat.place_key == "graz 8020"
    assert flat.amount == 349000
    assert flat.responsible.name == "Anna Huber"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"rent": Decimal("850.50")}, "850,50 € / Monat"),
        ({"rent": None, "rent_total": Decimal(1200)}, "1.200 € / Monat"),
        ({"price": Decimal(5)}, "5 €"),
        ({"living_area": Decimal("85.5"), "rooms": Decimal("2.5")}, "85,5 m² · 2,5 Zimmer"),
        ({"place": "Wien", "postal_code": ""}, "Wien"),
        ({"price": Decimal(200), "rent": Decimal(9), "marketing_type": "buy"}, "200 €"),
        ({"price": Decimal(200), "rent": Decimal(9), "marketing_type": "rent"}, "9 € / Monat"),
        ({}, ""),
    ],
)
def test_the_headline_leaves_out_what_is_unknown(values, expected):
    assert Property(**values).headline == expected


def test_saving_what_is_there_already_leaves_no_trace(agency, agent, flat):
    before = history(flat).count()
    saved = services.save_property(agency=agency, user=agent, property=flat, values=flat_values())
    assert history(flat).count() == before
    assert saved.version == flat.version


def test_a_change_is_recorded_with_both_values_and_its_actor(agency, agent, flat):
    with acting(actor_id=agent.pk, actor="Anna"):
        services.save_property(agency=agency, user=agent, property=flat, values={"price": 339000})
    change = history(flat).first()
    assert (change.before, change.after) == ({"price": 349000.00}, {"price": 339000})
    assert (change.action, change.actor) == ("properties.update", "Anna")


def test_an_object_number_exists_once_per_agency(agency, other_agency, agent, stranger, flat):
    with pytest.raises(DomainError) as raised:
        services.save_property(agency=agency, user=agent, values=flat_values())
    assert "object_number" in raised.value.fields
    services.save_property(agency=other_agency, user=stranger, values=flat_values())
    services.delete_property(property=flat)
    services.save_property(agency=agency, user=agent, values=flat_values())


def test_a_deleted_property_comes_back_by_undo(agency, flat):
    context = services.delete_property(property=flat)
    assert not Property.objects.present().exists()
    undo_context(context=context, agency_id=agency.pk)
    assert Property.objects.present().get() == flat


@pytest.mark.parametrize(
    "broken",
    [
        {"price": -1},
        {"living_area": -1},
        {"status": "unknown"},
        {"marketing_type": "gift"},
        {"features": ["teleporter"]},
        {"features": ["balcony"], "absent_features": ["balcony"]},
    ],
)
def test_the_database_refuses_nonsense(flat, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        Property.objects.filter(pk=flat.pk).update(**broken)


def test_pictures_keep_their_order_and_the_first_is_the_title_picture(flat, agent):
    colours = ("red", "green", "blue")
    red, green, blue = (
        services.add_image(property=flat, source=picture(c), name=f"{c}.png", user=agent)
        for c in colours
    )
    services.move_image(image=blue, direction="up")
    assert list(flat.images.all()) == [red, blue, green]
    services.make_cover(image=green)
    assert list(flat.images.all()) == [green, red, blue]
    services.move_image(image=green, direction="up")
    services.delete_image(image=green)
    assert Property.objects.with_cover().get().cover == red


def test_a_title_picture_costs_one_query_for_all(agency, agent, django_assert_num_queries):
    for number in range(3):
        record = services.save_property(
            agency=agency, user=agent, values=flat_values(object_number=f"N{number}")
        )
        services.add_image(property=record, source=picture(), name="a.png", user=agent)
        services.add_image(property=record, source=picture("red"), name="b.png", user=agent)
    with django_assert_num_queries(2):
        covers = [record.cover.pk for record in Property.objects.with_cover()]
    first = PropertyImage.objects.filter(pk__in=covers)
    assert [one.stored.name for one in first] == ["a.png"] * 3


def test_what_is_no_picture_is_refused(flat, agent):
    with pytest.raises(DomainError, match="nur Bilder"):
        services.add_image(property=flat, source=pdf(), name="a.jpg", user=agent)
    with pytest.raises(DomainError):
        services.add_image(property=flat, source=io.BytesIO(b"<svg/>"), name="a.svg", user=agent)
    assert not PropertyImage.objects.exists()


def test_a_document_is_protected_until_somebody_makes_it_public(agency, flat, agent):
    document = services.add_document(property=flat, source=pdf(), name="Grundbuch.pdf", user=agent)
    assert document.is_protected
    services.set_visibility(document=document, visibility="public")
    assert PropertyDocument.objects.get().visibility == "public"
    context = services.delete_document(document=document)
    assert not PropertyDocument.objects.present().exists()
    undo_context(context=context, agency_id=agency.pk)
    assert PropertyDocument.objects.present().exists()
    assert {change.table_name for change in history(flat)} == {
        "properties_property",
        "properties_propertydocument",
    }


def test_the_time_of_the_last_activity_never_goes_back(flat):
    now = timezone.now()
    services.touch_activity([flat.pk], now)
    services.touch_activity([flat.pk], now - timezone.timedelta(days=1))
    flat.refresh_from_db()
    assert flat.last_activity_at == now

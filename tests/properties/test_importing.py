"""Taking properties over from OpenImmo: our own feed, and real ones where they are at hand."""

import json
from dataclasses import replace
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from audit.context import action
from audit.models import Activity, Change
from audit.undo import undo_context
from properties.choices import (
    Condition,
    EnergyCarrier,
    Heating,
    MarketingType,
    ObjectType,
    Usage,
)
from properties.features import FEATURES
from properties.imports.feeds import feed_files, import_feed
from properties.imports.take_over import import_listing, plan_listing
from properties.models import Property, PropertyDocument, PropertyImage
from properties.openimmo import features as openimmo_features
from properties.openimmo import object_types, vocabulary
from properties.openimmo.listing import Attachment, Listing
from properties.openimmo.reading import read_openimmo
from properties.services import add_image, save_property
from properties.subtypes import SUBTYPES
from tests.properties.conftest import flat_values, picture
from tests.properties.openimmo.sample import sample_document, sample_zip

FLAT = Listing(
    object_number="A-1",
    openimmo_id="OI-1",
    title="Helle Wohnung",
    marketing_types=("buy",),
    object_type="apartment",
    price=Decimal(250000),
    living_area=Decimal("71.456"),
    rooms=Decimal(3),
    postal_code="8010",
    place="Graz",
    features=frozenset({"balcony"}),
    features_absent=frozenset({"elevator"}),
    kept=(("freitexte/x", "eins"), ("freitexte/x", "zwei")),
)


def take(agency, listing=FLAT, user=None):
    with action("properties.import"):
        return import_listing(agency=agency, listing=listing, user=user, source="feed.xml")


def run(*paths, **options):
    out, err = StringIO(), StringIO()
    status = 0
    try:
        call_command("import_openimmo", *map(str, paths), stdout=out, stderr=err, **options)
    except SystemExit as exit:
        status = exit.code
    return status, [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue()


def test_a_listing_becomes_a_property(agency, agent):
    result = take(agency, user=agent)
    record = Property.objects.get()
    assert (result.outcome, result.property) == ("created", record)
    assert record.headline == "250.000 € · 71,46 m² · 3 Zimmer · 8010 Graz"
    assert (record.features, record.absent_features) == (["balcony"], ["elevator"])
    assert record.kept == {"freitexte/x": ["eins", "zwei"]}
    assert (record.status, record.responsible) == ("active", agent)
    assert Activity.objects.get().evidence["file"] == "feed.xml"


def test_the_same_listing_again_changes_nothing_and_leaves_no_trace(agency):
    take(agency)
    changes = Change.objects.count()
    assert take(agency).outcome == "skipped"
    assert take(agency, replace(FLAT, index=7)).outcome == "skipped"
    assert (Change.objects.count(), Activity.objects.count()) == (changes, 1)


def test_a_changed_listing_changes_only_what_it_says(agency, agent):
    take(agency)
    record = Property.objects.get()
    save_property(
        agency=agency,
        user=agent,
        property=record,
        values={"energy_hwb": 48, "features": ["balcony", "garden"]},
    )
    assert take(agency, replace(FLAT, price=Decimal(240000), rooms=None)).outcome == "updated"
    record.refresh_from_db()
    assert (record.price, record.rooms, record.energy_hwb) == (240000, 3, 48)
    assert record.features == ["balcony", "garden"]


def test_one_id_for_everything_still_makes_two_properties(agency):
    take(agency)
    take(agency, replace(FLAT, object_number="A-2"))
    assert Property.objects.count() == 2


def test_without_number_the_openimmo_id_finds_it(agency):
    take(agency)
    result = take(agency, replace(FLAT, object_number="", price=Decimal(1)))
    assert (result.outcome, Property.objects.get().price) == ("updated", 1)


def test_without_any_identity_the_content_recognises_itself(agency):
    anonymous = replace(FLAT, object_number="", openimmo_id="")
    assert [take(agency, anonymous).outcome for _ in range(2)] == ["created", "skipped"]


def test_another_agency_is_never_touched(agency, other_agency):
    take(agency)
    assert take(other_agency, replace(FLAT, action="delete")).outcome == "skipped"
    assert take(other_agency).outcome == "created"
    assert Property.objects.present().filter(agency=agency).exists()


def test_deleting_is_soft_and_can_be_undone(agency):
    take(agency)
    with action("properties.import") as context:
        result = import_listing(
            agency=agency, listing=replace(FLAT, action="delete"), user=None, source="f"
        )
    assert result.outcome == "deleted"
    assert not Property.objects.present().exists()
    undo_context(context=context.id, agency_id=agency.pk)
    assert Property.objects.present().exists()


def test_an_undone_import_can_be_repeated(agency):
    take(agency)
    with action("properties.import") as context:
        import_listing(agency=agency, listing=replace(FLAT, price=Decimal(9)), user=None)
    undo_context(context=context.id, agency_id=agency.pk)
    assert Property.objects.get().price == 250000
    assert take(agency, replace(FLAT, price=Decimal(9))).outcome == "updated"


def test_what_fits_no_column_is_kept_and_named(agency):
    odd = replace(
        FLAT, title="x" * 400, price=Decimal("1e30"), year_built=7, living_area=Decimal(-5)
    )
    result = take(agency, odd)
    record = Property.objects.get()
    assert (record.price, record.year_built, record.living_area) == (None, None, None)
    assert record.title.endswith("…")
    assert record.kept["immonaut/title"] == "x" * 400
    assert {problem.path for problem in result.problems} == {
        "title",
        "price",
        "year_built",
        "living_area",
    }


def test_an_empty_listing_is_rejected_with_a_reason(agency):
    result = take(agency, Listing())
    assert result.outcome == "rejected"
    assert "keine Angaben" in str(result.problems[-1].message)


def test_attachments_find_their_place_and_a_bad_one_costs_nothing(agency, agent):
    parts = (
        Attachment(group="image", title="Küche", file_name="k.png", data=picture().read()),
        Attachment(group="image_title", file_name="t.png", data=picture("red").read()),
        Attachment(group="document", title="Plan", file_name="p.pdf", data=b"%PDF-1.4 x"),
        Attachment(group="image", file_name="virus.exe", data=b"MZ\x90\x00\x03\x00\x00\x00"),
        Attachment(group="link", external_url="https://tour.example/1"),
    )
    result = take(agency, replace(FLAT, attachments=parts), user=agent)
    assert list(PropertyImage.objects.values_list("title", flat=True)) == ["", "Küche"]
    assert PropertyImage.objects.first().stored.name == "t.png"
    document = PropertyDocument.objects.get()
    assert (document.name, document.visibility) == ("Plan", "protected")
    assert "virus.exe" in str(result.problems[-1].message)
    assert "https://tour.example/1" in result.property.kept.values()


def test_a_full_set_of_pictures_replaces_the_earlier_one_but_not_the_agents(agency, agent):
    def feed(*colours):
        return replace(
            FLAT,
            attachments=tuple(
                Attachment(group="image", file_name=f"{c}.png", data=picture(c).read())
                for c in colours
            ),
        )

    record = take(agency, feed("red", "green")).property
    add_image(property=record, source=picture("black"), name="black.png", user=agent)
    assert take(agency, feed("green", "blue")).outcome == "updated"
    names = [image.stored.name for image in PropertyImage.objects.present()]
    assert names == ["green.png", "black.png", "blue.png"]
    assert take(agency, feed("green", "blue")).outcome == "skipped"


def test_planning_says_what_would_happen_and_changes_nothing(agency):
    assert plan_listing(agency=agency, listing=FLAT).outcome == "created"
    assert not Property.objects.exists()


def test_every_code_of_the_reader_has_a_place_here():
    tables = [
        *openimmo_features._ELEMENTS.values(),
        *openimmo_features._ATTRIBUTES.values(),
        openimmo_features._COUNTS,
        *openimmo_features._WORDS.values(),
    ]
    codes = {code.removeprefix("!") for table in tables for code in table.values()}
    assert codes <= set(FEATURES)
    for kind in object_types.KINDS.values():
        assert kind.code in ObjectType.values
        assert set(kind.subtypes.values()) - {""} <= set(SUBTYPES[kind.code])
    assert set(vocabulary.CONDITIONS.values()) <= set(Condition.values)
    assert set(vocabulary.MARKETING_TYPES.values()) <= set(MarketingType.values)
    assert set(vocabulary.USAGES.values()) <= set(Usage.values)
    assert set(openimmo_features.HEATING.values()) <= set(Heating.values)
    assert set(openimmo_features.ENERGY_CARRIERS.values()) <= set(EnergyCarrier.values)


def test_the_command_prints_one_object_per_property(agency, tmp_path):
    (tmp_path / "a.zip").write_bytes(sample_zip(2))
    (tmp_path / "b.XML").write_bytes(sample_document(3, first=2))
    (tmp_path / "c.xml").write_bytes(b"<html/>")
    (tmp_path / "notes.txt").write_text("x")
    status, lines, errors = run(tmp_path, agency="huber")
    assert status == 0
    assert [(Path(line["file"]).name, line["index"], line["outcome"]) for line in lines[:2]] == [
        ("a.zip", 0, "created"),
        ("a.zip", 1, "created"),
    ]
    assert [line["outcome"] for line in lines[3:]] == ["created", "created", "rejected"]
    first = lines[0]
    assert first["object_number"] == "MUSTER-001"
    assert len(first["attachments"]) == 3
    assert "c.xml" in errors
    assert "notes.txt" not in errors
    record = Property.objects.get(object_number="MUSTER-001")
    assert (float(first["price"]), first["place"]) == (float(record.price), record.place)
    assert (record.images.count(), record.documents.count()) == (2, 1)
    again = run(tmp_path / "a.zip", agency="huber")[1]
    assert [line["outcome"] for line in again] == ["skipped", "updated"]


def test_a_dry_run_stores_nothing(agency, tmp_path):
    (tmp_path / "a.zip").write_bytes(sample_zip(2))
    _, lines, _ = run(tmp_path / "a.zip", agency="huber", dry_run=True)
    assert [line["outcome"] for line in lines] == ["would create", "would create"]
    assert not Property.objects.exists()


def test_nothing_readable_is_an_error(agency, tmp_path):
    (tmp_path / "broken.xml").write_bytes(b"\x00\x01")
    status, lines, errors = run(tmp_path / "broken.xml", agency="huber")
    assert status == 1
    assert [line["outcome"] for line in lines] == ["rejected"]
    assert "broken.xml" in errors
    with pytest.raises(CommandError, match=r"Nicht gefunden: .*gone.xml"):
        run(tmp_path / "broken.xml", tmp_path / "gone.xml", agency="huber")
    with pytest.raises(CommandError, match="nobody"):
        run(tmp_path, agency="nobody")


@pytest.mark.django_db
def test_every_sample_goes_through_and_again_without_a_trace(agency, samples):
    for path in feed_files([samples / "openimmo"]):
        entries = [
            list(import_feed(agency=agency, source=path.read_bytes(), file_name=path.name))
            for _ in range(2)
        ]
        expected = len(
            [x for d in read_openimmo(path.read_bytes(), file_name=path.name) for x in d.listings]
        )
        assert len(entries[0]) == max(expected, 1), path
        assert {e.result.outcome for e in entries[1] if e.result} <= {"skipped", "rejected"} or (
            len({e.listing.object_number for e in entries[1]}) < expected
        ), path


def test_unreadable_sample_bytes_are_said_to_be(agency, samples):
    for path in sorted((samples / "hostile").rglob("*.*")):
        if path.suffix in {".zip", ".xml"}:
            entries = list(
                import_feed(agency=agency, source=path.read_bytes(), file_name=path.name)
            )
            assert entries
            assert all(e.problems or e.listing for e in entries), path


def test_saved_by_hand_then_imported_is_one_property(agency, agent):
    save_property(agency=agency, user=agent, values=flat_values(object_number="A-1"))
    assert take(agency).outcome == "updated"
    assert Property.objects.count() == 1


def test_a_listing_the_database_refuses_costs_nobody_else(agency):
    with action("properties.import"):
        broken, good = (
            import_listing(agency=agency, listing=listing, user=None)
            for listing in (replace(FLAT, title="null\x00byte"), replace(FLAT, object_number="B"))
        )
    assert (broken.outcome, good.outcome) == ("rejected", "created")

"""The portfolio, one property with its tabs, pictures, documents."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Change
from audit.undo import undo_context
from properties import services
from properties.models import Property, PropertyDocument, PropertyImage
from tests.properties.conftest import flat_values, pdf, picture

LIST = "/immobilien/"


def many(agency, agent, count, **changes):
    return [
        services.save_property(
            agency=agency,
            user=agent,
            values=flat_values(object_number=f"N-{i:03}", price=100_000 + i, **changes),
        )
        for i in range(count)
    ]


def numbers(response):
    return [row.object_number for row in response.context["page"].rows]


def sent(**changes):
    """What the form of the flat sends."""
    return {
        "title": "Altbauwohnung mit Innenhof, Lend",
        "object_number": "G-100",
        "status": "active",
        "kind": "apartment/attic",
        "marketing_type": "buy",
        "price": "349.000,50 €",
        "living_area": "82,5",
        "rooms": "3",
        "postal_code": "8020",
        "place": "Graz",
        "rent_period": "month",
        "usage": ["residential"],
        "feature-balcony": "yes",
        "feature-elevator": "no",
        "available_from": "01.02.2027",
        "country": "AT",
    } | changes


def test_the_portfolio_shows_what_matters(agent_client, flat, agent):
    services.add_image(property=flat, source=picture(), name="a.png", user=agent)
    page = agent_client.get(LIST).content.decode()
    for text in ("Altbauwohnung mit Innenhof, Lend", "349.000 €", "82 m²", "8020 Graz", "Aktiv"):
        assert text in page
    assert f"/immobilien/{flat.pk}/bilder/{flat.cover.pk}/klein/" in page


def test_it_sorts_by_each_column_with_the_unknown_last(agent_client, agency, agent):
    many(agency, agent, 3)
    services.save_property(
        agency=agency, user=agent, values={"title": "Ähre", "object_number": "U"}
    )
    assert numbers(agent_client.get(LIST, {"sort": "price"})) == ["N-000", "N-001", "N-002", "U"]
    assert numbers(agent_client.get(LIST, {"sort": "-price"})) == ["N-002", "N-001", "N-000", "U"]
    assert numbers(agent_client.get(LIST, {"sort": "title"}))[0] == "U"
    for key in ("title", "number", "price", "area", "rooms", "place", "status", "updated"):
        for sort in (key, f"-{key}"):
            page = agent_client.get(LIST, {"sort": sort})
            assert 'aria-sort="' in page.content.decode()
            assert len(numbers(page)) == 4
    assert agent_client.get(LIST, {"sort": "nonsense"}).status_code == 200


@pytest.mark.parametrize("sort", ["price", "-price", "title", "-updated", "-rooms"])
def test_paging_forth_and_back_shows_every_row_once(agent_client, agency, agent, sort):
    many(agency, agent, 60)
    asked = {"sort": sort, "size": "25"}
    pages = [agent_client.get(LIST, asked)]
    while pages[-1].context["forward"]:
        pages.append(agent_client.get(LIST + pages[-1].context["forward"]))
    seen = [number for page in pages for number in numbers(page)]
    assert [len(numbers(page)) for page in pages] == [25, 25, 10]
    assert len(set(seen)) == 60
    back = agent_client.get(LIST + pages[2].context["back"])
    assert numbers(back) == numbers(pages[1])


def test_search_and_filters_narrow(agent_client, agency, agent):
    many(agency, agent, 2)
    services.save_property(
        agency=agency,
        user=agent,
        values={
            "title": "Übelbacher Hof",
            "object_number": "X",
            "object_type": "house",
            "status": "draft",
            "marketing_type": "rent",
            "place": "Weiß",
        },
    )
    for asked in (
        {"q": "ubelbach"},
        {"q": "Uebelbach"},
        {"q": "hof weiss"},
        {"object_type": "house"},
        {"status": "draft"},
        {"marketing_type": "rent"},
        {"q": "haus übel"},
    ):
        assert numbers(agent_client.get(LIST, asked)) == ["X"], asked
    assert "Nichts gefunden" in agent_client.get(LIST, {"q": "gibtesnicht"}).content.decode()
    assert agent_client.get(LIST, {"q": "\x00%_\\", "status": "?"}).status_code == 200


def test_ten_or_sixty_rows_cost_the_same_queries(agent_client, agency, agent):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            agent_client.get(LIST, {"size": "100"})
        return len(captured)

    for record in many(agency, agent, 3):
        services.add_image(property=record, source=picture(), name="a.png", user=agent)
    agent_client.get(LIST)  # the first page of a session notes where it began
    few = queries()
    many(agency, agent, 0)
    for number in range(20):
        record = services.save_property(
            agency=agency, user=agent, values=flat_values(object_number=f"M{number}")
        )
        services.add_image(property=record, source=picture(), name="a.png", user=agent)
    assert queries() == few <= 8


def test_a_new_property_opens_after_saving(agent_client, agent):
    response = agent_client.post(reverse("properties:create"), sent())
    record = Property.objects.get()
    assert (response.status_code, response.headers["Location"]) == (
        303,
        f"/immobilien/{record.pk}/",
    )
    assert str(record.price) == "349000.50"
    assert (record.object_type, record.object_subtype) == ("apartment", "attic")
    assert (record.features, record.absent_features) == (["balcony"], ["elevator"])
    assert record.available_from.isoformat() == "2027-02-01"
    assert Change.objects.filter(subject_type="property", actor="Anna Huber").exists()


def test_bad_input_is_said_in_german_and_nothing_is_lost(agent_client, flat):
    response = agent_client.post(
        f"/immobilien/{flat.pk}/",
        sent(title="", price="viel", living_area="-5", available_from="31.02.2027", rooms="3,5"),
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert {"title", "price", "living_area", "available_from"} == set(
        response.context["form"].errors
    )
    assert 'value="viel"' in page
    assert 'value="3,5"' in page
    assert "Diesen Tag gibt es nicht" in page
    flat.refresh_from_db()
    assert flat.price == 349000
    # Its page still shows what is stored.
    assert "<h1>Altbauwohnung mit Innenhof, Lend</h1>" in page


def test_what_was_chosen_of_the_features_survives_an_error(agent_client, flat):
    page = agent_client.post(f"/immobilien/{flat.pk}/", sent(title="")).content.decode()
    assert 'name="feature-balcony"><option value="">–</option><option value="yes" selected>' in page


def test_a_taken_number_is_a_form_error(agent_client, agency, agent, flat):
    services.save_property(agency=agency, user=agent, values=flat_values(object_number="B"))
    taken = agent_client.post(f"/immobilien/{flat.pk}/", sent(object_number="B"))
    assert (taken.status_code, "schon vergeben" in taken.content.decode()) == (422, True)


def test_saving_the_page_as_it_is_changes_nothing(agent_client, agency, agent):
    full = flat_values(
        features=["balcony"],
        energy_hwb="48.50",
        latitude="47.070000",
        year_built=1910,
        summary="Kurz",
        heating=["central"],
        commission_due=True,
        country="AT",
    )
    record = services.save_property(agency=agency, user=agent, values=full)
    record.refresh_from_db()
    before = Change.objects.count()
    form = agent_client.get(f"/immobilien/{record.pk}/").context["form"]
    data = {
        bound.html_name: value
        for bound in form
        if (value := bound.field.widget.format_value(bound.value())) not in (None, "", [])
    } | {"feature-balcony": "yes"}
    data = {k: v[0] if isinstance(v, list) and len(v) == 1 else v for k, v in data.items()}
    assert agent_client.post(f"/immobilien/{record.pk}/", data).status_code == 303
    assert [c.after for c in Change.objects.order_by("id")[before:]] == []


def test_deleting_offers_the_way_back(agent_client, agency, flat):
    response = agent_client.post(f"/immobilien/{flat.pk}/loeschen/", follow=True)
    page = response.content.decode()
    context = Change.objects.filter(action="properties.delete").get().context
    assert f"/rueckgaengig/{context}/" in page
    assert agent_client.get(f"/immobilien/{flat.pk}/").status_code == 404
    undo_context(context=context, agency_id=agency.pk)
    assert agent_client.get(f"/immobilien/{flat.pk}/").status_code == 200


def upload(client, url, *files, **data):
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(url, {"files": uploads, **data})


def test_good_pictures_are_kept_and_bad_ones_named(agent_client, flat):
    url = f"/immobilien/{flat.pk}/bilder/"
    response = upload(
        agent_client,
        url,
        ("a.png", picture().read()),
        ("b.jpg", b"no picture"),
        ("c.svg", b"<svg/>"),
    )
    assert response.status_code == 422
    page = response.content.decode()
    assert "„b.jpg“" in page
    assert "„c.svg“" in page
    assert PropertyImage.objects.get().stored.name == "a.png"
    assert upload(agent_client, url).status_code == 422
    assert upload(agent_client, url, ("d.png", picture().read())).status_code == 303


def test_pictures_move_without_script_and_with_htmx(agent_client, flat, agent):
    first, second = (
        services.add_image(property=flat, source=picture(c), name=f"{c}.png", user=agent)
        for c in ("red", "blue")
    )
    base = f"/immobilien/{flat.pk}/bilder/"
    assert agent_client.post(f"{base}{first.pk}/zurueck/").status_code == 303
    assert list(flat.images.all()) == [second, first]
    fragment = agent_client.post(
        f"{base}{first.pk}/titelbild/", headers={"HX-Request": "true", "HX-Target": "main"}
    )
    assert (fragment.status_code, '<main id="main"' in fragment.content.decode()) == (200, True)
    assert list(flat.images.all()) == [first, second]
    assert agent_client.post(f"{base}{first.pk}/quer/").status_code == 404
    agent_client.post(f"{base}{first.pk}/aendern/", {"title": "Hof", "kind": "exterior"})
    first.refresh_from_db()
    assert (first.title, first.kind) == ("Hof", "exterior")
    bad = agent_client.post(f"{base}{first.pk}/aendern/", {"title": "Hof", "kind": "?"})
    assert bad.status_code == 422
    agent_client.post(f"{base}{first.pk}/loeschen/")
    assert list(PropertyImage.objects.present()) == [second]


def test_pictures_are_shown_and_documents_downloaded(agent_client, flat, agent):
    image = services.add_image(property=flat, source=picture(), name="a.png", user=agent)
    document = services.add_document(property=flat, source=pdf(), name="Plan.pdf", user=agent)
    shown = agent_client.get(f"/immobilien/{flat.pk}/bilder/{image.pk}/")
    assert shown.headers["Content-Type"].startswith("image/")
    assert agent_client.get(f"/immobilien/{flat.pk}/bilder/{image.pk}/klein/").status_code == 200
    loaded = agent_client.get(f"/immobilien/{flat.pk}/dokumente/{document.pk}/")
    assert "attachment" in loaded.headers["Content-Disposition"]
    assert loaded.headers["X-Content-Type-Options"] == "nosniff"


def test_documents_are_protected_renamed_toggled_deleted(agent_client, flat):
    url = f"/immobilien/{flat.pk}/dokumente/"
    assert upload(agent_client, url, ("Plan.pdf", pdf().read())).status_code == 303
    assert upload(agent_client, url, ("Offen.pdf", pdf().read()), public="1").status_code == 303
    plan = PropertyDocument.objects.get(name="Plan.pdf")
    assert plan.visibility == "protected"
    assert PropertyDocument.objects.get(name="Offen.pdf").visibility == "public"
    for _twice in range(2):  # a second tab asks for the same
        agent_client.post(f"{url}{plan.pk}/sichtbarkeit/", {"visibility": "public"})
    agent_client.post(f"{url}{plan.pk}/aendern/", {"name": "Grundriss", "kind": "floor_plan"})
    plan.refresh_from_db()
    assert (plan.visibility, plan.name, plan.kind) == ("public", "Grundriss", "floor_plan")
    assert agent_client.post(f"{url}{plan.pk}/aendern/", {"name": " "}).status_code == 422
    agent_client.post(f"{url}{plan.pk}/loeschen/")
    assert not PropertyDocument.objects.present().filter(pk=plan.pk).exists()
    assert agent_client.get(f"{url}{plan.pk}/").status_code == 404


@pytest.fixture
def addresses(flat, agent):
    image = services.add_image(property=flat, source=picture(), name="a.png", user=agent)
    document = services.add_document(property=flat, source=pdf(), name="Plan.pdf", user=agent)
    one = f"/immobilien/{flat.pk}/"
    read = [
        "",
        "bilder/",
        "dokumente/",
        f"bilder/{image.pk}/",
        f"bilder/{image.pk}/klein/",
        f"dokumente/{document.pk}/",
    ]
    write = ["", "loeschen/", "bilder/", "dokumente/"]
    write += [f"bilder/{image.pk}/{w}/" for w in ("aendern", "loeschen", "titelbild", "vor")]
    write += [f"dokumente/{document.pk}/{w}/" for w in ("aendern", "sichtbarkeit", "loeschen")]
    return [one + part for part in read], [one + part for part in write]


def test_another_agency_finds_nothing(stranger_client, addresses):
    read, write = addresses
    assert {stranger_client.get(url).status_code for url in read} == {404}
    assert {stranger_client.post(url).status_code for url in write} == {404}
    assert numbers(stranger_client.get(LIST)) == []
    assert Property.objects.present().exists()


def test_who_may_only_read_reads_and_changes_nothing(reader_client, addresses):
    read, write = addresses
    assert {reader_client.get(url).status_code for url in [LIST, *read]} == {200}
    assert {reader_client.post(url).status_code for url in write} == {403}
    assert reader_client.post(reverse("properties:create"), sent()).status_code == 403
    page = reader_client.get(read[0]).content.decode()
    assert ("Löschen" in page, "Speichern" in page) == (False, False)

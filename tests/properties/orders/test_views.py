"""Pages of search orders: what they show, whom they refuse, and what a mistake costs."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from contacts.models import Contact
from properties.matching.criteria import CriterionKind
from properties.models.orders import SearchOrder
from properties.orders.services import create_order
from tests.properties.orders.conftest import FLAT_IN_GRAZ, must

FORM = {"marketing_type": "buy", "title": "", "valid_until": ""}


@pytest.fixture
def client(agent_client):
    return agent_client


def page(response):
    return unescape(response.content.decode())


def orders_url(customer):
    return reverse("properties:orders", args=[customer.pk])


def criterion_url(order, kind):
    return reverse("properties:criterion", args=[order.contact_id, order.pk, kind])


def test_without_orders_the_page_says_what_to_do(client, customer):
    text = page(client.get(orders_url(customer)))
    assert "Noch keine Suchaufträge" in text
    assert reverse("properties:order_create", args=[customer.pk]) in text


def test_an_order_shows_its_criteria_and_why_properties_fit(client, customer, order, offer):
    offer(features=["balcony"])
    offer(title="Etwas teurer", price=415000)
    text = page(client.get(orders_url(customer)))
    for words in [
        "Kaufpreis bis 380.000 € · ±5 %",
        "Wohnfläche ab 75 m²",
        "Zimmer 3–4",
        "Wunsch: Balkon",
        "Altbauwohnung mit Innenhof, Lend",
        "alle Muss-Kriterien",
        "100 %",
        "Mit 16.000 € mehr passt 1 weitere",
    ]:
        assert words in text
    assert "Etwas teurer" not in text
    near = page(client.get(order.get_absolute_url(), {"liste": "knapp"}))
    assert "Etwas teurer" in near
    assert "9,2 % über Budget" in near


def test_when_nothing_fits_the_near_ones_are_shown_with_a_clear_sentence(
    client, customer, order, offer
):
    text = page(client.get(orders_url(customer)))
    assert "Derzeit passt keine Immobilie aus Ihrem Bestand, auch nicht knapp." in text
    offer(title="Etwas teurer", price=415000)
    text = page(client.get(orders_url(customer)))
    assert "Derzeit passt keine Immobilie. Diese verfehlen nur ein Kriterium." in text
    assert "Etwas teurer" in text


def test_the_short_form_makes_the_criteria_and_proposes_a_title(client, customer, offer):
    offer()
    given = FORM | {
        "object_types": ["apartment"],
        "usage": ["residential"],
        "places": "Graz, 80*",
        "budget_max": "380.000",
        "area_min": "75,5",
        "rooms_min": "3",
        "features": ["elevator"],
        "wishes": ["balcony", "garden"],
    }
    response = client.post(reverse("properties:order_create", args=[customer.pk]), given)
    order = SearchOrder.objects.get()
    assert response.status_code == 303
    assert response.url == orders_url(customer) + f"#order-{order.pk}"
    assert order.title == "Wohnung in Graz, 80* (Kauf)"
    kinds = sorted(order.criteria.values_list("kind", flat=True))
    assert kinds == sorted(
        [
            "marketing_type",
            "object_type",
            "usage",
            "place",
            "price",
            "living_area",
            "rooms",
            "feature",
            "feature",
            "feature",
        ]
    )
    text = page(client.get(orders_url(customer)))
    assert "ist angelegt" in text
    assert "Altbauwohnung" in text


def test_a_rented_home_has_a_rent_not_a_price(client, customer):
    given = FORM | {"marketing_type": "rent", "budget_max": "1.100,50"}
    client.post(reverse("properties:order_create", args=[customer.pk]), given)
    rent = SearchOrder.objects.get().criteria.get(kind=CriterionKind.RENT)
    assert str(rent.maximum) == "1100.50"


def test_mistakes_keep_everything_that_was_typed(client, customer):
    given = FORM | {
        "places": "Graz",
        "budget_min": "500.000",
        "budget_max": "400.000",
        "rooms_min": "drei",
        "valid_until": "31.02.2027",
    }
    response = client.post(reverse("properties:order_create", args=[customer.pk]), given)
    assert response.status_code == 422
    text = page(response)
    for words in [
        "»bis« ist kleiner als »ab«.",
        "Bitte eine Zahl eingeben",
        "Diesen Tag gibt es nicht",
        'value="500.000"',
        'value="drei"',
        'value="31.02.2027"',
        "Graz",
    ]:
        assert words in text
    assert not SearchOrder.objects.exists()


@pytest.mark.parametrize("kind", CriterionKind.values)
def test_each_kind_of_criterion_is_added_by_its_own_form(client, customer, kind):
    order = create_order(contact=customer, title="Leer")
    assert client.get(criterion_url(order, kind)).status_code == 200
    value = {
        "marketing_type": "buy",
        "usage": "residential",
        "object_type": "house",
        "feature": "sauna",
    }.get(kind)
    given = {"mode": "wish", "codes": value or "", "places": "Graz", "maximum": "12", "minimum": ""}
    response = client.post(criterion_url(order, kind), given)
    assert response.status_code == 303
    criterion = order.criteria.get()
    assert (criterion.kind, criterion.mode, criterion.unknown_fits) == (kind, "wish", False)


def test_an_existing_criterion_is_shown_and_changed(client, order):
    text = page(client.get(criterion_url(order, "price")))
    assert 'value="380.000"' in text
    client.post(criterion_url(order, "price"), {"mode": "must", "maximum": "390.000"})
    assert [int(c.maximum) for c in order.criteria.filter(kind="price")] == [390000]


def test_a_wrong_criterion_is_explained_beside_its_input(client, order):
    response = client.post(
        criterion_url(order, "price"), {"mode": "must", "minimum": "9", "maximum": "8"}
    )
    assert response.status_code == 422
    assert "»bis« ist kleiner als »ab«." in page(response)
    assert 'value="9"' in page(response)


def test_with_htmx_a_saved_criterion_swaps_the_card_and_closes_the_dialog(client, order):
    htmx = {"HX-Request": "true", "HX-Target": f"order-{order.pk}"}
    response = client.post(
        criterion_url(order, "rooms"), {"mode": "must", "minimum": "2"}, headers=htmx
    )
    assert response.status_code == 200
    assert "dialog:close" in response.headers["HX-Trigger"]
    text = page(response)
    assert text.lstrip().startswith("<section")
    assert "Zimmer ab 2" in text
    wrong = client.post(criterion_url(order, "rooms"), {"mode": "must"}, headers=htmx)
    assert wrong.status_code == 422
    assert wrong.headers["HX-Retarget"] == "#dialog"
    assert "<html" not in page(wrong)


def test_chips_are_removed_one_by_one_and_can_come_back(client, customer, order):
    text = page(client.get(orders_url(customer)))
    urls = re.findall(r'formaction="([^"]+)"', text)
    assert len(urls) == len(FLAT_IN_GRAZ)
    response = client.post(urls[0])
    assert response.status_code == 303
    assert order.criteria.count() == len(FLAT_IN_GRAZ) - 1
    after = page(client.get(response.url))
    undo = re.search(r'action="(/rueckgaengig/[^"]+)"', after)
    assert undo
    client.post(undo[1])
    assert order.criteria.count() == len(FLAT_IN_GRAZ)


def test_an_order_is_changed_and_deleted_with_a_way_back(client, customer, order):
    url = reverse("properties:order_edit", args=[customer.pk, order.pk])
    given = {"title": "Neu", "state": "paused", "valid_until": "31.03.2027", "note": "Ruft an"}
    assert client.post(url, given).status_code == 303
    text = page(client.get(orders_url(customer)))
    for words in ["Neu", "Pausiert", "gültig bis 31.03.2027", "Ruft an", "Es wird nicht nach"]:
        assert words in text
    assert client.post(url, given | {"title": ""}).status_code == 422
    client.post(reverse("properties:order_delete", args=[customer.pk, order.pk]))
    text = page(client.get(orders_url(customer)))
    assert "ist gelöscht" in text
    undo = re.search(r'action="(/rueckgaengig/[^"]+)"', text)
    assert undo
    client.post(undo[1])
    assert SearchOrder.objects.present().count() == 1


def addresses(customer, order, offer_pk):
    one = [customer.pk, order.pk]
    return [
        reverse("properties:orders", args=[customer.pk]),
        reverse("properties:order_create", args=[customer.pk]),
        reverse("properties:order", args=one),
        reverse("properties:order_edit", args=one),
        reverse("properties:criterion", args=[*one, "price"]),
        reverse("properties:matching_panel", args=[customer.pk]),
        reverse("properties:property_orders", args=[offer_pk]),
    ]


def changing(customer, order):
    one = [customer.pk, order.pk]
    return [
        reverse("properties:order_create", args=[customer.pk]),
        reverse("properties:order_edit", args=one),
        reverse("properties:order_delete", args=one),
        reverse("properties:criterion", args=[*one, "price"]),
        reverse("properties:criterion_remove", args=[*one, order.criteria.first().pk]),
    ]


def test_another_agency_finds_nothing(stranger_client, customer, order, offer):
    client = stranger_client
    for url in addresses(customer, order, offer().pk):
        assert client.get(url).status_code == 404, url
    for url in changing(customer, order):
        assert client.post(url, {}).status_code == 404, url
    assert "Steininger" not in page(client.get(reverse("properties:all_orders")))


def test_readers_see_and_change_nothing(reader_client, customer, order, offer):
    client = reader_client
    forms = set(changing(customer, order))
    for url in addresses(customer, order, offer().pk):
        assert client.get(url).status_code == (403 if url in forms else 200), url
    for url in forms:
        assert client.post(url, {}).status_code == 403, url
    assert "formaction" not in page(client.get(orders_url(customer)))


def test_what_does_not_belong_together_is_not_found(client, agency, customer, order):
    other = Contact.objects.create(agency=agency, family_name="Andere")
    assert client.get(reverse("properties:order", args=[other.pk, order.pk])).status_code == 404
    assert client.get(criterion_url(order, "height")).status_code == 404
    second = create_order(
        contact=customer, title="Zwei", criteria=[must(CriterionKind.ROOMS, minimum=1)]
    )
    foreign = second.criteria.get().pk
    url = reverse("properties:criterion_remove", args=[customer.pk, order.pk, foreign])
    assert client.post(url).status_code == 404


@pytest.mark.parametrize(
    "query", ["seite=abc", "seite=99999999999999999999", "liste=%00", "zeilen=-1", "zeilen=1e9"]
)
def test_odd_addresses_are_answered(client, customer, order, query):
    assert client.get(f"{orders_url(customer)}?{query}").status_code == 200
    assert client.get(f"{order.get_absolute_url()}?{query}").status_code == 200
    feature = criterion_url(order, "feature")
    for odd in ["abc", "²", "9" * 40, "0"]:
        assert client.get(feature, {"kriterium": odd}).status_code == 200


def test_the_overview_tells_what_everybody_looks_for(client, order):
    text = page(client.get(reverse("properties:all_orders")))
    assert "Maria Steininger" in text
    assert "Kauf · Wohnung · Graz · Kaufpreis bis 380.000 € · ±5 %" in text
    assert "Maria Steininger" not in page(client.get("/suchauftraege/?stand=done"))


def test_a_property_lists_the_customers_it_fits(client, order, offer):
    fitting, dear = offer(), offer(price=900000)
    text = page(client.get(reverse("properties:property_orders", args=[fitting.pk])))
    assert "Maria Steininger" in text
    assert "Balkon unbekannt" in text
    text = page(client.get(reverse("properties:property_orders", args=[dear.pk])))
    assert "Kein Suchauftrag passt" in text


def test_the_side_panel_loads_the_best_matches(client, customer, order, offer):
    offer()
    url = reverse("properties:matching_panel", args=[customer.pk])
    target = "panel-properties-matching_panel"
    text = page(client.get(url, headers={"HX-Request": "true", "HX-Target": target}))
    assert text.startswith(f'<div id="{target}"')
    assert "Altbauwohnung mit Innenhof, Lend" in text
    assert url in page(client.get(reverse("contacts:detail", args=[customer.pk])))


def queries_of(client, url, django_assert_max_num_queries):
    with django_assert_max_num_queries(200) as counted:
        assert client.get(url).status_code == 200
    return len(counted)


def test_pages_cost_the_same_for_one_order_and_for_thirty(
    client, agency, customer, order, offer, django_assert_max_num_queries
):
    found = offer()

    def cost(url):
        return queries_of(client, url, django_assert_max_num_queries)

    constant = [
        reverse("properties:all_orders"),
        reverse("properties:property_orders", args=[found.pk]),
    ]
    client.get(reverse("properties:list"))  # the first page of a session notes where it began
    few = [cost(url) for url in constant]
    one, panel = (
        cost(orders_url(customer)),
        reverse("properties:matching_panel", args=[customer.pk]),
    )
    one_panel = cost(panel)
    for number in range(29):
        create_order(contact=customer, title=f"Nr. {number}", criteria=FLAT_IN_GRAZ)
        offer()
    assert [cost(url) for url in constant] == few
    # Five orders to a page, one query each for what fits.
    assert cost(orders_url(customer)) <= one + 4
    assert cost(panel) <= one_panel + 4


def test_the_overview_is_paged(client, customer):
    SearchOrder.objects.bulk_create(
        SearchOrder(agency_id=customer.agency_id, contact=customer, title=f"Nr. {n:02}")
        for n in range(60)
    )
    first = client.get(reverse("properties:all_orders"))
    after = re.search(r'href="\?(after=[^"]+)"', page(first))
    assert after
    second = page(client.get(f"/suchauftraege/?{after[1]}"))
    titles = re.findall(r"Nr\. \d\d", page(first)) + re.findall(r"Nr\. \d\d", second)
    assert sorted(titles) == [f"Nr. {n:02}" for n in range(60)]


def test_expired_orders_say_so(client, customer):
    yesterday = timezone.localdate() - timedelta(days=1)
    create_order(contact=customer, title="Alt", criteria=FLAT_IN_GRAZ, valid_until=yesterday)
    text = page(client.get(orders_url(customer)))
    assert "Abgelaufen am" in text

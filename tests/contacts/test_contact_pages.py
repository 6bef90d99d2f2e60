"""Creating and changing contacts through the pages, with and without JavaScript."""

import json
import re

import pytest

from audit.models import Activity, Change
from contacts.models import Contact
from contacts.services import delete_contact

HTMX = {"HX-Request": "true", "HX-Target": "contact-form"}


def text(response):
    return response.content.decode()


def formset(prefix, *rows, stored=0, primary="0"):
    data = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": stored}
    for number, row in enumerate(rows):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return {**data, f"{prefix}-primary": primary}


def typed(**changes):
    phones = changes.pop("phones", [{"kind": "mobile", "number": "0664 482 13 90"}])
    emails = changes.pop("emails", [{"kind": "private", "address": "maria@example.at"}])
    addresses = changes.pop(
        "addresses",
        [
            {
                "kind": "private",
                "street": "Hauptplatz",
                "house_number": "1",
                "postal_code": "8010",
                "place": "Graz",
                "country": "AT",
            }
        ],
    )
    return {
        "kind": "person",
        "salutation": "ms",
        "given_name": "Maria",
        "family_name": "Steininger",
        "birth_date": "14.03.1981",
        "nationality": "AT",
        "language": "de",
        "status": "new",
        "roles": ["prospect", "owner"],
        "tags": "Altbau, Garten",
        **formset("phones", *phones),
        **formset("emails", *emails),
        **formset("addresses", *addresses),
        **changes,
    }


def test_creating_opens_the_detail_page(agent_client, agency):
    response = agent_client.post("/kontakte/neu/", typed())
    created = Contact.objects.get()
    assert (response.status_code, response.headers["Location"]) == (303, f"/kontakte/{created.pk}/")
    assert created.agency == agency
    assert (created.roles, created.tags) == (["prospect", "owner"], ["Altbau", "Garten"])
    assert str(created.birth_date) == "1981-03-14"
    assert created.phones.get().e164 == "+436644821390"
    assert str(created.addresses.get()) == "Hauptplatz 1, 8010 Graz"
    page = text(agent_client.get(f"/kontakte/{created.pk}/"))
    assert "Maria Steininger gespeichert." in page
    assert "AGB / Provision – Nicht bestätigt" in page
    assert Change.objects.filter(subject_id=created.pk, action="contacts.create").count() == 4
    assert Change.objects.filter(actor="Anna Huber").exists()


def test_with_htmx_the_browser_is_sent_to_the_detail_page(agent_client):
    response = agent_client.post("/kontakte/neu/", typed(), headers=HTMX)
    assert response.headers["HX-Redirect"] == f"/kontakte/{Contact.objects.get().pk}/"


def test_several_rows_and_the_chosen_primary(agent_client):
    phones = [
        {"kind": "mobile", "number": "0664 482 13 90"},
        {"kind": "work", "number": "0316 824410"},
        {"kind": "mobile", "number": ""},
    ]
    agent_client.post("/kontakte/neu/", {**typed(phones=phones), "phones-primary": "1"})
    created = Contact.objects.get()
    assert created.phones.count() == 2
    assert created.primary_phone == "+43 316 824410"


def test_bad_input_is_explained_and_nothing_is_lost(agent_client):
    data = typed(
        birth_date="31.02.1981",
        emails=[{"kind": "private", "address": "m.steininger@@firma"}],
        phones=[
            {"kind": "mobile", "number": "0664 1234567"},
            {"kind": "mobile", "number": "0664 1"},
        ],
    )
    response = agent_client.post("/kontakte/neu/", data)
    page = text(response)
    assert response.status_code == 422
    assert "Meinten Sie m.steininger@firma.at?" in page
    assert "Diesen Tag gibt es nicht" in page
    for kept in ["m.steininger@@firma", "31.02.1981", "0664 1", "Hauptplatz", "Altbau"]:
        assert kept in page
    to_check = page[page.index("Bitte prüfen Sie:") : page.index("Person</h2>")]
    assert '<a href="#id_birth_date">Geburtsdatum</a>' in to_check
    assert '<a href="#id_phones-1-number">Telefonnummer 2</a>' in to_check
    assert '<a href="#id_emails-0-address">E-Mail</a>' in to_check
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"given_name": "", "family_name": ""},
        {"kind": "company"},
        {"kind": "drop"},
        {"rating": "9"},
        {"roles": ["king"]},
        {"birth_date": "01.01.2090"},
        {"family_name": "x" * 500},
        {"family_name": "a\x00b"},
        {"phones-TOTAL_FORMS": "x"},
        {"nationality": "??"},
        {"responsible": "999999"},
    ],
)
def test_what_cannot_be_is_refused_in_words(agent_client, changes):
    response = agent_client.post("/kontakte/neu/", typed() | changes)
    assert response.status_code == 422
    assert "Hauptplatz" in text(response)


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("hallo", "keine Telefonnummer"),
        ("Klappe 17", "keine Telefonnummer"),
        ("0664 1", "Vorwahl und Länge"),
        ("+43 664 12345678901234", "zu viele Ziffern"),
        ("+999 12345678", "Landesvorwahl"),
    ],
)
def test_an_odd_phone_number_is_explained_and_kept_knowingly(agent_client, number, reason):
    data = typed(phones=[{"kind": "other", "number": number}])
    refused = agent_client.post("/kontakte/neu/", data)
    assert refused.status_code == 422
    assert reason in text(refused)
    agent_client.post("/kontakte/neu/", {**data, "keep_phones-0-number": "1"})
    assert Contact.objects.get().phones.get().number == number


def test_a_number_kept_once_is_not_asked_about_again(agent_client, maria):
    maria.phones.update(number="Klappe 17", e164="")
    maria.emails.update(address="maria@@example")
    page = text(agent_client.get(f"/kontakte/{maria.pk}/"))
    assert "Keine gültige Telefonnummer – so gespeichert." in page
    rows = [
        {"id": phone.pk, "kind": "mobile", "number": "Klappe 17"} for phone in maria.phones.all()
    ]
    mail = [{"id": maria.emails.get().pk, "kind": "private", "address": "maria@@example"}]
    answer = agent_client.post(f"/kontakte/{maria.pk}/", typed(phones=rows, emails=mail))
    assert answer.status_code == 303


class TestImpossibleBirthDate:
    def test_it_is_shown_as_given_and_stays(self, agent_client, maria):
        Contact.objects.filter(pk=maria.pk).update(birth_date_text="31.02.1956")
        page = text(agent_client.get(f"/kontakte/{maria.pk}/"))
        assert 'value="31.02.1956"' in page
        assert "diesen Tag gibt es nicht" in page
        agent_client.post(f"/kontakte/{maria.pk}/", typed(birth_date="31.02.1956"))
        maria.refresh_from_db()
        assert (maria.birth_date, maria.birth_date_text) == (None, "31.02.1956")

    def test_it_can_be_put_right(self, agent_client, maria):
        Contact.objects.filter(pk=maria.pk).update(birth_date_text="31.02.1956")
        agent_client.post(f"/kontakte/{maria.pk}/", typed(birth_date="28.02.1956"))
        maria.refresh_from_db()
        assert (str(maria.birth_date), maria.birth_date_text) == ("1956-02-28", "")

    def test_a_new_one_is_kept_knowingly(self, agent_client):
        data = typed(birth_date="1956")
        assert 'name="keep_birth_date"' in text(agent_client.post("/kontakte/neu/", data))
        agent_client.post("/kontakte/neu/", {**data, "keep_birth_date": "1"})
        assert Contact.objects.get().birth_date_text == "1956"


def test_a_company_needs_only_its_name(agent_client):
    data = typed(kind="company", company_name="Ärzte GmbH", given_name="", family_name="")
    agent_client.post("/kontakte/neu/", data)
    created = Contact.objects.get()
    assert (created.display_name, created.initials) == ("Ärzte GmbH", "ÄG")


def changed(contact, client, **changes):
    """What the detail page sends when the fields `changes` are edited."""
    forms = client.get(f"/kontakte/{contact.pk}/").context["forms"]
    data = {"base": forms.base_json}
    for bound in forms.person:
        value = bound.value()
        if value not in (None, "", False, []):
            data[bound.html_name] = value
    for name in ("phones", "emails", "addresses"):
        rows = getattr(forms, name)
        data |= {
            f"{name}-TOTAL_FORMS": len(rows.forms),
            f"{name}-INITIAL_FORMS": len(rows.forms) - 1,
            f"{name}-primary": rows.primary,
        }
        for form in rows:
            data |= {b.html_name: b.value() for b in form if b.value() not in (None, "", False)}
    if data.get("tags"):
        data["tags"] = ", ".join(data["tags"])
    return data | changes


def test_saving_unchanged_leaves_no_trace(agent_client, maria):
    before = Change.objects.count()
    response = agent_client.post(f"/kontakte/{maria.pk}/", changed(maria, agent_client))
    assert response.status_code == 303
    assert Change.objects.count() == before


def test_a_change_is_saved_recorded_and_can_be_taken_back(agent_client, maria):
    data = changed(maria, agent_client, birth_place="Leoben", **{"phones-1-DELETE": "on"})
    page = agent_client.post(f"/kontakte/{maria.pk}/", data, follow=True)
    maria.refresh_from_db()
    assert maria.birth_place == "Leoben"
    assert maria.phones.count() == 1
    changes = Change.objects.filter(subject_id=maria.pk, action="contacts.update")
    assert {change.table_name for change in changes} == {
        "contacts_contact",
        "contacts_contactphone",
    }
    context = changes.first().context
    assert f"/rueckgaengig/{context}/" in text(page)
    agent_client.post(f"/rueckgaengig/{context}/")
    maria.refresh_from_db()
    assert (maria.birth_place, maria.phones.count()) == ("", 2)


def test_two_people_editing_lose_nothing(agent_client, administrator_client, maria):
    first = changed(maria, agent_client, birth_place="Leoben")
    second = changed(maria, administrator_client, given_name="Marie")
    agent_client.post(f"/kontakte/{maria.pk}/", first)
    administrator_client.post(f"/kontakte/{maria.pk}/", second)
    maria.refresh_from_db()
    assert (maria.birth_place, maria.given_name) == ("Leoben", "Marie")


def test_the_second_to_change_a_field_sees_what_the_first_made_of_it(
    agent_client, administrator_client, maria
):
    first = changed(maria, agent_client, birth_place="Leoben")
    second = changed(maria, administrator_client, birth_place="Bruck")
    agent_client.post(f"/kontakte/{maria.pk}/", first)
    refused = administrator_client.post(f"/kontakte/{maria.pk}/", second)
    assert refused.status_code == 422
    assert "jetzt gespeichert »Leoben«, bei Ihnen »Bruck«" in text(refused)
    second["base"] = refused.context["base"]
    administrator_client.post(f"/kontakte/{maria.pk}/", second)
    maria.refresh_from_db()
    assert maria.birth_place == "Bruck"


@pytest.mark.parametrize(
    "base", ["", "x", "[]", "{}", '{"own": 7}', "[" * 5000, '{"phones": {"1": 3}}']
)
def test_a_garbled_base_does_no_harm(agent_client, maria, base):
    data = changed(maria, agent_client, birth_place="Leoben", base=base)
    assert agent_client.post(f"/kontakte/{maria.pk}/", data).status_code == 303
    maria.refresh_from_db()
    assert maria.birth_place == "Leoben"


class TestDuplicates:
    data = typed(emails=[{"kind": "private", "address": "maria.steininger@example.at"}])

    def test_without_script_a_page_shows_both_and_keeps_everything(self, agent_client, maria):
        response = agent_client.post("/kontakte/neu/", self.data)
        page = text(response)
        assert response.status_code == 422
        for shown in [
            "Mögliche Doublette",
            "Zurück",
            "Bestehenden Kontakt öffnen",
            "Trotzdem speichern",
            "Gleiche Telefonnummer",
            "<td>+43 664 4821390</td>",
            f"/kontakte/{maria.pk}/",
        ]:
            assert shown in page
        assert 'name="addresses-0-street" value="Hauptplatz"' in page
        assert Contact.objects.count() == 1

    def test_with_htmx_it_opens_as_a_dialog(self, agent_client, maria):
        response = agent_client.post("/kontakte/neu/", self.data, headers=HTMX)
        assert response.headers["HX-Retarget"] == "#dialog"
        assert "<html" not in text(response)
        assert "data-dialog-close" in text(response)

    def test_back_shows_the_form_as_it_was(self, agent_client, maria):
        page = text(agent_client.post("/kontakte/neu/", {**self.data, "back": "1"}))
        assert 'value="Hauptplatz"' in page
        assert "Neuer Kontakt" in page
        assert Contact.objects.count() == 1

    def test_the_safe_button_comes_first(self, agent_client, maria):
        """Enter and the first focus lead back; saving all the same has to be chosen."""
        for headers in ({}, HTMX):
            page = text(agent_client.post("/kontakte/neu/", self.data, headers=headers))
            foot = page[page.index('id="duplicates-form"') :]
            assert foot.index("Zurück") < foot.index("Trotzdem speichern")
            assert '<button class="btn">Trotzdem speichern' in foot

    def test_the_existing_contact_is_completed(self, agent_client, maria):
        """What is empty is filled, what is new is added, what is known stays; undone as one."""
        new = typed(
            phones=[{"kind": "work", "number": "0316 999 888"}],
            emails=[{"kind": "private", "address": "MARIA.Steininger@example.at"}],
        )
        new |= {"birth_place": "Weiz", "title_before": "Dr.", "complete": str(maria.pk)}
        response = agent_client.post("/kontakte/neu/", new)
        assert response.headers["Location"] == maria.get_absolute_url()
        assert Contact.objects.count() == 1
        maria.refresh_from_db()
        assert (maria.birth_place, maria.title_before) == ("Weiz", "Mag.")
        assert maria.emails.count() == 1
        assert maria.phones.count() == 3
        assert maria.phones.get(is_primary=True).number == "+43 664 4821390"
        page = text(agent_client.get(response.headers["Location"]))
        assert "ist ergänzt" in page
        (undo,) = re.findall(r'action="(/[^"]+)"[^>]* data-undo', page)
        agent_client.post(undo)
        maria.refresh_from_db()
        assert (maria.birth_place, maria.phones.count()) == ("", 2)

    def test_a_strangers_contact_is_not_completed(self, stranger_client, maria):
        data = {**self.data, "complete": str(maria.pk)}
        assert stranger_client.post("/kontakte/neu/", data).status_code == 404

    def test_saving_all_the_same_takes_exactly_what_was_shown(self, agent_client, maria):
        accepted = {**self.data, "accept_duplicates": str(maria.pk)}
        assert agent_client.post("/kontakte/neu/", accepted).status_code == 303
        assert Contact.objects.count() == 2
        again = agent_client.post("/kontakte/neu/", accepted)
        assert again.status_code == 422
        assert "Es gibt 2 Kontakte" in text(again)

    @pytest.mark.parametrize("accepted", ["x", "-1", "999", "1,,", "²"])
    def test_accepting_others_does_not_count(self, agent_client, maria, accepted):
        data = {**self.data, "accept_duplicates": accepted.replace("1,,", "0,,")}
        assert agent_client.post("/kontakte/neu/", data).status_code == 422


class TestDeleting:
    def test_it_asks_first(self, agent_client, maria):
        page = text(agent_client.get(f"/kontakte/{maria.pk}/loeschen/"))
        assert "Papierkorb" in page
        maria.refresh_from_db()
        assert maria.deleted_at is None

    def test_it_can_be_taken_back(self, agent_client, maria):
        page = text(agent_client.post(f"/kontakte/{maria.pk}/loeschen/", follow=True))
        assert "Mag. Maria Steininger gelöscht." in page
        assert agent_client.get(f"/kontakte/{maria.pk}/").status_code == 404
        context = Change.objects.filter(action="contacts.delete").get().context
        agent_client.post(f"/rueckgaengig/{context}/")
        assert agent_client.get(f"/kontakte/{maria.pk}/").status_code == 200


PAGES = ["", "firma/", "sonstiges/", "dateien/", "loeschen/", "foto/aendern/"]


@pytest.mark.parametrize("page", PAGES)
def test_another_agencys_and_deleted_contacts_are_not_there(
    agent_client, stranger_client, maria, page
):
    assert agent_client.get(f"/kontakte/{maria.pk}/{page}").status_code == 200
    assert stranger_client.get(f"/kontakte/{maria.pk}/{page}").status_code == 404
    assert stranger_client.post(f"/kontakte/{maria.pk}/{page}").status_code == 404
    delete_contact(contact=maria)
    assert agent_client.get(f"/kontakte/{maria.pk}/{page}").status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_who_may_only_read_changes_nothing(reader_client, maria, page):
    assert reader_client.post(f"/kontakte/{maria.pk}/{page}").status_code == 403
    shown = reader_client.get(f"/kontakte/{maria.pk}/{page}")
    is_for_changing = page in ("loeschen/", "foto/aendern/")
    assert shown.status_code == (403 if is_for_changing else 200)
    assert reader_client.post("/kontakte/neu/", typed()).status_code == 403
    assert not Activity.objects.exists()


def test_the_base_of_a_page_holds_no_secrets(agent_client, agency, maria):
    Contact.objects.filter(pk=maria.pk).update(iban="AT611904300234573201")
    for page in PAGES[:3]:
        shown = text(agent_client.get(f"/kontakte/{maria.pk}/{page}"))
        assert "AT6119" not in shown.replace(" ", "")
    assert "iban" not in json.dumps(
        agent_client.get(f"/kontakte/{maria.pk}/").context["forms"].base
    )


def test_a_contact_leaves_as_a_vcard_from_its_page(agent_client, maria):
    page = text(agent_client.get(f"/kontakte/{maria.pk}/"))
    address = f"/kontakte/export/?id={maria.pk}&format=vcard3"
    assert address.replace("&", "&amp;") in page
    card = b"".join(agent_client.get(address).streaming_content).decode()
    assert card.startswith("BEGIN:VCARD")
    assert "Steininger" in card
    assert Activity.objects.filter(kind="contacts.exported").exists()

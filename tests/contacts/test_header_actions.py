"""What an agent does at once from a contact's head, and how its rows say what they are."""

from lxml import html

from tests.contacts.test_contact_pages import text


def page_of(client, contact):
    return html.fromstring(text(client.get(contact.get_absolute_url())))


def test_calling_writing_and_sharing_are_one_click_away(agent_client, maria):
    actions = page_of(agent_client, maria).find_class("page-actions")[0]
    found = {link.get("title"): link.get("href") for link in actions.iter("a") if link.get("title")}
    assert found["Anrufen"] == "tel:+436644821390"
    assert found["E-Mail"] == "mailto:maria.steininger@example.at"
    assert found["Freigabe"] == f"/kontakte/{maria.pk}/freigaben/"


def test_who_may_only_read_is_not_offered_sharing(reader_client, maria):
    actions = page_of(reader_client, maria).find_class("page-actions")[0]
    titles = {link.get("title") for link in actions.iter("a")}
    assert "Anrufen" in titles
    assert "Freigabe" not in titles


def test_rows_have_visible_labels_and_one_of_them_is_chosen(agent_client, maria):
    page = page_of(agent_client, maria)
    for name, label in (("phones-0-number", "Telefonnummer"), ("emails-0-address", "E-Mail")):
        (field,) = page.xpath(f"//form//div[@data-formset-rows]//input[@name='{name}']")
        (found,) = page.xpath(f"//label[@for='{field.get('id')}']")
        assert found.text_content() == label
        assert "visually-hidden" not in (found.get("class") or "")

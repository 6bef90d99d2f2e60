"""When a link is open, to the moment; the list and the single link say the same."""

from datetime import timedelta

import pytest
from django.utils import timezone

from base.tokens import read_token
from contacts.services import delete_file
from properties.services import delete_document, delete_property, set_visibility
from sharing.models import LinkView, ShareLink
from sharing.models.links import TOKEN_PURPOSE, Standing
from sharing.services import generate_link, save_link

pytestmark = pytest.mark.django_db
SHORT = timedelta(microseconds=1)


def standing(link, at):
    """As one link says it and as the lists do; they must not differ."""
    fresh = ShareLink.objects.select_related("property").get(pk=link.pk)
    told = fresh.standing_at(at)
    lists = {
        Standing.OPEN: ShareLink.objects.open_at(at),
        Standing.DRAFT: ShareLink.objects.drafts(),
    }
    found = [name for name, links in lists.items() if links.filter(pk=link.pk).exists()]
    assert found == [name for name in lists if name == told]
    return told


def test_a_draft_and_what_becomes_of_it(draft):
    now = timezone.now()
    assert standing(draft, now) == Standing.DRAFT
    save_link(link=draft, valid_until=now + timedelta(days=1))
    assert standing(draft, now) == Standing.OPEN


def test_a_draft_with_an_end_is_a_draft(draft):
    later = timezone.now() + timedelta(days=1)
    ShareLink.objects.filter(pk=draft.pk).update(valid_until=later)
    assert standing(draft, timezone.now()) == Standing.DRAFT


def test_at_its_end_a_link_is_over(link):
    assert standing(link, link.valid_until - SHORT) == Standing.OPEN
    assert standing(link, link.valid_until) == Standing.EXPIRED
    assert standing(link, link.valid_until + SHORT) == Standing.EXPIRED
    expired = ShareLink.objects.expired_at
    assert link not in expired(link.valid_until - SHORT)
    assert link in expired(link.valid_until)


def test_a_link_whose_property_is_gone_is_closed(link, flat):
    delete_property(property=flat)
    assert standing(link, timezone.now()) == Standing.CLOSED


def test_a_link_without_a_property_opens(maria, offer, agent):
    link, _ = generate_link(
        contact=maria, property=None, documents=[], files=[offer.pk], user=agent
    )
    save_link(link=link, valid_until=timezone.now() + timedelta(days=1))
    assert standing(link, timezone.now()) == Standing.OPEN
    assert str(link) == str(maria)


def test_every_content_has_its_name_and_its_bytes(link, register, plan, offer):
    assert {item.name: item.stored for item in link.items.all()} == {
        "Grundbuchauszug.pdf": register.stored,
        "Grundriss.jpg": plan.stored,
        "Angebot.pdf": offer.stored,
    }


def test_what_was_withdrawn_is_shown_no_longer(link, register, plan, offer):
    def shown():
        """As one content says it; what customers get must not differ."""
        each = {item.name for item in link.items.all() if item.is_shown}
        assert each == {item.name for item in link.items.shown()}
        return each

    assert shown() == {"Grundbuchauszug.pdf", "Grundriss.jpg", "Angebot.pdf"}
    delete_document(document=register)
    assert shown() == {"Grundriss.jpg", "Angebot.pdf"}
    set_visibility(document=plan, visibility="public")
    assert shown() == {"Angebot.pdf"}
    delete_file(file=offer)
    assert shown() == set()


def test_views_are_counted_from_none(link):
    def told():
        found = ShareLink.objects.with_views().get(pk=link.pk)
        return found.view_count, found.last_viewed_at is not None

    assert told() == (0, False)
    LinkView.objects.create(link=link, at=timezone.now())
    LinkView.objects.create(link=link, at=timezone.now())
    assert told() == (2, True)


def test_the_token_names_the_link(link):
    assert read_token(TOKEN_PURPOSE, link.token) == link.identity

"""Generating, saving and deleting links; what a link may show."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.models import Activity, Change
from audit.undo import undo_context
from base.errors import DomainError
from contacts.services import add_file, delete_contact, delete_file
from properties.services import delete_document, delete_property, set_visibility
from sharing.links.services import end_of_validity
from sharing.models import LinkView, ShareLink, ShareLinkItem
from sharing.services import click_delete, generate_link, save_link

from .conftest import pdf, person

pytestmark = pytest.mark.django_db


def names(link):
    return [item.name for item in link.items.shown()]


def is_open(link):
    return ShareLink.objects.open_at(timezone.now()).filter(pk=link.pk).exists()


def test_a_draft_opens_nothing_until_it_is_saved(draft):
    assert not is_open(draft)
    save_link(link=draft, valid_until=timezone.now() + timedelta(days=1))
    assert is_open(draft)


def test_a_link_shows_exactly_the_chosen_contents(maria, flat, register, plan, offer, agent):
    link, _ = generate_link(
        contact=maria, property=flat, documents=[plan.pk], files=[offer.pk], user=agent
    )
    assert names(link) == ["Grundriss.jpg", "Angebot.pdf"]


def test_nothing_foreign_gets_into_a_link(
    maria, flat, public_document, agency, agent, other_agency, stranger
):
    eva = person(agency, agent, "Gruber", "eva@example.at")
    foreign = person(other_agency, stranger)
    from_eva = _file_of(eva, agent)
    from_foreign = _file_of(foreign, stranger)
    with pytest.raises(DomainError):
        generate_link(
            contact=maria,
            property=flat,
            documents=[public_document.pk],
            files=[from_eva.pk, from_foreign.pk],
            user=agent,
        )


def _file_of(contact, user):
    return add_file(contact=contact, source=pdf(), name="Fremd.pdf", user=user)


def test_thirty_days_when_no_lifetime_is_given():
    with time_machine.travel("2026-11-23 12:00 +01:00", tick=False):
        end = timezone.localtime(end_of_validity())
        assert (end.date(), end.hour, end.minute) == (date(2026, 12, 23), 23, 59)
        assert timezone.localtime(end_of_validity(days=3)).date() == date(2026, 11, 26)
        assert timezone.localtime(end_of_validity(day=date(2027, 1, 2))).date() == date(2027, 1, 2)


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2036, 1, 1)])
def test_a_lifetime_that_makes_no_sense_is_refused(day):
    with time_machine.travel("2026-11-23 12:00 +01:00"), pytest.raises(DomainError):
        end_of_validity(day=day)


def test_after_its_time_a_link_opens_nothing(link):
    with time_machine.travel(link.valid_until - timedelta(seconds=1), tick=False):
        assert is_open(link)
    with time_machine.travel(link.valid_until + timedelta(seconds=1), tick=False):
        assert not is_open(link)


def test_what_was_deleted_or_made_public_leaves_the_link(link, register, plan, offer):
    assert names(link) == ["Grundbuchauszug.pdf", "Grundriss.jpg", "Angebot.pdf"]
    set_visibility(document=register, visibility="public")
    assert names(link) == ["Grundriss.jpg", "Angebot.pdf"]
    delete_document(document=plan)
    assert names(link) == ["Angebot.pdf"]
    delete_file(file=offer)
    assert names(link) == []


def test_a_deleted_contact_closes_its_links(link, maria):
    delete_contact(contact=maria)
    assert not is_open(link)


def test_a_deleted_property_closes_its_links(link, flat):
    delete_property(property=flat)
    assert not is_open(link)


def test_saving_twice_is_refused(link):
    with pytest.raises(DomainError):
        save_link(link=link, valid_until=timezone.now() + timedelta(days=1))


def test_a_draft_without_contents_left_cannot_be_saved(draft, register, plan, offer):
    delete_document(document=register)
    delete_document(document=plan)
    delete_file(file=offer)
    with pytest.raises(DomainError):
        save_link(link=draft, valid_until=timezone.now() + timedelta(days=1))


class TestDelete:
    def arm(self, link):
        assert click_delete(link=link) is None
        link.refresh_from_db()
        return link.armed_at.isoformat()

    def test_second_click_within_the_window_deletes(self, link):
        with time_machine.travel("2026-11-25 10:00", tick=False) as clock:
            armed = self.arm(link)
            clock.shift(4.9)
            assert click_delete(link=link, armed_at=armed)
        assert not is_open(link)
        assert Activity.objects.filter(kind="sharing.link_deleted").count() == 1

    def test_late_second_click_arms_again(self, link):
        with time_machine.travel("2026-11-25 10:00", tick=False) as clock:
            first = self.arm(link)
            clock.shift(30.1)
            assert click_delete(link=link, armed_at=first) is None
            assert is_open(link)
            link.refresh_from_db()
            assert click_delete(link=link, armed_at=link.armed_at.isoformat())
        assert not is_open(link)

    def test_double_click_on_the_unarmed_button_deletes_nothing(self, link):
        self.arm(link)
        assert click_delete(link=link) is None
        assert is_open(link)

    def test_deletion_can_be_taken_back(self, link, agency):
        context = click_delete(link=link, armed_at=self.arm(link))
        undo_context(context=context, agency_id=agency.pk)
        assert is_open(link)

    def test_deleting_what_is_deleted_is_an_error(self, link):
        click_delete(link=link, armed_at=self.arm(link))
        with pytest.raises(DomainError):
            click_delete(link=link)


def test_an_item_is_exactly_one_content(link, register, offer):
    with pytest.raises(IntegrityError, match="exactly_one_content"), transaction.atomic():
        ShareLinkItem.objects.create(agency=link.agency, link=link, contact=link.contact)
    ShareLinkItem.objects.all().delete()
    with pytest.raises(IntegrityError, match="exactly_one_content"), transaction.atomic():
        ShareLinkItem.objects.create(
            agency=link.agency, link=link, contact=link.contact, document=register, file=offer
        )


def test_an_active_link_has_an_end(draft):
    with pytest.raises(IntegrityError, match="active_has_an_end"), transaction.atomic():
        ShareLink.objects.filter(pk=draft.pk).update(state="active")


def test_views_cannot_be_rewritten(link):
    view = LinkView.objects.create(link=link, at=timezone.now())
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        LinkView.objects.filter(pk=view.pk).update(address="192.0.2.1")


def test_links_stand_on_the_timeline_of_the_contact(link, maria):
    changes = Change.objects.filter(subject_type="contact", subject_id=maria.pk)
    assert changes.filter(table_name="sharing_sharelink", action="sharing.save_link").exists()
    assert changes.filter(table_name="sharing_sharelinkitem", operation="I").count() == 3
    saved = Activity.objects.get(kind="sharing.link_saved")
    assert {(s.subject_type, s.subject_id) for s in saved.subjects.all()} == {
        ("contact", maria.pk),
        ("property", link.property_id),
    }

"""The address an agency sends from counts once its owner has said yes."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from base.accounts.models import Agency, SenderClaim
from base.accounts.senders import claim_sender, claim_url, confirm_sender
from base.errors import DomainError
from tests.ui.test_settings import AGENCY_URL, agency_data

pytestmark = pytest.mark.django_db
NEW = "neu@huber.example"


def ask(signed_in, address=NEW):
    return signed_in.post(AGENCY_URL, agency_data(sender_address=address))


def path_in_mail(index=-1):
    return re.search(r"https?://[^/]+(/absender/[^\s]+)", mail.outbox[index].body).group(1)


def test_a_new_address_waits_for_its_owner(signed_in, agency):
    assert ask(signed_in).status_code == 303
    agency.refresh_from_db()
    assert agency.sender_address == "office@huber.example"
    assert agency.name == "Huber & Partner", "the rest is saved"
    assert mail.outbox[-1].to == [NEW]
    assert NEW in signed_in.get(AGENCY_URL).content.decode()


def test_opening_the_link_changes_nothing_and_the_button_does(signed_in, client, agency):
    ask(signed_in)
    path = path_in_mail()
    assert "Bestätigen" in client.get(path).content.decode()
    agency.refresh_from_db()
    assert agency.sender_address == "office@huber.example"
    assert NEW in client.post(path).content.decode()
    agency.refresh_from_db()
    assert agency.sender_address == NEW
    assert mail.outbox[-1].to == ["office@huber.example"], "the former address is told"
    assert client.post(path).status_code == 404, "a link works once"


def test_a_newer_wish_makes_the_older_link_worthless(signed_in, client, agency):
    ask(signed_in)
    older = path_in_mail()
    SenderClaim.objects.update(asked_at=timezone.now() - timedelta(minutes=2))
    ask(signed_in, "dritte@huber.example")
    assert client.post(older).status_code == 404
    assert client.post(path_in_mail()).status_code == 200
    agency.refresh_from_db()
    assert agency.sender_address == "dritte@huber.example"


def test_a_wish_can_be_taken_back(signed_in, client, agency):
    ask(signed_in)
    signed_in.post(f"{AGENCY_URL}absender/")
    assert client.post(path_in_mail()).status_code == 404
    ask(signed_in)
    assert ask(signed_in, "office@huber.example").status_code == 303
    assert not SenderClaim.objects.exists()


def test_a_link_ends_after_a_week(signed_in, client, agency):
    ask(signed_in)
    SenderClaim.objects.update(asked_at=timezone.now() - timedelta(days=7, minutes=1))
    assert client.post(path_in_mail()).status_code == 404


@pytest.mark.parametrize("address", ["immonaut@localhost", "IMMONAUT@localhost"])
def test_the_installations_own_address_is_reserved(settings, signed_in, agency, address):
    settings.DEFAULT_FROM_EMAIL = "immonaut <immonaut@localhost.example>"
    response = ask(signed_in, f"{address}.example")
    assert response.status_code == 422
    assert "gehört zur Installation" in response.content.decode()
    assert mail.outbox == []


def test_another_agencys_address_is_refused(signed_in, agency):
    Agency.objects.create(name="Fremd", slug="fremd", sender_address="office@fremd.example")
    response = ask(signed_in, "Office@Fremd.example")
    assert response.status_code == 422
    assert "schon jemand anderer" in response.content.decode()
    assert 'value="Office@Fremd.example"' in response.content.decode(), "what was typed stays"
    agency.refresh_from_db()
    assert agency.name == "Huber Immobilien", "all or nothing"


def test_the_database_holds_addresses_apart(agency):
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.create(name="F", slug="f", sender_address="OFFICE@huber.example")


def test_who_comes_second_is_told(agency):
    claim = claim_sender(agency=agency, address=NEW)
    Agency.objects.create(name="Fremd", slug="fremd", sender_address=NEW)
    with pytest.raises(DomainError, match="schon jemand anderer"):
        confirm_sender(claim=claim)
    agency.refresh_from_db()
    assert agency.sender_address == "office@huber.example"


def test_strangers_are_not_flooded(signed_in, agency):
    ask(signed_in)
    assert ask(signed_in, "opfer@example.at").status_code == 422
    assert len(mail.outbox) == 1


def test_the_link_has_the_public_address(settings, agency):
    settings.PUBLIC_URL = "https://immonaut.example"
    claim = claim_sender(agency=agency, address=NEW)
    assert claim_url(claim).startswith("https://immonaut.example/absender/")


def test_only_administrators_take_back(agent_client):
    assert agent_client.post(f"{AGENCY_URL}absender/").status_code == 403

"""Exporting is a right of its own: by role unless the agency's administrator says otherwise."""

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from base.accounts.models import User
from base.accounts.record.models import EventKind, SecurityEvent
from base.jobs.bulk.models import BulkRun, BulkState
from base.jobs.models import ImportRun
from contacts.data import ContactData
from contacts.export.services import KIND as EXPORT
from contacts.services import save_contact
from properties.services import save_property

pytestmark = pytest.mark.django_db
PAGE = "/einstellungen/export/"


@pytest.fixture
def contact(agency, agent):
    return save_contact(
        agency=agency, contact=None, data=ContactData({"family_name": "Eins"}), user=agent
    )


@pytest.fixture
def doors(agency, agent, reader, contact):
    """Every address from which data leaves as a file; the last is the agent's own."""
    made = [
        BulkRun.objects.create(
            agency=agency,
            kind=EXPORT,
            released_by=user,
            title="Export",
            state=BulkState.DONE,
            file=ContentFile(b"x", name="k.xlsx"),
            file_name="k.xlsx",
            finished_at=timezone.now(),
        )
        for user in (agent, reader)
    ]
    flat = save_property(agency=agency, values={"title": "W", "object_number": "1"}, user=agent)
    run = ImportRun.objects.create(agency=agency, kind="contacts", created_by=agent)
    feed = ImportRun.objects.create(agency=agency, kind="openimmo", created_by=agent)
    formats = ("csv", "xlsx", "vcard3", "vcard4")
    return [
        "/kontakte/export/",
        *(f"/kontakte/export/?format={code}" for code in formats),
        *(f"/kontakte/export/{one.pk}/" for one in made),
        f"/kontakte/import/{run.pk}/bericht.csv",
        f"/immobilien/import/{feed.pk}/bericht.csv",
        f"/kontakte/{contact.pk}/datenblatt.pdf",
        f"/immobilien/{flat.pk}/datenblatt.pdf",
        f"/kontakte/export/{made[0].pk}/datei/",
    ]


def answers(client, doors):
    return {client.get(door).status_code for door in doors}


def test_who_may_write_exports(agent_client, doors):
    assert answers(agent_client, doors) == {200}


def test_who_only_reads_is_told_why_not(reader_client, doors, contact):
    assert answers(reader_client, doors) == {403}
    assert "darf nichts exportieren" in reader_client.get(doors[0]).content.decode()
    assert reader_client.post(doors[1]).status_code == 403


def test_who_may_not_export_is_not_shown_how(agent_client, reader_client, contact):
    for page in ("/kontakte/", f"/kontakte/{contact.pk}/"):
        assert "xportieren" in agent_client.get(page).content.decode(), page
        assert "xportieren" not in reader_client.get(page).content.decode(), page


def test_the_administrator_decides_for_each_person(
    administrator_client, agent_client, reader_client, administrator, agent, reader, doors
):
    html = administrator_client.get(PAGE).content.decode()
    assert html.count(" checked") == 2
    administrator_client.post(PAGE, {"person": [administrator.pk, reader.pk]})
    assert answers(agent_client, doors) == {403}
    assert answers(reader_client, doors[:-1]) == {200}
    about = SecurityEvent.objects.filter(kind=EventKind.EXPORT_CHANGED).values_list(
        "about", "actor"
    )
    assert set(about) == {("Anna Huber: nein", "Ada Huber"), ("Lea Leser: ja", "Ada Huber")}


def test_what_is_as_it_was_is_no_change(administrator_client, administrator, agent):
    administrator_client.post(PAGE, {"person": [administrator.pk, agent.pk]})
    assert set(User.objects.values_list("export_right", flat=True)) == {None}
    assert not SecurityEvent.objects.filter(kind=EventKind.EXPORT_CHANGED).exists()


def test_nobody_decides_for_another_agency(administrator_client, administrator, stranger):
    administrator_client.post(PAGE, {"person": [administrator.pk, stranger.pk, "x", "9" * 5000]})
    stranger.refresh_from_db()
    assert stranger.export_right is None
    assert stranger.may_export


@pytest.mark.parametrize("who", ["agent_client", "reader_client"])
def test_only_the_administrator_decides(request, who, reader):
    client = request.getfixturevalue(who)
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"person": [reader.pk]}).status_code == 403
    reader.refresh_from_db()
    assert not reader.may_export

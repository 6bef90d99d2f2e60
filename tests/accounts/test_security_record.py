"""The security record: what enters it, who reads it, and that nobody changes it."""

from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import ProgrammingError, connection
from django.test import Client

from base.accounts.models import SecurityEvent
from base.accounts.record.models import EventKind
from base.accounts.record.queries import GROUPS
from base.accounts.record.services import note
from base.listing.newest import SIZE
from tests.accounts.conftest import confirm_password, mails_to, path_in, sign_in, switch_on_totp
from tests.audit.test_as_the_application import as_application
from tests.conftest import PASSWORD
from tests.ui.test_settings import agency_data

URL = "/einstellungen/protokoll/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"


def kinds(agency) -> list[str]:
    return list(SecurityEvent.objects.of(agency.pk).values_list("kind", flat=True))[::-1]


def test_signing_in_and_out_and_failing_enter_it(client, agent, agency):
    sign_in(client, agent, "falsch-und-lang", headers={"user-agent": FIREFOX})
    sign_in(client, agent, REMOTE_ADDR="192.0.2.7")
    client.post("/konto/logout/")
    assert kinds(agency) == [EventKind.SIGN_IN_FAILED, EventKind.SIGNED_IN, EventKind.SIGNED_OUT]
    failed, signed_in, _out = SecurityEvent.objects.order_by("id")
    assert (failed.actor_id, failed.about, failed.device) == (None, "Anna Huber", FIREFOX)
    assert (signed_in.actor_id, signed_in.actor) == (agent.pk, "Anna Huber")
    assert signed_in.address == "192.0.2.7"


def test_what_strangers_type_is_not_kept(client, agent):
    client.post("/konto/login/", {"login": "niemand@x.example", "password": PASSWORD})
    client.post("/konto/login/", {"login": PASSWORD, "password": "x"})
    assert not SecurityEvent.objects.exists()


def test_a_wrong_code_enters_it(client, agent, agency):
    sign_in(client, agent)
    switch_on_totp(client)
    client.post("/konto/logout/")
    sign_in(client, agent)
    client.post("/konto/2fa/authenticate/", {"code": "000000"})
    assert kinds(agency)[-1] == EventKind.CODE_FAILED


def test_changes_of_an_account_enter_it_without_secrets(
    client, agent, agency, django_capture_on_commit_callbacks
):
    new = "noch-ein-anderes-langes-9"
    sign_in(client, agent)
    with django_capture_on_commit_callbacks(execute=True):
        secret = switch_on_totp(client)
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post("/konto/password/change/", data)
    client.post("/konto/email/", {"email": "neu@huber.example"})
    link = path_in(mails_to("neu@huber.example")[0], "/konto/email/")
    Client().post(link)
    assert kinds(agency)[1:] == [
        EventKind.APP_ADDED,
        EventKind.PASSWORD_CHANGED,
        EventKind.EMAIL_WANTED,
        EventKind.EMAIL_CHANGED,
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(e::text, ' ') FROM accounts_securityevent AS e")
        told = cursor.fetchone()[0]
    for hidden in (secret, new, PASSWORD, link.strip("/").split("/")[-1]):
        assert hidden not in told
    assert "agent@huber.example → neu@huber.example" in told


def test_agency_texts_enter_it_by_name(administrator_client, agency):
    administrator_client.post(
        "/einstellungen/buero/",
        agency_data(
            sender_address=agency.sender_address, terms_text="Unsere AGB", imprint="Impressum"
        ),
    )
    (event,) = SecurityEvent.objects.of(agency.pk)
    assert event.kind == EventKind.AGENCY_CHANGED
    assert "AGB" in event.about
    assert "Impressum" in event.about
    assert "Unsere AGB" not in event.about
    assert "Website" not in event.about


def test_exports_enter_it(agent_client, agency, agent):
    answer = agent_client.get("/kontakte/export/?format=csv")
    assert answer.status_code == 200
    (event,) = SecurityEvent.objects.of(agency.pk)
    assert (event.kind, event.actor_id) == (EventKind.EXPORTED, agent.pk)
    assert ".csv" in event.about
    agent_client.post("/kontakte/export/?format=xlsx")
    assert kinds(agency) == [EventKind.EXPORTED, EventKind.EXPORTED]


def test_administrators_read_their_own_agency_only(administrator_client, agency, other_agency):
    note(EventKind.EXPORTED, agency_id=agency.pk, about="eigene.csv")
    note(EventKind.EXPORTED, agency_id=other_agency.pk, about="fremde.csv")
    page = administrator_client.get(URL).content.decode()
    assert "eigene.csv" in page
    assert "fremde.csv" not in page


@pytest.mark.parametrize("who", ["agent_client", "reader_client", "stranger_client"])
def test_nobody_else_reads_it(who, request):
    client = request.getfixturevalue(who)
    assert client.get(URL).status_code == 403
    assert URL not in client.get("/einstellungen/").content.decode()


def test_it_is_paged_and_filtered(administrator_client, administrator, agent, agency):
    for number in range(SIZE + 5):
        note(EventKind.EXPORTED, agency_id=agency.pk, actor=agent, about=f"datei-{number:03}.csv")
    note(EventKind.ROLE_CHANGED, agency_id=agency.pk, actor=administrator, about="Anna: Makler")
    first = administrator_client.get(f"{URL}?art=exporte&wer={agent.pk}").content.decode()
    assert "datei-054.csv" in first
    assert "datei-004.csv" not in first
    assert "Anna: Makler" not in first
    older = administrator_client.get(f"{URL}?art=exporte&wer={agent.pk}&vor={_cursor(first)}")
    assert "datei-004.csv" in older.content.decode()
    team = administrator_client.get(f"{URL}?art=team").content.decode()
    assert "Anna: Makler" in team
    assert "datei-" not in team


def _cursor(page: str) -> str:
    return page.split("vor=")[1].split('"')[0]


@pytest.mark.parametrize(
    "query",
    [
        "art=gibtesnicht",
        "wer=x",
        "vor=-1",
        "vor=99999999999999999999",
        "wer=%00",
        "art=%F0%9F",
        "vor=²",
    ],
)
def test_odd_questions_are_answered(administrator_client, query):
    assert administrator_client.get(f"{URL}?{query}").status_code == 200


def test_every_kind_has_its_group():
    assert set(EventKind) == {kind for _label, group in GROUPS.values() for kind in group}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE accounts_securityevent SET about = 'x'",
        "DELETE FROM accounts_securityevent",
        "TRUNCATE accounts_securityevent",
    ],
)
def test_the_application_role_may_only_add(statement, django_db_setup):
    with as_application() as application:
        application.execute("SELECT count(*) FROM accounts_securityevent")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            application.execute(statement)


def test_when_it_was_is_told_by_the_server(django_db_setup):
    with as_application() as application:
        (at,) = application.execute(
            "INSERT INTO accounts_securityevent (agency_id, at, kind, actor, about, address, device)"
            " VALUES (1, '2020-01-01', 'exported', '', '', '', '') RETURNING at"
        ).fetchone()
        application.rollback()
    assert datetime.now(UTC) - at < timedelta(hours=1)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE accounts_securityevent SET about = 'x'", "DELETE FROM accounts_securityevent"],
)
def test_the_owner_is_stopped_as_well(agency, statement):
    note(EventKind.EXPORTED, agency_id=agency.pk)
    with (
        pytest.raises(ProgrammingError, match="Cannot update or delete"),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_page_for_the_password_asks_again(client, agent, agency):
    """A wrong password where it is asked for once more counts as well."""
    sign_in(client, agent)
    client.post("/konto/reauthenticate/", {"password": "falsch"})
    assert kinds(agency) == [EventKind.SIGNED_IN, EventKind.SIGN_IN_FAILED]
    confirm_password(client, "/konto/email/")

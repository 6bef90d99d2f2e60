"""What somebody can do to the record who has the application's database role, and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from psycopg.types.json import Jsonb

from audit.context import Context
from base.accounts.models import Agency
from contacts.models import Contact
from sharing.models import LinkView, OutboxMail, ShareLink

pytestmark = pytest.mark.django_db(transaction=True)
LONG_AGO = datetime(2020, 2, 3, 10, 30, tzinfo=UTC)
DENIED = psycopg.errors.InsufficientPrivilege


@contextmanager
def as_application(**options: Any) -> Iterator[psycopg.Connection]:
    """A connection as the role that serves pages; skips where there is none."""
    parameters = connection.get_connection_params()
    parameters["user"] = role = settings.DATABASE_APP_ROLE
    keep = {"dbname", "user", "host", "port"}
    known = {name: value for name, value in parameters.items() if name in keep}
    with psycopg.connect(**known, **options) as opened:
        if opened.execute("SELECT to_regrole(%s)", [role]).fetchone() == (None,):
            pytest.skip("this server has one role only")
        yield opened


@pytest.fixture
def application(db) -> Iterator[psycopg.Connection]:
    with as_application(autocommit=True) as opened:
        yield opened


@pytest.fixture
def contact(transactional_db):
    agency = Agency.objects.create(name="Huber", slug="huber", sender_address="o@huber.example")
    return Contact.objects.create(agency=agency, family_name="Steininger")


@pytest.fixture
def link(contact):
    return ShareLink.objects.create(agency=contact.agency, contact=contact)


@pytest.fixture
def mail(contact):
    return OutboxMail.objects.create(
        agency=contact.agency,
        contact=contact,
        to="m@example.at",
        subject="Betreff",
        text="Text",
        sender="o@huber.example",
        message_id="<1@x>",
        state="sent",
        sent_at=timezone.now(),
        next_attempt_at=timezone.now(),
    )


def rename(application, contact, name="Forged"):
    application.execute(
        "UPDATE contacts_contact SET family_name = %s WHERE id = %s", [name, contact.pk]
    )


def latest(application) -> dict:
    cursor = application.cursor(row_factory=psycopg.rows.dict_row)
    return cursor.execute("SELECT * FROM audit_change ORDER BY id DESC LIMIT 1").fetchone()


@pytest.mark.parametrize("table", ["audit_change", "audit_activity", "audit_activitysubject"])
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO {} SELECT * FROM {} LIMIT 0",
        "UPDATE {} SET agency_id = 1",
        "DELETE FROM {}",
        "TRUNCATE {} CASCADE",
        "ALTER TABLE {} ADD x text",
        "DROP TABLE {}",
        "ALTER TABLE {} DISABLE TRIGGER ALL",
    ],
)
def test_the_record_is_only_read(application, table, statement):
    application.execute(f"SELECT count(*) FROM {table}")
    with pytest.raises(DENIED):
        application.execute(statement.replace("{}", table))


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TEMP TABLE audit_change (x text)",
        "CREATE FUNCTION pg_temp.audit_record() RETURNS void LANGUAGE sql AS ''",
        "CREATE TABLE public.audit_record (x text)",
        "CREATE SCHEMA mine",
        "CREATE FUNCTION public.mine() RETURNS void LANGUAGE sql AS ''",
        "CREATE OR REPLACE FUNCTION public.audit_record(op text, tbl text, subject text, key text,"
        " old_row jsonb, new_row jsonb, derived text[], secret text[])"
        " RETURNS void LANGUAGE plpgsql AS 'BEGIN END'",
        "DROP FUNCTION audit_happened CASCADE",
        "ALTER FUNCTION audit_erase SECURITY INVOKER",
        "SET session_replication_role = replica",
        "ALTER TABLE contacts_contact DISABLE TRIGGER ALL",
        "SET ROLE immonaut_owner",
        "SET SESSION AUTHORIZATION immonaut_owner",
        "SELECT audit_record('INSERT', 'contacts_contact', 'contact', 'id', NULL,"
        " '{\"id\": 1, \"agency_id\": 1}', '{}', '{}')",
        "SELECT audit_empty(1, 'contact', '{1}', NULL)",
        "SELECT audit_erase_rows('accounts_user', '{1}', '[]')",
    ],
)
def test_what_would_get_around_it_is_denied(application, statement):
    with pytest.raises(DENIED):
        application.execute(statement)


def test_a_trigger_of_the_record_cannot_be_hung_on_another_table(application):
    (name,) = application.execute(
        "SELECT proname FROM pg_proc WHERE proname LIKE 'pgtrigger_history%' LIMIT 1"
    ).fetchone()
    with pytest.raises(DENIED):
        application.execute(
            f"CREATE TRIGGER x AFTER INSERT ON django_session FOR EACH ROW EXECUTE FUNCTION {name}()"
        )


@pytest.mark.parametrize(
    "setting",
    [
        ("search_path", "pg_temp, pg_catalog"),
        ("search_path", "nowhere"),
        ("pgtrigger.ignore", "{pgtrigger_history_%}"),
        ("immonaut.erasing", "on"),
        ("immonaut.context", '{"is_erasing": true}'),
    ],
)
def test_no_setting_silences_a_change(application, contact, setting):
    """Either it is recorded with its contents, or it does not happen."""
    name, value = setting
    if name == "pgtrigger.ignore":
        names = application.execute("SELECT array_agg(tgname::text) FROM pg_trigger").fetchone()
        value = "{" + ",".join(names[0]) + "}"
    application.execute("SELECT set_config(%s, %s, false)", [name, value])
    application.execute(
        "UPDATE public.contacts_contact SET family_name = 'Forged' WHERE id = %s", [contact.pk]
    )
    application.execute("SET search_path = public")
    told = latest(application)
    assert (told["before"], told["after"]) == (
        {"family_name": "Steininger"},
        {"family_name": "Forged"},
    )


def test_the_time_is_the_servers(application, contact, link):
    application.execute(
        "SELECT set_config('immonaut.context', %s, false)", [Context(at=LONG_AGO).as_setting()]
    )
    rename(application, contact)
    application.execute(
        "SELECT audit_happened(%s, 'sharing.link_viewed', 'x', '{}', '[]')", [contact.agency_id]
    )
    application.execute(
        "INSERT INTO sharing_linkview (link_id, at, address, user_agent) VALUES (%s, %s, '', '')",
        [link.pk, LONG_AGO],
    )
    for table in ("audit_change", "audit_activity", "sharing_linkview"):
        (at,) = application.execute(f"SELECT max(at) FROM {table}").fetchone()
        assert datetime.now(UTC) - at < timedelta(hours=1), table


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM sharing_linkview",
        "UPDATE sharing_linkview SET address = ''",
        "TRUNCATE sharing_linkview",
    ],
)
def test_views_of_links_stay(application, link, statement):
    view = LinkView.objects.create(link=link, at=timezone.now())
    with pytest.raises(DENIED):
        application.execute(statement)
    assert LinkView.objects.filter(pk=view.pk).exists()
    with pytest.raises(psycopg.errors.IntegrityError):
        application.execute("DELETE FROM sharing_sharelink WHERE id = %s", [link.pk])


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM sharing_outboxmail",
        "UPDATE sharing_outboxmail SET state = 'failed'",
        "UPDATE sharing_outboxmail SET text = 'x'",
    ],
)
@pytest.mark.parametrize(
    "setting", [("immonaut.erasing", "on"), ("immonaut.context", '{"is_erasing": true}')]
)
def test_mails_that_left_stay_word_for_word(application, mail, statement, setting):
    application.execute("SELECT set_config(%s, %s, false)", setting)
    with pytest.raises(psycopg.errors.IntegrityError):
        application.execute(statement)
    mail.refresh_from_db()
    assert (mail.state, mail.text) == ("sent", "Text")


def erase(application, contact, *, subject="contact", below=(), stories=()):
    application.execute(
        "SELECT audit_erase(%s, 'contacts_contact', %s, %s, %s::bigint[])",
        [subject, contact.pk, Jsonb(list(below)), list(stories)],
    )


def test_only_what_lies_in_the_bin_is_erased_and_the_record_says_so(application, contact):
    with pytest.raises(DENIED):
        erase(application, contact)
    Contact.objects.filter(pk=contact.pk).update(deleted_at=timezone.now())
    who = Context(id=uuid4(), actor_id=7, actor="Anna", action="contacts.erase")
    application.execute("SELECT set_config('immonaut.context', %s, false)", [who.as_setting()])
    erase(application, contact)
    assert not Contact.objects.filter(pk=contact.pk).exists()
    entries = application.execute(
        "SELECT operation, before, after, erased_by, length(salt) FROM audit_change"
        " WHERE subject_id = %s ORDER BY id",
        [contact.pk],
    ).fetchall()
    assert entries == [(op, None, None, who.id, 0) for op in "IUD"]
    assert latest(application)["actor"] == "Anna"


@pytest.mark.parametrize(
    "below",
    [
        [{"table": "accounts_user", "column": "agency_id", "below": []}],
        [{"table": "sharing_linkview", "column": "link_id", "below": []}],
        [{"table": "audit_change", "column": "subject_id", "below": []}],
    ],
)
def test_erasing_takes_nothing_that_does_not_hang_on_the_contact(application, contact, below):
    Contact.objects.filter(pk=contact.pk).update(deleted_at=timezone.now())
    with pytest.raises(DENIED):
        erase(application, contact, below=below)
    assert Contact.objects.filter(pk=contact.pk).exists()


def test_erasing_empties_no_record_of_somebody_who_is_there(application, contact):
    other = Contact.objects.create(agency=contact.agency, family_name="Andere")
    Contact.objects.filter(pk=contact.pk).update(deleted_at=timezone.now())
    with pytest.raises(DENIED):
        erase(application, contact, stories=[other.pk])
    with pytest.raises(DENIED):
        erase(application, contact, subject="property")


def test_what_it_can_claim_is_who_acts(application, contact):
    """The application signs people in: whoever has its role can act as any of them."""
    who = Context(id=uuid4(), actor_id=99, actor="Somebody")
    application.execute("SELECT set_config('immonaut.context', %s, false)", [who.as_setting()])
    rename(application, contact)
    assert latest(application)["actor"] == "Somebody"

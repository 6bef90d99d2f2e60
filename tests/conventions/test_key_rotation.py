"""After a rotation nothing anywhere needs an old key: every column and file is looked through."""

import json
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from base.encryption import decrypt, encrypt
from base.jobs.models import ImportRun, ImportSource
from base.once.models import Claim, KeptInput
from base.once.outcomes import Outcome
from contacts.models import Contact
from contacts.services import merge_contacts
from immonaut.key_rotation import encrypted_columns
from sharing.models import AccountMail

pytestmark = pytest.mark.django_db
# How every token begins (version and age of the world), within JSON as well.
MARK = "gAAAAA"
OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))


def tokens():
    """Whatever looks encrypted, in every column of every table: {table.column: [tokens]}."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            cursor.execute(f'SELECT to_jsonb(t)::text FROM "{table}" t')
            for (row,) in cursor.fetchall():
                for column, value in json.loads(row).items():
                    for token in _within(value):
                        found.setdefault(f"{table}.{column}", []).append(token)
    return found


def _within(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [token for part in value for token in _within(part)]
    return [value] if isinstance(value, str) and value.startswith(MARK) else []


@pytest.fixture
def everything(agency, agent, settings):
    """A value in each place that keeps something encrypted."""
    settings.FIELD_KEYS = [OLD]
    secret = {"agency": agency, "iban": "AT611904300234573201", "id_number": "P123"}
    kept = Contact.objects.create(family_name="Huber", **secret)
    gone = Contact.objects.create(family_name="Huber", **{**secret, "iban": "AT48"})
    merge_contacts(kept=kept, gone=gone, choices={"bank": "gone"})
    Authenticator.objects.create(user=agent, type="totp", data={"secret": encrypt("S")})
    now = timezone.now()
    AccountMail.objects.create(
        sender="a@example.at",
        to="b@example.at",
        subject="S",
        message_id="<1@x>",
        next_attempt_at=now,
        text="Text",
        html="<p>",
    )
    Claim.objects.create(
        pk="00000000-0000-0000-0000-000000000001",
        outcome=Outcome("/kontakte/").stored(),
        digest="00000000-0000-0000-0000-000000000002",
        backend=1,
        at=now,
    )
    KeptInput.objects.create(
        pk="00000000-0000-0000-0000-000000000003", contents=encrypt("{}"), at=now
    )
    run = ImportRun.objects.create(agency=agency, kind="contacts", created_by=agent)
    source = ImportSource.objects.create(run=run, name="a.vcf")
    source.keep(b"BEGIN:VCARD")
    return source


def test_nothing_needs_the_old_key_after_a_rotation(
    everything, settings, django_capture_on_commit_callbacks
):
    before = tokens()
    former = everything.content.path
    named = {str(column) for column in encrypted_columns()}
    assert len(before) >= len(named) + 4
    assert named <= set(before), "a new encrypted column: fill it above"
    settings.FIELD_KEYS = [NEW, OLD]
    with django_capture_on_commit_callbacks(execute=True):
        call_command("rotate_field_keys")
    settings.FIELD_KEYS = [NEW]
    after = tokens()
    assert {place: len(found) for place, found in after.items()} == {
        place: len(found) for place, found in before.items()
    }
    for place, found in after.items():
        for token in found:
            try:
                decrypt(token)
            except InvalidToken:
                pytest.fail(f"{place} still needs the old key")
    source = ImportSource.objects.get()
    assert source.read() == b"BEGIN:VCARD"
    assert not Path(former).exists()

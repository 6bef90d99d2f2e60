"""Secrets of the second factor were stored as they are; addresses of others opened accounts."""

from cryptography.fernet import InvalidToken
from django.db import migrations
from django.db.models import F
from django.db.models.functions import Lower

from base.encryption import decrypt, encrypt

SECRETS = ("secret", "seed")


def _is_encrypted(text):
    try:
        decrypt(text)
    except InvalidToken:
        return False
    return True


def encrypt_secrets(apps, schema_editor):
    for row in apps.get_model("mfa", "Authenticator").objects.all():
        for name in SECRETS:
            if row.data.get(name) and not _is_encrypted(row.data[name]):
                row.data[name] = encrypt(row.data[name])
        if "migrated_codes" in row.data:
            row.data["migrated_codes"] = [
                code if _is_encrypted(code) else encrypt(code)
                for code in row.data["migrated_codes"]
            ]
        row.save(update_fields=["data"])


def drop_second_addresses(apps, schema_editor):
    addresses = apps.get_model("account", "EmailAddress").objects
    addresses.annotate(lower=Lower("email")).exclude(lower=F("user__email")).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_email_change"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]
    operations = [
        migrations.RunPython(encrypt_secrets, migrations.RunPython.noop),
        migrations.RunPython(drop_second_addresses, migrations.RunPython.noop),
    ]

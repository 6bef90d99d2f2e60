"""manage.py rotate_field_keys: after a new key was put first in FIELD_KEYS."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from base.encryption import InvalidToken
from immonaut.key_rotation import (
    encrypted_columns,
    rotate,
    rotate_files,
    rotate_kept,
    rotate_merges,
    rotate_second_factors,
)


class Command(BaseCommand):
    """Encrypts all that is kept encrypted anew; then the old keys can go."""

    help = (
        "Verschlüsselt alle geschützten Angaben mit dem ersten Schlüssel aus FIELD_KEYS neu. "
        "Danach können die älteren Schlüssel entfernt werden."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            for column in encrypted_columns():
                self.stdout.write(f"{column}: {rotate(column)}")
            self.stdout.write(f"contacts_contactmerge.secrets: {rotate_merges()}")
            self.stdout.write(f"mfa_authenticator.data: {rotate_second_factors()}")
            for name, count in rotate_kept():
                self.stdout.write(f"{name}: {count}")
            self.stdout.write(f"jobs_importsource.content: {rotate_files()}")
        except InvalidToken as error:
            raise CommandError(
                "Zu einem Wert passt keiner der Schlüssel. Nehmen Sie den Schlüssel, mit dem er "
                "geschrieben wurde, wieder in FIELD_KEYS auf."
            ) from error

"""Files of a test, stored by themselves."""

from typing import Any

from base.files import proofs, services
from base.files.models import StoredFile
from base.files.storing import storing


def store_file(**values: Any) -> StoredFile:
    """As the service of that name does, in a transaction of its own."""
    with storing():
        return services.store_file(**values)


def store_proof(**values: Any) -> StoredFile:
    """As the service of that name does, in a transaction of its own."""
    with storing():
        return proofs.store_proof(**values)

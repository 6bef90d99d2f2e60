"""What one provider sends in one OpenImmo transfer."""

from dataclasses import dataclass

from properties.openimmo.listing import Listing
from properties.openimmo.problems import Problem


@dataclass(frozen=True)
class Document:
    """The listings of one provider (``anbieter``) in one XML document.

    `file_name` names the XML, inside an archive as ``feed.zip!folder/feed.xml``.
    A `transfer_kind` of ``full`` means that this provider's listings missing here
    are gone; ``""`` when the document does not say. `mode` is what ``modus`` asks
    for (``new``, ``change``, ``delete`` or ``""``); each listing's own `action`
    already takes it into account. A source that cannot be read is a document
    without listings whose `problems` say why.
    """

    file_name: str = ""
    sender_software: str = ""
    sender_version: str = ""
    format_version: str = ""
    transfer_kind: str = ""  # full, partial
    mode: str = ""
    timestamp: str = ""
    provider_name: str = ""
    provider_number: str = ""
    provider_id: str = ""  # openimmo_anid
    listings: tuple[Listing, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()

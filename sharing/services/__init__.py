"""Every change of links, mails and confirmations."""

from sharing.services.confirmations import confirm_terms, refresh_terms, revoke_terms
from sharing.services.delivery import deliver
from sharing.services.dispatch import sweep_outbox
from sharing.services.links import click_delete, generate_link, save_link
from sharing.services.mail import note_arrival, queue_mail, retry_mail
from sharing.services.visits import record_download, record_opening, record_view

__all__ = [
    "click_delete",
    "confirm_terms",
    "deliver",
    "generate_link",
    "note_arrival",
    "queue_mail",
    "record_download",
    "record_opening",
    "record_view",
    "refresh_terms",
    "retry_mail",
    "revoke_terms",
    "save_link",
    "sweep_outbox",
]
